import { createHash } from 'node:crypto';
import type { HtmlReader } from './embedded-html.ts';
import { type Extracted, type ExtractedRecord, rejected, toDraft } from './extract.ts';
import { articleFields, type Fields, textField } from './fields.ts';
import { titleFromText } from './text.ts';

/** Articles written as named values, many in a document: lines of JSON, items of a list, rows of a table. */

/** One of them, or what is wrong with it: a phrase that follows "line 7 ". */
export type Entry = { readonly number: number } & (
  { readonly fields: Fields; readonly source: string } | { readonly problem: string }
);

export interface RecordContext {
  /** What an entry is called: "line 7 is not valid JSON". */
  readonly unit: 'line' | 'item' | 'row';
  /** The document's name. */
  readonly name: string;
  readonly html: HtmlReader;
  /** Values for entries that have none of their own: a feed's title is the outlet of its items. */
  readonly defaults?: Fields;
}

/** What names the text of an article, without spelling of case and `_`; the first that is filled. */
export const TEXT_NAMES: readonly string[] = [
  ...['text', 'body', 'content', 'articlebody', 'contenthtml', 'contenttext', 'fulltext', 'maintext'],
  ...['inhalt', 'volltext', 'artikeltext', 'artikel', 'article', 'description', 'summary', 'beschreibung'],
];

/** Reads entry after entry; a bad one is told with its number, the others go on, and what repeats another is told. */
export function readRecords(entries: Iterable<Entry>, context: RecordContext): ExtractedRecord[] {
  const { unit, name, html, defaults } = context;
  const numberOfKey = new Map<string, number>();
  const records: ExtractedRecord[] = [];
  const refuse = (number: number, reason: string): void => {
    records.push({ key: null, outcome: rejected(`${unit} ${String(number)} ${reason}`) });
  };
  for (const entry of entries) {
    const { number } = entry;
    if ('problem' in entry) {
      refuse(number, entry.problem);
      continue;
    }
    const { key, outcome } = readFields({ ...defaults, ...entry.fields }, name, html);
    const told = key === null || key.length > LONGEST_KEY ? hashOf(key ?? entry.source) : key;
    const earlier = numberOfKey.get(told);
    if (earlier !== undefined) {
      refuse(number, `repeats ${unit} ${String(earlier)}`);
      continue;
    }
    numberOfKey.set(told, number);
    records.push({
      key: told,
      outcome: outcome.ok ? outcome : { ...outcome, reason: `${unit} ${String(number)} ${outcome.reason}` },
    });
  }
  return records;
}

/** Keys are shown and are part of locators. */
const LONGEST_KEY = 300;

/** Without an id or an address nothing but the content itself tells one record from another. */
function hashOf(source: string): string {
  return createHash('sha256').update(source).digest('hex').slice(0, 16);
}

const TAGS = /<\/(?:p|div|h[1-6]|li|blockquote)>|<br\s*\/?>|^\s*<(?:p|div|article)\b/i;

/** Makes an article of named values; a text with tags is read as HTML. The key is null where the values name none. */
export function readFields(
  fields: Fields,
  name: string,
  html: HtmlReader,
): { readonly key: string | null; readonly outcome: Extracted } {
  const article = articleFields(fields);
  const body = textField(fields, TEXT_NAMES) ?? '';
  const paragraphs = TAGS.test(body) ? html(body) : body.split(/\n\s*\n|\r\n\s*\r\n/);
  const title = article.title || titleFromText(paragraphs[0] ?? '');
  return {
    key: (textField(fields, ['id', 'guid']) ?? article.url)?.trim() || null,
    outcome: toDraft({ ...article, title, paragraphs }, name),
  };
}
