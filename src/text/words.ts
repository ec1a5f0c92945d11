/**
 * Words as the lexical index sees them: runs of letters and digits with the marks on them, lower-cased, in NFC.
 * A folded text is its words joined by single spaces with a space at either end, so that the
 * 4-grams of every word, boundaries included, are windows over one string.
 */

const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu;

/** Words of a text in order. */
export function wordsOf(text: string): string[] {
  // The Turkish capital İ becomes an i with a dot above it, which nobody writes in a question.
  return text.normalize('NFC').toLowerCase().replaceAll('i\u0307', 'i').match(WORD) ?? [];
}

/** " word word word "; the empty string where there is no word. */
export function foldWords(words: readonly string[]): string {
  return words.length === 0 ? '' : ` ${words.join(' ')} `;
}
