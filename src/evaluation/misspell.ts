import { contentWords } from '../text/stop-words.ts';
import { wordsOf } from '../text/words.ts';

/** Shorter words change their meaning with a letter. */
const LEAST_LETTERS = 5;

/**
 * A text with a typing error in one of its content words: two letters swapped, one dropped, or one doubled, never the
 * first. The text itself where no word is long enough.
 * @param language ISO 639-1 code, for telling content words
 * @param random gives numbers from 0 to 1
 */
export function misspell(text: string, language: string, random: () => number): string {
  const long = contentWords(wordsOf(text), language).filter((word) => word.length >= LEAST_LETTERS);
  const word = long[Math.floor(random() * long.length)];
  if (word === undefined) return text;
  const start = text.normalize('NFC').toLowerCase().indexOf(word);
  const at = start + 1 + Math.floor(random() * (word.length - 2));
  const [before, letter, next, after] = [
    text.slice(0, at),
    text.charAt(at),
    text.charAt(at + 1),
    text.slice(at + 2),
  ];
  const errors = [next + letter, next, letter + letter + next];
  return `${before}${errors[Math.floor(random() * errors.length)] ?? ''}${after}`;
}
