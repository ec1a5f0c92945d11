import { sentencesOf, type Span } from '../text/sentences.ts';
import { fittingEnd, tokenBound } from '../text/token-bound.ts';

/**
 * Passages: whole sentences packed up to a size, never across the end of the text, without overlap.
 * Part of an index's fingerprint: raise SPLITTER_VERSION when the same text would be cut differently.
 */

export const SPLITTER_VERSION = 4;

/**
 * Largest passage in tokens, as estimated from above. Counted is the passage's own text. Embedders of 512 tokens have 112 left for
 * what is embedded before it: the model's prefix and its marks (about 5), outlet, title and day.
 */
export const PASSAGE_TOKENS = 400;

/** Largest passage in UTF-16 code units: what 400 tokens hold of English; a passage is to be read by people, too. */
export const PASSAGE_LENGTH = 1500;

const MOST = { tokens: PASSAGE_TOKENS, length: PASSAGE_LENGTH };

/**
 * Slices of `text` that hold its sentences in order. A sentence longer than a passage is cut at a space, a word longer than
 * one between two characters.
 */
export function splitIntoPassages(text: string, language: string): Span[] {
  const passages: Span[] = [];
  let open: Span | null = null;
  let tokens = 0;
  for (const sentence of sentencesOf(text, language).flatMap((span) => cutLong(text, span))) {
    const alone = sentence.tokens;
    if (open !== null && sentence.end - open.start <= MOST.length) {
      // Where no space parts them, as in Chinese, the end of one and the beginning of the next may be pieces together.
      const together: number =
        sentence.start > open.end ? tokens + alone : tokenBound(text, open.start, sentence.end);
      if (together <= MOST.tokens) {
        open = { start: open.start, end: sentence.end };
        tokens = together;
        continue;
      }
    }
    if (open !== null) passages.push(open);
    open = { start: sentence.start, end: sentence.end };
    tokens = alone;
  }
  if (open !== null) passages.push(open);
  return passages;
}

/** A sentence or a piece of one, with its tokens. */
interface Piece extends Span {
  readonly tokens: number;
}

function cutLong(text: string, sentence: Span): Piece[] {
  const pieces: Piece[] = [];
  let { start } = sentence;
  for (;;) {
    const fitting = fittingEnd(text, start, sentence.end, MOST);
    let { end } = fitting;
    while (end > start && isSpace(text, end - 1)) end--;
    if (end > start) {
      const isMeasured = fitting.tokens !== null && end === fitting.end;
      pieces.push({ start, end, tokens: isMeasured ? fitting.tokens : tokenBound(text, start, end) });
    }
    start = fitting.end;
    while (start < sentence.end && isSpace(text, start)) start++;
    if (start === sentence.end) return pieces;
  }
}

function isSpace(text: string, at: number): boolean {
  return /\s/.test(text[at] ?? '');
}
