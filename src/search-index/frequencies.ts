import { FREQUENCY_SLOTS, FrequencyTable } from './frequency-table.ts';

/** The words of one passage in the forms that are counted. */
export interface CountedWords {
  /** Slots of its 4-grams, each once or more, in one list or several. */
  readonly grams: readonly Uint32Array[];
  /** 32-bit hashes of its stems, in order. */
  readonly stems: Uint32Array;
  readonly gramCount: number;
}

/** Sizes of the collection that BM25 needs, in passages, stems and 4-grams. */
export interface CollectionSize {
  passages: number;
  stems: number;
  grams: number;
}

/** In how many passages each stem and each 4-gram occurs, and how much there is of each. */
export class Frequencies {
  readonly tables = { stem: new FrequencyTable(), gram: new FrequencyTable() } as const;
  readonly size: CollectionSize = { passages: 0, stems: 0, grams: 0 };

  /** Counts a passage in (1) or out (-1). */
  count(passage: CountedWords, sign: 1 | -1): void {
    this.tables.stem.add([passage.stems], sign);
    this.tables.gram.add(passage.grams, sign);
    this.size.passages += sign;
    this.size.stems += sign * passage.stems.length;
    this.size.grams += sign * passage.gramCount;
  }

  /** Number of passages that hold a stem, given as its 32-bit hash. */
  ofStem(hash: number): number {
    return this.tables.stem.count(slotOf(hash));
  }

  /** Number of passages that hold a 4-gram, given as its slot. */
  ofGram(slot: number): number {
    return this.tables.gram.count(slot);
  }
}

function slotOf(hash: number): number {
  return hash & (FREQUENCY_SLOTS - 1);
}
