import { hash32 } from './hash.ts';
import { eachGram } from './ngrams.ts';
import { stemsOf } from './stems.ts';

/**
 * What indexing needs of a word, worked out once and remembered: nine words in ten of a text have been seen before, and
 * looking one up costs a tenth of hashing its 4-grams and its stem again.
 */
export interface KnownWord {
  /** 32-bit hash. */
  readonly hash: number;
  /** Slots of its 4-grams, in order. */
  readonly grams: readonly number[];
  readonly text: string;
  /** The language that its stem was asked for last, and the stem: read with `stemOf`. */
  language: string | null;
  stem: number;
}

/** About 30 MB of words; when there are more, remembering begins anew, and the frequent ones are back at once. */
const REMEMBERED = 100_000;

const known = new Map<string, KnownWord>();

/** @param text a word as `wordsOf` gives it */
export function knownWord(text: string): KnownWord {
  const remembered = known.get(text);
  if (remembered !== undefined) return remembered;
  const grams: number[] = [];
  eachGram(` ${text} `, (slot) => grams.push(slot));
  const word: KnownWord = { hash: hash32(text), grams, text, language: null, stem: 0 };
  if (known.size >= REMEMBERED) known.clear();
  known.set(text, word);
  return word;
}

/** 32-bit hash of a word's stem in a language given by its ISO 639-1 code. */
export function stemOf(word: KnownWord, language: string): number {
  if (word.language !== language) {
    word.stem = hash32(stemsOf([word.text], language)[0] ?? word.text);
    word.language = language;
  }
  return word.stem;
}
