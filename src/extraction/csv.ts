import { type CsvError, parse } from 'csv-parse/sync';
import { guessColumns } from './csv-columns.ts';
import { decode } from './decode.ts';
import { htmlReaderFor } from './embedded-html.ts';
import { type Extractor, rejected, single } from './extract.ts';
import { FIELD_NAMES, type Fields, plainName } from './fields.ts';
import { type Entry, readRecords, TEXT_NAMES } from './records.ts';

/**
 * Tables: one article a row. Separator and quotation mark are found out, and so are the columns where no row of names tells them.
 */
export const csv: Extractor = async ({ bytes, name }) => {
  const decoded = decode(bytes);
  if (!decoded.ok) return single(rejected(decoded.reason));
  const source = decoded.text.replace(/^\ufeff/, '');
  const dialect = dialectOf(source);
  const entries = dialect === null ? unnamedRows(source) : rowsOf(source, dialect);
  if (entries === null) {
    return single(
      rejected(
        'has no column that is called text, body or content (or Text, Inhalt) in its first row: put a row of names above the others, such as title,date,text',
      ),
    );
  }
  const html = await htmlReaderFor(source);
  const records = readRecords(entries, { unit: 'row', name, html });
  return records.length > 0 ? records : single(rejected('has no rows below its names'));
};

interface Dialect {
  readonly delimiter: string;
  readonly quote: string;
}

const DELIMITERS = [',', ';', '\t', '|'];
const QUOTES = ['"', "'"];

/** The dialect in which the first row has the most names that are known, a text among them; null where none has. */
function dialectOf(source: string): Dialect | null {
  // A row of names is short; a text of megabytes without a line break is none.
  const header = source.slice(0, 4000).split(/\r?\n|\r/, 1)[0] ?? '';
  let best: { dialect: Dialect; known: number } | null = null;
  for (const delimiter of DELIMITERS) {
    const names = header
      .split(delimiter)
      .map((name) => plainName(name.trim().replace(/^(["'])(.*)\1$/, '$2')));
    const known = names.filter((name) => FIELD_NAMES.has(name) || TEXT_NAMES.includes(name)).length;
    const hasText = names.some((name) => TEXT_NAMES.includes(name));
    if (hasText && known > (best?.known ?? 0)) {
      best = { dialect: { delimiter, quote: quoteIn(source, delimiter) }, known };
    }
  }
  return best?.dialect ?? null;
}

/** The mark that stands most often beside a separator. */
function quoteIn(source: string, delimiter: string): string {
  const sample = source.slice(0, 200_000);
  const counts = QUOTES.map(
    (quote) => sample.split(delimiter + quote).length + sample.split(quote + delimiter).length,
  );
  return QUOTES[counts.indexOf(Math.max(...counts))] ?? '"';
}

/** A row is a whole article at most; more means that a quotation mark was never closed. */
const LONGEST_ROW = 4_000_000;

function* rowsOf(source: string, dialect: Dialect): Iterable<Entry> {
  const { rows, problems } = parseRows(source, dialect);
  const [names = [], ...records] = rows;
  // The row of names is the first.
  yield* entriesOf(records, names, 2);
  yield* problems;
}

/** The rows of a table whose first row names nothing, null where the columns cannot be told either. */
function unnamedRows(source: string): Iterable<Entry> | null {
  // Whole lines: what is cut off within a row would be a row of another width.
  const end = source.length > GUESS_SAMPLE ? source.lastIndexOf('\n', GUESS_SAMPLE) : source.length;
  const beginning = source.slice(0, end);
  for (const delimiter of DELIMITERS) {
    const dialect = { delimiter, quote: quoteIn(source, delimiter) };
    const guessed = guessColumns(parseRows(beginning, dialect).rows);
    if (guessed === null) continue;
    const { rows, problems } = parseRows(source, dialect);
    const first = guessed.firstIsArticle ? 0 : 1;
    return [...entriesOf(rows.slice(first), guessed.names, first + 1), ...problems];
  }
  return null;
}

/** Characters that are enough to tell columns by what they hold. */
const GUESS_SAMPLE = 400_000;

function* entriesOf(
  rows: readonly string[][],
  names: readonly string[],
  firstNumber: number,
): Iterable<Entry> {
  for (const [index, row] of rows.entries()) {
    const fields: Fields = Object.fromEntries(names.map((name, column) => [name, row[column] ?? '']));
    if (row.some((value) => value !== ''))
      yield { number: index + firstNumber, fields, source: row.join('\u001f') };
  }
}

function parseRows(
  source: string,
  { delimiter, quote }: Dialect,
): { rows: readonly string[][]; problems: Entry[] } {
  const problems: Entry[] = [];
  const rows: readonly string[][] = parse(source, {
    delimiter,
    quote,
    escape: quote,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_ROW,
    skip_records_with_error: true,
    on_skip: (error: CsvError | undefined) => {
      problems.push({ number: Number(error?.['lines'] ?? 0), problem: problemOf(error) });
      return undefined;
    },
  });
  return { rows, problems };
}

function problemOf(error: CsvError | undefined): string {
  return error?.code === 'CSV_QUOTE_NOT_CLOSED'
    ? 'has a quotation mark that is never closed'
    : `cannot be read (${(error?.code ?? 'unknown').toLowerCase().replace(/^csv_/, '').replaceAll('_', ' ')})`;
}
