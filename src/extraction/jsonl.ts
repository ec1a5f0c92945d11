import { messageOf } from '../errors.ts';
import { decode } from './decode.ts';
import { htmlReaderFor } from './embedded-html.ts';
import { type Extractor, rejected, single } from './extract.ts';
import type { Fields } from './fields.ts';
import { type Entry, readRecords } from './records.ts';

/** One article a line, each an object in JSON. A bad line is told with its number, the others go on. */
export const jsonl: Extractor = async ({ bytes, name }) => {
  const decoded = decode(bytes);
  if (!decoded.ok) return single(rejected(decoded.reason));
  const html = await htmlReaderFor(decoded.text);
  const records = readRecords(linesOf(decoded.text), { unit: 'line', name, html });
  return records.length > 0 ? records : single(rejected('is empty'));
};

/** The lines of a document that are not blank, each read as JSON. */
export function* linesOf(source: string): Iterable<Entry> {
  for (const [index, line] of source.split('\n').entries()) {
    if (line.trim() !== '') yield { number: index + 1, ...readLine(line) };
  }
}

function readLine(source: string): { fields: Fields; source: string } | { problem: string } {
  const parsed = parseJson(source);
  if (!parsed.ok) return { problem: parsed.problem };
  return isFields(parsed.value) ? { fields: parsed.value, source } : { problem: 'is not a JSON object' };
}

/** Parses JSON; what is wrong with it is a phrase without a place, because a line or a file is the place. */
export function parseJson(
  source: string,
): { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly problem: string } {
  try {
    return { ok: true, value: JSON.parse(source) };
  } catch (error) {
    // The parser quotes the whole text after its verdict; newer ones add a line number.
    const verdict = messageOf(error).split(/, |\.\.\. | \(line /)[0] ?? '';
    return { ok: false, problem: `is not valid JSON (${verdict})` };
  }
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
