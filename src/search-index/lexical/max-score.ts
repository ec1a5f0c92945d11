import { isSet } from './bitmap.ts';
import { BLOCK, type PostingList } from './encode-postings.ts';
import type { TopK } from './top-k.ts';

/**
 * The best passages of a segment for weighted stems, by MaxScore (Turtle and Flood 1995) in windows of passages with
 * the maxima of the blocks that reach into them (Chakrabarti, Chaudhuri and Ganti 2011). Within a window the stems
 * that cannot lift a passage into the best by themselves, all of them together, are looked up only for passages that
 * the others have found. Exact: finds what scoring every passage finds.
 */

/** Passages that are looked at together: their sums fit the processor's first cache. */
const WINDOW = 4096;

export interface WeightedList {
  readonly list: PostingList;
  /** Whole number above 0; a posting adds weight times impact. */
  readonly weight: number;
}

export interface SearchedSegment {
  /** Id of the passage that is number 0. */
  readonly first: number;
  /** Bits of the numbers of deleted passages; null where none is. */
  readonly deleted: Uint8Array | null;
}

/** Kept between searches; all zero in between. */
const sums = new Float64Array(WINDOW);

/** Segments are searched by ascending ids: of equal scores the lower id stays. */
export function searchSegment(lists: readonly WeightedList[], segment: SearchedSegment, best: TopK): void {
  const cursors = lists.filter(({ list }) => list.count > 0).map((weighted) => new Cursor(weighted));
  const last = Math.max(-1, ...cursors.map(({ last }) => last));
  for (let from = 0; from <= last; from += WINDOW) {
    searchWindow(cursors, from, Math.min(from + WINDOW, last + 1), segment, best);
  }
}

function searchWindow(
  cursors: readonly Cursor[],
  from: number,
  to: number,
  { first, deleted }: SearchedSegment,
  best: TopK,
): void {
  const reaching = cursors.filter((cursor) => cursor.enter(from, to));
  reaching.sort((a, b) => a.bound - b.bound);
  // All stems below `essential` together do not reach the threshold: who holds no other is not among the best.
  let essential = 0;
  let boundBelow = 0;
  while (essential < reaching.length) {
    const bound = reaching[essential]?.bound ?? 0;
    if (boundBelow + bound > best.threshold) break;
    boundBelow += bound;
    essential++;
  }
  if (essential === reaching.length) return;
  for (let index = essential; index < reaching.length; index++) reaching[index]?.accumulate(from, to, sums);

  for (let offset = 0; offset < to - from; offset++) {
    let score = sums[offset] ?? 0;
    if (score === 0) continue;
    sums[offset] = 0;
    let bound = boundBelow;
    for (let index = essential - 1; index >= 0 && score + bound > best.threshold; index--) {
      const cursor = reaching[index];
      if (cursor === undefined) break;
      bound -= cursor.bound;
      score += cursor.scoreOf(from + offset);
    }
    if (score <= best.threshold || (deleted !== null && isSet(deleted, from + offset))) continue;
    best.add({ id: first + from + offset, score });
  }
}

/** A place in one posting list that only moves forward. */
class Cursor {
  /** Last passage of the list. */
  readonly last: number;
  /** The most that the list adds to a passage of the window that was entered. */
  bound = 0;
  readonly #list: PostingList;
  readonly #weight: number;
  readonly #passages = new Uint32Array(BLOCK);
  readonly #impacts = new Uint8Array(BLOCK);
  #block = 0;
  #decoded = -1;
  #count = 0;
  #position = 0;

  constructor({ list, weight }: WeightedList) {
    this.#list = list;
    this.#weight = weight;
    this.last = list.lastPassages.at(-1) ?? -1;
  }

  /** Moves to a window; false where no block reaches into it. */
  enter(from: number, to: number): boolean {
    const { blockCount, lastPassages, maxImpacts } = this.#list;
    this.#skipTo(from);
    let most = 0;
    for (let block = this.#block; block < blockCount; block++) {
      if (block > this.#block && (lastPassages[block - 1] ?? 0) + 1 >= to) break;
      most = Math.max(most, maxImpacts[block] ?? 0);
    }
    this.bound = most * this.#weight;
    return most > 0;
  }

  /** Adds what the list gives to the passages of a window. */
  accumulate(from: number, to: number, into: Float64Array): void {
    const { blockCount } = this.#list;
    for (; this.#block < blockCount; this.#block++) {
      this.#decode();
      let index = this.#position;
      while (index < this.#count && (this.#passages[index] ?? 0) < from) index++;
      for (; index < this.#count; index++) {
        const offset = (this.#passages[index] ?? 0) - from;
        if (offset >= to - from) {
          this.#position = index;
          return;
        }
        into[offset] = (into[offset] ?? 0) + (this.#impacts[index] ?? 0) * this.#weight;
      }
    }
  }

  /** What the list gives to a passage; 0 where it does not hold it. */
  scoreOf(passage: number): number {
    this.#skipTo(passage);
    if (this.#block >= this.#list.blockCount) return 0;
    this.#decode();
    let index = this.#position;
    while (index < this.#count && (this.#passages[index] ?? 0) < passage) index++;
    this.#position = index;
    return index < this.#count && this.#passages[index] === passage
      ? (this.#impacts[index] ?? 0) * this.#weight
      : 0;
  }

  #skipTo(passage: number): void {
    const { blockCount, lastPassages } = this.#list;
    while (this.#block < blockCount && (lastPassages[this.#block] ?? 0) < passage) this.#block++;
  }

  #decode(): void {
    if (this.#decoded === this.#block) return;
    this.#count = this.#list.decode(this.#block, this.#passages, this.#impacts);
    this.#decoded = this.#block;
    this.#position = 0;
  }
}
