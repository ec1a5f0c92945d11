import { createHash } from 'node:crypto';
import { decode } from './decode.ts';
import { type ExtractedRecord, type Format, rejected, single, toDraft } from './extract.ts';
import { articleFields, textField } from './fields.ts';
import { htmlParagraphs } from './html-text.ts';
import { titleFromText } from './text.ts';
import { messageOf } from '../errors.ts';

/** One article a line, each an object in JSON. A bad line is told with its number, the others go on. */
export const jsonl: Format = {
  name: 'JSON lines',
  extensions: ['.jsonl', '.ndjson'],
  extract: ({ bytes, name }) => {
    const decoded = decode(bytes);
    if (!decoded.ok) return single(rejected(decoded.reason));
    const records = readLines(decoded.text, name);
    return records.length > 0 ? records : single(rejected('is empty'));
  },
};

function readLines(source: string, name: string): ExtractedRecord[] {
  const lineOfKey = new Map<string, number>();
  const records: ExtractedRecord[] = [];
  for (const [index, line] of source.split('\n').entries()) {
    if (line.trim() === '') continue;
    const number = index + 1;
    const record = readLine(line, name);
    const earlier = record.key === null ? undefined : lineOfKey.get(record.key);
    if (earlier !== undefined) {
      records.push({
        key: null,
        outcome: rejected(`line ${String(number)} repeats line ${String(earlier)}`),
      });
      continue;
    }
    if (record.key !== null) lineOfKey.set(record.key, number);
    const { outcome } = record;
    records.push(
      outcome.ok
        ? record
        : { ...record, outcome: { ...outcome, reason: `line ${String(number)} ${outcome.reason}` } },
    );
  }
  return records;
}

function readLine(line: string, name: string): ExtractedRecord {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    // The parser quotes the whole line after its verdict; newer ones add a line number, which is always 1.
    return {
      key: null,
      outcome: rejected(`is not valid JSON (${messageOf(error).split(/, |\.\.\. | \(line /)[0] ?? ''})`),
    };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { key: null, outcome: rejected('is not a JSON object') };
  }
  const fields = value as Record<string, unknown>;
  const article = articleFields(fields);
  const body = textField(fields, ['text', 'body', 'content', 'articlebody']) ?? '';
  // Without an id or an address nothing but the content itself tells one record from another.
  const key =
    textField(fields, ['id', 'guid']) ??
    article.url ??
    createHash('sha256').update(line).digest('hex').slice(0, 16);
  const paragraphs = /<\/(?:p|div|h[1-6]|li|blockquote)>|<br\s*\/?>/i.test(body)
    ? htmlParagraphs(body)
    : body.split(/\n\s*\n|\r\n\s*\r\n/);
  return {
    key,
    outcome: toDraft({ ...article, title: article.title || titleFromText(body), paragraphs }, name),
  };
}
