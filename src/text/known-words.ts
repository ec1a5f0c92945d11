import { hash32 } from './hash.ts';
import { cuesOf } from './instruction-cues.ts';
import { slotsOf } from './ngrams.ts';
import { stemsOf } from './stems.ts';
import { eachWord, plainText } from './words.ts';

/**
 * What indexing needs of a word, worked out once and remembered: nine words in ten of a text have been seen before, and
 * looking one up costs a tenth of hashing its 4-grams and its stem again.
 */
export interface KnownWord {
  /** 32-bit hash. */
  readonly hash: number;
  /** Slots of its 4-grams, in order. */
  readonly grams: Uint32Array;
  readonly text: string;
  /** 32-bit hash of its stem. */
  readonly stem: number;
  /** What it may be a part of; see `cuesOf`. */
  readonly cues: number;
  /** The text in which it was met last, by its number. */
  metIn: number;
}

/** About 30 MB of words; when there are more, remembering begins anew, and the frequent ones are back at once. */
const REMEMBERED = 100_000;

/** Places of a new table. It is kept at most half full, so that a word is found where it is looked for first or second. */
const FIRST_PLACES = 1 << 12;

/** Places that are looked at: whoever makes up words of one hash shall not make each of them be compared with all others. */
const MOST_TRIED = 32;

/** The words of one language that have been seen, found by their hashes without making a string of each occurrence. */
class KnownWords {
  readonly #language: string;
  #words: KnownWord[] = [];
  /** Open addressing: hash of a word and its number, counted from 1, side by side; 0 where a place is free. */
  #places = new Uint32Array(2 * FIRST_PLACES);

  constructor(language: string) {
    this.#language = language;
  }

  /** The word whose code units are at a place. */
  at(units: Uint16Array, start: number, end: number, hash: number): KnownWord {
    const places = this.#places;
    const mask = places.length - 1;
    for (let tried = 0; tried < MOST_TRIED; tried++) {
      const place = (2 * (hash + tried)) & mask;
      const number = places[place + 1] ?? 0;
      if (number === 0) return this.#remember(units.slice(start, end), hash);
      if (places[place] !== hash) continue;
      const known = this.#words[number - 1];
      if (known !== undefined && isText(known.text, units, start, end)) return known;
    }
    return workOut(units.slice(start, end), this.#language, hash);
  }

  #remember(units: Uint16Array, hash: number): KnownWord {
    if (this.#words.length >= REMEMBERED) {
      this.#words = [];
      this.#places = new Uint32Array(2 * FIRST_PLACES);
    } else if (4 * this.#words.length >= this.#places.length) this.#grow();
    const word = workOut(units, this.#language, hash);
    this.#put(this.#words.push(word), hash);
    return word;
  }

  #grow(): void {
    this.#places = new Uint32Array(2 * this.#places.length);
    this.#words.forEach(({ hash }, index) => {
      this.#put(index + 1, hash);
    });
  }

  /** What finds no place is not found again, and worked out anew. */
  #put(number: number, hash: number): void {
    for (let tried = 0; tried < MOST_TRIED; tried++) {
      const place = (2 * (hash + tried)) & (this.#places.length - 1);
      if (this.#places[place + 1] !== 0) continue;
      this.#places[place] = hash;
      this.#places[place + 1] = number;
      return;
    }
  }
}

function isText(text: string, units: Uint16Array, start: number, end: number): boolean {
  if (text.length !== end - start) return false;
  for (let index = 0; index < text.length; index++) {
    if (text.charCodeAt(index) !== units[start + index]) return false;
  }
  return true;
}

function workOut(units: Uint16Array, language: string, hash: number): KnownWord {
  const text = Buffer.from(units.buffer).toString('utf16le');
  const stem = hash32(stemsOf([text], language)[0] ?? text);
  return { hash, grams: slotsOf(` ${text} `), text, stem, cues: cuesOf(text), metIn: 0 };
}

const languages = new Map<string, KnownWords>();

/** Languages whose words are remembered at once. A collection has a handful; who names more makes them begin anew. */
const MOST_LANGUAGES = 8;

/** How many texts were read. */
let texts = 0;

/** The words of a text. */
export interface ReadWords {
  /** In order, as `wordsOf` gives them. */
  readonly words: readonly KnownWord[];
  /** Each once. */
  readonly vocabulary: readonly KnownWord[];
}

/**
 * Reads the words of a text.
 * @param language ISO 639-1 code of the language in which stems are looked for
 */
export function readWords(text: string, language: string): ReadWords {
  const known = knownIn(language);
  const number = ++texts;
  const words: KnownWord[] = [];
  const vocabulary: KnownWord[] = [];
  eachWord(plainText(text), (units, start, end, hash) => {
    const word = known.at(units, start, end, hash);
    words.push(word);
    if (word.metIn === number) return;
    word.metIn = number;
    vocabulary.push(word);
  });
  return { words, vocabulary };
}

function knownIn(language: string): KnownWords {
  let known = languages.get(language);
  if (known === undefined) {
    if (languages.size >= MOST_LANGUAGES) languages.clear();
    known = new KnownWords(language);
    languages.set(language, known);
  }
  return known;
}
