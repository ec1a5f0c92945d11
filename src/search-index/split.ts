import { sentencesOf, type Span } from '../text/sentences.ts';

/**
 * Passages: whole sentences packed up to a size, never across the end of the text, without overlap.
 * Part of an index's fingerprint: raise SPLITTER_VERSION when the same text would be cut differently.
 */

export const SPLITTER_VERSION = 2;

/**
 * Largest passage in UTF-16 code units. 400 tokens is what embedders of 512 take without loss together with
 * a header; German news has about 3.9 code units a token in multilingual-e5-small's vocabulary, English 4.4.
 */
export const PASSAGE_LENGTH = 1500;

/** Slices of `text` that hold its sentences in order; a sentence longer than a passage is cut at a space. */
export function splitIntoPassages(text: string, language: string): Span[] {
  const passages: Span[] = [];
  let open: Span | null = null;
  for (const sentence of sentencesOf(text, language).flatMap((span) => cutLong(text, span))) {
    if (open !== null && sentence.end - open.start <= PASSAGE_LENGTH) {
      open = { start: open.start, end: sentence.end };
      continue;
    }
    if (open !== null) passages.push(open);
    open = sentence;
  }
  if (open !== null) passages.push(open);
  return passages;
}

function cutLong(text: string, sentence: Span): Span[] {
  const pieces: Span[] = [];
  let start = sentence.start;
  while (sentence.end - start > PASSAGE_LENGTH) {
    // Searched within the piece alone: a text of megabytes without a space would be read again for every piece.
    const space = text.slice(start, start + PASSAGE_LENGTH + 1).lastIndexOf(' ');
    const end = space > 0 ? start + space : start + wholeCharacters(text, start, PASSAGE_LENGTH);
    pieces.push({ start, end });
    start = text[end] === ' ' ? end + 1 : end;
  }
  pieces.push({ start, end: sentence.end });
  return pieces;
}

/** At most `length` code units from `start` that do not end between the halves of a surrogate pair. */
function wholeCharacters(text: string, start: number, length: number): number {
  const last = text.codePointAt(start + length - 1) ?? 0;
  return last > 0xffff ? length - 1 : length;
}
