import { FNV_OFFSET, fnvStep } from './hash.ts';

/**
 * Words as the lexical index sees them: runs of letters and digits with the marks on them, lower-cased, in NFC.
 * A folded text is its words joined by single spaces with a space at either end, so that the
 * 4-grams of every word, boundaries included, are windows over one string.
 */

/** What a character is to a word: what one begins with and goes on with, what one only goes on with, and what ends it. */
const UNKNOWN = 0;
const LETTER = 1;
const MARK = 2;
const GAP = 3;

/** By UTF-16 code unit, looked up in Unicode's tables when it is first met. */
const kindOfUnit = new Uint8Array(0x10000);

/** Words of a text in order. */
export function wordsOf(text: string): string[] {
  const plain = plainText(text);
  const words: string[] = [];
  eachWord(plain, (_units, start, end) => words.push(plain.slice(start, end)));
  return words;
}

/** A text in the form in which its words are found. */
export function plainText(text: string): string {
  // The Turkish capital İ becomes an i with a dot above it, which nobody writes in a question.
  return text.normalize('NFC').toLowerCase().replaceAll('i\u0307', 'i');
}

/** Told of each word: the text's UTF-16 code units (to be read at once), where the word is in them, and its `hash32`. */
export type VisitWord = (units: Uint16Array, start: number, end: number, hash: number) => void;

/**
 * Visits each word in order. Goes over code units in an array, which takes half the time of asking a string for each.
 * @param plain as `plainText` gives it
 */
export function eachWord(plain: string, visit: VisitWord): void {
  const units = unitsOf(plain);
  const { length } = plain;
  let start = -1;
  let hash = 0;
  for (let at = 0; at < length; at++) {
    const unit = units[at] ?? 0;
    let kind = kindOfUnit[unit] ?? UNKNOWN;
    let isPair = false;
    if (kind === UNKNOWN) {
      const code = plain.codePointAt(at) ?? 0;
      kind = kindOf(code);
      isPair = code > 0xffff;
    }
    if (kind === LETTER || (kind === MARK && start >= 0)) {
      if (start < 0) {
        start = at;
        hash = FNV_OFFSET;
      }
      hash = fnvStep(hash, unit);
      if (isPair) hash = fnvStep(hash, units[at + 1] ?? 0);
    } else if (start >= 0) {
      visit(units, start, at, hash >>> 0);
      start = -1;
    }
    if (isPair) at++;
  }
  if (start >= 0) visit(units, start, length, hash >>> 0);
}

/** Room for a text's code units, used again each time. */
let room = new Uint16Array(1 << 14);

function unitsOf(text: string): Uint16Array {
  if (text.length > room.length) room = new Uint16Array(2 * text.length);
  const bytes = Buffer.from(room.buffer, 0, 2 * text.length);
  bytes.write(text, 'utf16le');
  return room;
}

/** Remembered for a code unit that is a character by itself; halves of characters depend on their neighbours. */
function kindOf(code: number): number {
  const character = String.fromCodePoint(code);
  const kind = /[\p{L}\p{N}]/u.test(character) ? LETTER : /\p{M}/u.test(character) ? MARK : GAP;
  if (code < 0xd800 || (code > 0xdfff && code <= 0xffff)) kindOfUnit[code] = kind;
  return kind;
}

/** " word word word "; the empty string where there is no word. */
export function foldWords(words: readonly string[]): string {
  return words.length === 0 ? '' : ` ${words.join(' ')} `;
}
