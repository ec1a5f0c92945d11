import type { StemPostings } from './page.ts';

/** A passage as it is posted. */
export interface PostedPassage {
  readonly id: number;
  /** 32-bit hashes of its stems, in order. */
  readonly stems: Uint32Array;
}

/**
 * Passages in one segment of its own at most: number in the segment (12 bits), impact (8 bits) and stem (32 bits)
 * share the 53 bits of a number that is sorted.
 */
export const MOST_INVERTED = 1 << 12;

const NUMBER = MOST_INVERTED;
const IMPACT = 256;

export type Impact = (count: number, length: number) => number;

/**
 * Posting lists of passages, by ascending stem.
 * @param passages at most MOST_INVERTED, by ascending id
 * @param impact of a stem that occurs `count` times in a passage of `length` stems, 1 to 255
 * @param first the id that is number 0 in the segment; ids above it by MOST_INVERTED or more do not fit
 */
export function* invert(
  passages: readonly PostedPassage[],
  first: number,
  impact: Impact,
): Generator<StemPostings> {
  const keys = keysOf(passages, first, impact);
  for (let start = 0; start < keys.length;) {
    const stem = Math.floor((keys[start] ?? 0) / (NUMBER * IMPACT));
    const limit = (stem + 1) * NUMBER * IMPACT;
    let end = start + 1;
    while (end < keys.length && (keys[end] ?? 0) < limit) end++;
    const numbers = new Uint32Array(end - start);
    const impacts = new Uint8Array(end - start);
    for (let index = start; index < end; index++) {
      const rest = (keys[index] ?? 0) % (NUMBER * IMPACT);
      numbers[index - start] = Math.floor(rest / IMPACT);
      impacts[index - start] = rest % IMPACT;
    }
    yield { stem, postings: { passages: numbers, impacts } };
    start = end;
  }
}

/** One number for each pair of stem and passage, ascending by stem, then by passage. */
function keysOf(passages: readonly PostedPassage[], first: number, impact: Impact): Float64Array {
  const keys = new Float64Array(passages.reduce((sum, { stems }) => sum + stems.length, 0));
  let count = 0;
  for (const { id, stems } of passages) {
    const sorted = stems.slice().sort();
    for (let start = 0; start < sorted.length;) {
      const stem = sorted[start] ?? 0;
      let end = start + 1;
      while (sorted[end] === stem) end++;
      keys[count++] = (stem * NUMBER + (id - first)) * IMPACT + impact(end - start, stems.length);
      start = end;
    }
  }
  return keys.subarray(0, count).sort();
}
