import type { PdfLine } from './pdf-lines.ts';

/** A paragraph, and the size of its letters. */
export interface PdfParagraph {
  readonly text: string;
  readonly size: number;
}

/** Parts of a letter's size by which letters differ in a heading, and by which a first line is indented. */
const OTHER_SIZE = 0.12;
const INDENT = 0.8;
/** Parts of the usual distance of two lines from which on there is a gap. */
const GAP = 1.3;

/**
 * Joins lines to paragraphs: a new one begins after a gap, at an indented line, where letters become larger or smaller,
 * and where a column or page begins behind the end of a sentence. Words that were parted at the end of a line become whole.
 */
export function paragraphsOf(pages: readonly (readonly PdfLine[])[]): PdfParagraph[] {
  const lines = pages.flat();
  const leading = usualDistance(lines);
  const spellings = hyphenated(lines);
  const paragraphs: { text: string; size: number }[] = [];
  let before: PdfLine | null = null;
  for (const line of lines) {
    const last = paragraphs.at(-1);
    if (last === undefined || before === null || begins(line, before, leading)) {
      paragraphs.push({ text: line.text, size: line.size });
    } else {
      last.text = join(last.text, line.text, spellings);
    }
    before = line;
  }
  return paragraphs;
}

function begins(line: PdfLine, before: PdfLine, leading: number): boolean {
  if (Math.abs(line.size - before.size) > OTHER_SIZE * Math.max(line.size, before.size)) return true;
  const down = before.baseline - line.baseline;
  const ended = /[.!?:…]["”“’'»)\]]*$/.test(before.text);
  // Upwards: the next column or page. A sentence that goes on there belongs together.
  if (down < 0 || down > 20 * leading) return ended || /^[•▪–-]\s/.test(line.text);
  if (down > GAP * leading) return true;
  const indented = line.left - before.left > INDENT * line.size && line.left - before.left < 6 * line.size;
  return (indented && ended) || /^[•▪]\s/.test(line.text);
}

/** The distance that two lines in a row have most often, in points. */
function usualDistance(lines: readonly PdfLine[]): number {
  const counts = new Map<number, number>();
  for (const [index, line] of lines.entries()) {
    const down = (lines[index - 1]?.baseline ?? 0) - line.baseline;
    if (down < 0.8 * line.size || down > 3 * line.size) continue;
    const rounded = Math.round(down * 2) / 2;
    counts.set(rounded, (counts.get(rounded) ?? 0) + 1);
  }
  const [most] = [...counts].sort((one, other) => other[1] - one[1]);
  return most?.[0] ?? Infinity;
}

/** Words that are written with a hyphen within a line, in lower case. */
function hyphenated(lines: readonly PdfLine[]): ReadonlySet<string> {
  const words = lines.flatMap(({ text }) => text.toLowerCase().match(/\p{L}+-\p{L}+/gu) ?? []);
  return new Set(words);
}

/** A hyphen at the end of a line goes where a word goes on in lower case, unless the word has it elsewhere, too. */
function join(text: string, next: string, spellings: ReadonlySet<string>): string {
  const soft = text.endsWith('\u00ad');
  if (!soft && !/\p{L}[-\u2010]$/u.test(text)) return `${text} ${next}`;
  const head = text.slice(0, -1);
  // "Haus- und Gartentür" leaves a part of a word to be said later.
  if (!soft && /^(?:und|oder|bzw|and|or)\b/u.test(next)) return `${text} ${next}`;
  if (!soft && !/^\p{Ll}/u.test(next)) return text + next;
  const word = `${/\p{L}+$/u.exec(head)?.[0] ?? ''}-${/^\p{L}+/u.exec(next)?.[0] ?? ''}`.toLowerCase();
  return spellings.has(word) ? `${head}-${next}` : head + next;
}
