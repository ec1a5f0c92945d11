import { decode } from './decode.ts';
import { htmlReaderFor } from './embedded-html.ts';
import { type Extractor, rejected, single } from './extract.ts';
import { type Fields, textField } from './fields.ts';
import { isFields, linesOf, parseJson } from './jsonl.ts';
import { type Entry, readFields, readRecords } from './records.ts';

/**
 * JSON: a list of articles, an object that holds such a list (exports, answers of news services, JSON Feed, a graph of
 * JSON-LD), or one article. JSON lines under this name are read as such.
 */
export const json: Extractor = async ({ bytes, name }) => {
  const decoded = decode(bytes);
  if (!decoded.ok) return single(rejected(decoded.reason));
  const source = decoded.text;
  const html = await htmlReaderFor(source);
  const parsed = parseJson(source);
  if (!parsed.ok) {
    const first = parseJson(source.trimStart().split('\n', 1)[0] ?? '');
    if (!first.ok || !isFields(first.value)) return single(rejected(parsed.problem));
    return readRecords(linesOf(source), { unit: 'line', name, html });
  }
  const found = listIn(parsed.value);
  if (found !== null) {
    const { items, defaults } = found;
    const records = readRecords(entriesOf(items), { unit: 'item', name, html, defaults });
    return records.length > 0 ? records : single(rejected('holds an empty list'));
  }
  if (!isFields(parsed.value)) return single(rejected('is neither a JSON object nor a list of them'));
  return single(readFields(parsed.value, name, html).outcome);
};

/** Under these names lists of articles are kept. */
const LISTS = [
  ...['articles', 'items', 'results', 'entries', 'posts', 'documents', 'docs', 'records', 'stories', 'news'],
  ...['artikel', 'beiträge', 'data', 'response', 'feed', '@graph'],
];

/** How far down a list is looked for: `{"response": {"results": [...]}}`. */
const DEEPEST_LIST = 3;

/** The list of articles in a value, with what the object around it says for all of them; null where there is none. */
function listIn(value: unknown, depth = 0): { items: readonly unknown[]; defaults: Fields } | null {
  if (Array.isArray(value)) return { items: value, defaults: {} };
  if (!isFields(value) || depth >= DEEPEST_LIST) return null;
  for (const name of LISTS) {
    const found = listIn(value[name], depth + 1);
    if (found !== null) return { items: found.items, defaults: { ...defaultsOf(value), ...found.defaults } };
  }
  return null;
}

/** A feed's title names the outlet of its items. */
function defaultsOf(around: Fields): Fields {
  const outlet = textField(around, ['outlet', 'publisher', 'title', 'sitename', 'name']);
  return outlet === null ? {} : { outlet };
}

function* entriesOf(items: readonly unknown[]): Iterable<Entry> {
  for (const [index, item] of items.entries()) {
    const number = index + 1;
    if (isFields(item)) yield { number, fields: item, source: JSON.stringify(item) };
    else yield { number, problem: 'is not a JSON object' };
  }
}
