import { shorten } from './clean.ts';
import { parseDate } from './dates.ts';
import { decode } from './decode.ts';
import {
  authorsOf,
  type Extracted,
  type Extractor,
  isTooLong,
  type RawArticle,
  rejected,
  single,
  toDraft,
  TOO_LONG,
} from './extract.ts';

/** Plain text: the title in the first line, perhaps lines with author, outlet and date, then the paragraphs. */
export const text: Extractor = ({ bytes, name }) => {
  const decoded = decode(bytes);
  if (!decoded.ok) return single(rejected(decoded.reason));
  return single(isTooLong(decoded.text.length) ? TOO_LONG : read(decoded.text, name));
};

/** Lines after the title that may hold author, outlet and date. */
const HEADER_LINES = 6;
const LONGEST_TITLE = 200;
const LONGEST_HEADER_LINE = 120;

type Header = { -readonly [Key in keyof Omit<RawArticle, 'paragraphs' | 'title'>]: RawArticle[Key] };

function read(source: string, name: string): Extracted {
  const lines = source.split(/\r\n|[\n\r\u2028\u2029\f]/).map((line) => line.trim());
  const start = lines.findIndex((line) => line !== '');
  if (start === -1) return rejected('is empty');
  const first = lines[start] ?? '';
  // A long or only line is a paragraph of a text without a title.
  if (first.length > LONGEST_TITLE || lines.slice(start + 1).every((line) => line === '')) {
    return toDraft({ title: titleFromText(first), paragraphs: paragraphsOf(lines.slice(start)) }, name);
  }
  const { header, end } = readHeader(lines, start + 1);
  return toDraft({ ...header, title: first, paragraphs: paragraphsOf(lines.slice(end)) }, name);
}

/** The first sentence of a text that has no title, shortened. */
export function titleFromText(source: string): string {
  const sentence = /^.{20,200}?[.!?](?=\s|$)/su.exec(source)?.[0].replace(/\.$/, '');
  return shorten(sentence ?? source.slice(0, 400), 120);
}

function readHeader(lines: readonly string[], from: number): { header: Header; end: number } {
  const header: Header = {};
  let end = from;
  for (let seen = 0; end < lines.length && seen < HEADER_LINES; end++) {
    const line = lines[end] ?? '';
    if (line === '') continue;
    const found = headerLine(line) ?? outletLine(line, lines[end + 1] ?? '');
    if (!found) break;
    Object.assign(header, found);
    seen++;
  }
  return { header, end };
}

const LABELS: readonly [label: RegExp, field: 'outlet' | 'published' | 'modified' | 'url' | 'authors'][] = [
  [/^(?:source|outlet|publisher|quelle|medium)$/i, 'outlet'],
  [/^(?:published|date|datum|veröffentlicht|erschienen)$/i, 'published'],
  [/^(?:updated|modified|aktualisiert|stand)$/i, 'modified'],
  [/^(?:url|link)$/i, 'url'],
  [/^(?:author|authors|by|autor|autorin|autoren|von)$/i, 'authors'],
];

/** What a line says about the article, null where it is not clearly such a line. */
function headerLine(line: string): Header | null {
  if (line.length > LONGEST_HEADER_LINE) return null;
  const labelled = /^([\p{L}]{2,20}):\s*(.+)$/u.exec(line);
  const field = labelled && LABELS.find(([label]) => label.test(labelled[1] ?? ''))?.[1];
  if (field) {
    const value = labelled[2] ?? '';
    return field === 'authors' ? { authors: authorsOf(value) } : { [field]: value };
  }
  if (parseDate(line) !== null) return { published: line };
  if (/^https?:\/\/\S+$/.test(line)) return { url: line };

  // "By Ada Quill", "Von Ada Quill | The Copper Wire, 18 July 2023": what follows the names may be outlet and date.
  const [head, date] = splitAtDate(line);
  const byline = /^(?:by|von)\s+(\p{Lu}.*)$/iu.exec(head);
  if (byline && !/[.!?]$/.test(head)) {
    const [names = '', ...rest] = (byline[1] ?? '').split(/\s*[|–—]\s*/);
    return {
      authors: authorsOf(names),
      ...(rest[0] && { outlet: rest[0] }),
      ...(date && { published: date }),
    };
  }
  // "The Copper Wire, 18 July 2023": a name with a date after it, not a sentence that ends in one.
  if (date && isName(head)) return { outlet: head, published: date };
  return null;
}

/** A name on a line of its own is the outlet's where a line with the date or the address follows it. */
function outletLine(line: string, next: string): Header | null {
  const following = headerLine(next);
  const dated = following?.published ?? following?.modified ?? following?.url;
  return dated && isName(line) ? { outlet: line } : null;
}

function isName(text: string): boolean {
  return /^\p{Lu}/u.test(text) && text.length <= 60 && !/[.!?:]/.test(text);
}

/** Cuts a line before the date that ends it; the date is null where none does. */
function splitAtDate(line: string): [head: string, date: string | null] {
  for (const separator of line.matchAll(/\s*[,|–—·•]\s*/g)) {
    const tail = line.slice(separator.index + separator[0].length);
    if (parseDate(tail) !== null) return [line.slice(0, separator.index), tail];
  }
  return [line, null];
}

/** Empty lines part paragraphs; where there are none, long lines are paragraphs and short ones are one that was wrapped. */
function paragraphsOf(lines: readonly string[]): string[] {
  const parted = lines
    .join('\n')
    .trim()
    .split(/\n{2,}/);
  if (parted.length > 1) return parted;
  const filled = lines.filter((line) => line !== '');
  const average = filled.reduce((sum, line) => sum + line.length, 0) / filled.length;
  return average > LONGEST_HEADER_LINE ? filled : [filled.join(' ')];
}
