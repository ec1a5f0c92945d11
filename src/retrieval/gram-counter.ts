import { eachGramOfWord } from '../text/ngrams.ts';

/**
 * Counts a question's 4-grams in many passages. Passages repeat each other's words and few words hold any of the
 * question's 4-grams, so what a word holds is worked out once a question: a passage then costs a look-up for each of its
 * words instead of one for each of its 4-grams, and no strings are made of it.
 */

/** Places of the table of words, a power of two; candidates of a question have about 8,000 different words. */
const PLACES = 1 << 15;
const MOST_WORDS = PLACES / 2;

/** Nearly every 4-gram of a word is none of the question's, which a small table tells without a look into a map. */
const FILTER = 4096;

const SPACE = 32;

export class GramCounter {
  readonly #counterOf: ReadonlyMap<number, number>;
  readonly #filter = new Uint8Array(FILTER);
  readonly #counts: Uint32Array;
  /** Words by their hash. Two words of one hash are taken for one: once in a hundred questions, for one word. */
  readonly #hashes = new Int32Array(PLACES);
  /** Where in `#lists` a word's 4-grams are, plus one; 0 where the place is free. */
  readonly #places = new Uint32Array(PLACES);
  #words = 0;
  /** For each word how many of the question's 4-grams it holds, and their counters. The first is the word without any. */
  readonly #lists: number[] = [0];
  #units = new Uint16Array(64);

  /** @param slots the question's 4-grams, each once */
  constructor(slots: readonly number[]) {
    this.#counterOf = new Map(slots.map((slot, index) => [slot, index]));
    for (const slot of slots) this.#filter[slot & (FILTER - 1)] = 1;
    this.#counts = new Uint32Array(slots.length);
  }

  /**
   * @param folded words in `foldWords`' form, in UTF-8; damaged bytes give other words, and no error
   * @returns how often each 4-gram occurs, in the order in which they were given; overwritten by the next call
   */
  count(folded: Uint8Array): Uint32Array {
    const counts = this.#counts.fill(0);
    const lists = this.#lists;
    for (let start = 1; start < folded.length;) {
      let hash = 0x811c9dc5;
      let end = start;
      for (; end < folded.length; end++) {
        const byte = folded[end] ?? 0;
        if (byte === SPACE) break;
        hash = Math.imul(hash ^ byte, 0x01000193);
      }
      if (end > start) {
        const list = this.#listOf(hash, folded, start, end);
        for (let left = lists[list] ?? 0, at = list + 1; left > 0; left--, at++) {
          const counter = lists[at] ?? 0;
          counts[counter] = (counts[counter] ?? 0) + 1;
        }
      }
      start = end + 1;
    }
    return counts;
  }

  #listOf(hash: number, folded: Uint8Array, start: number, end: number): number {
    let place = placeOf(hash);
    for (;;) {
      const known = this.#places[place] ?? 0;
      if (known === 0) break;
      if (this.#hashes[place] === hash) return known - 1;
      place = (place + 1) & (PLACES - 1);
    }
    if (this.#words >= MOST_WORDS) {
      this.#forget();
      place = placeOf(hash);
    }
    const list = this.#makeList(folded, start, end);
    this.#words++;
    this.#hashes[place] = hash;
    this.#places[place] = list + 1;
    return list;
  }

  #forget(): void {
    this.#places.fill(0);
    this.#lists.length = 1;
    this.#words = 0;
  }

  #makeList(folded: Uint8Array, start: number, end: number): number {
    const lists = this.#lists;
    const list = lists.length;
    lists.push(0);
    const length = this.#decode(folded, start, end);
    eachGramOfWord(this.#units, length, (slot) => {
      if (this.#filter[slot & (FILTER - 1)] === 0) return;
      const counter = this.#counterOf.get(slot);
      if (counter !== undefined) lists.push(counter);
    });
    if (lists.length === list + 1) {
      lists.pop();
      return 0;
    }
    lists[list] = lists.length - list - 1;
    return list;
  }

  /** Puts a word and its boundaries into `#units` as UTF-16. Returns how many units they are. */
  #decode(folded: Uint8Array, start: number, end: number): number {
    if (this.#units.length < end - start + 2) this.#units = new Uint16Array(2 * (end - start + 2));
    const units = this.#units;
    let length = 0;
    units[length++] = SPACE;
    for (let index = start; index < end;) {
      const first = folded[index++] ?? 0;
      if (first < 0x80) {
        units[length++] = first;
        continue;
      }
      const more = first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
      let code = first & (0x3f >> more);
      for (let left = more; left > 0 && index < end; left--)
        code = (code << 6) | ((folded[index++] ?? 0) & 0x3f);
      if (code > 0xffff) {
        units[length++] = 0xd800 + ((code - 0x10000) >> 10);
        units[length++] = 0xdc00 + (code & 0x3ff);
      } else units[length++] = code;
    }
    units[length++] = SPACE;
    return length;
  }
}

function placeOf(hash: number): number {
  // The lowest bits of FNV are its weakest.
  return (hash ^ (hash >>> 15)) & (PLACES - 1);
}
