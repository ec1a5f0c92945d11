import type { SqliteFile } from '../storage/sqlite.ts';
import { decodeText, type TextBytes, textColumns } from '../storage/text-columns.ts';
import { eachGram } from '../text/ngrams.ts';
import { FrequencyTable, FREQUENCY_SLOTS } from './frequency-table.ts';

/** The words of one passage in the forms that are counted. */
export interface CountedWords {
  readonly folded: string;
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
  readonly #stems = new FrequencyTable();
  readonly #grams = new FrequencyTable();
  readonly size: CollectionSize = { passages: 0, stems: 0, grams: 0 };

  static load(file: SqliteFile): Frequencies {
    const frequencies = new Frequencies();
    const chunks = file.rows<{ isStem: number; chunk: number; counts: ArrayBuffer }>(
      "SELECT kind = 'stem' AS isStem, chunk, counts FROM frequencies",
    );
    for (const { isStem, chunk, counts } of chunks) {
      const table = isStem === 1 ? frequencies.#stems : frequencies.#grams;
      table.load(chunk, new Uint8Array(counts));
    }
    const size = file.row<{ value: TextBytes }>(
      `SELECT ${textColumns('value')} FROM meta WHERE key = 'size'`,
    );
    if (size !== undefined) Object.assign(frequencies.size, JSON.parse(decodeText(size.value)));
    return frequencies;
  }

  /** Writes what changed since the last call. */
  store(file: SqliteFile): void {
    for (const [kind, table] of [
      ['stem', this.#stems],
      ['gram', this.#grams],
    ] as const) {
      for (const { chunk, bytes } of table.takeDirty()) {
        file.run('INSERT OR REPLACE INTO frequencies VALUES (?, ?, ?)', kind, chunk, bytes);
      }
    }
    file.run("INSERT OR REPLACE INTO meta VALUES ('size', ?)", JSON.stringify(this.size));
  }

  /** Counts a passage in (1) or out (-1). */
  count(passage: CountedWords, sign: 1 | -1): void {
    this.#stems.add(new Set(Array.from(passage.stems, slotOf)), sign);
    const grams = new Set<number>();
    eachGram(passage.folded, (slot) => grams.add(slot));
    this.#grams.add(grams, sign);
    this.size.passages += sign;
    this.size.stems += sign * passage.stems.length;
    this.size.grams += sign * passage.gramCount;
  }

  /** Number of passages that hold a stem, given as its 32-bit hash. */
  ofStem(hash: number): number {
    return this.#stems.count(slotOf(hash));
  }

  /** Number of passages that hold a 4-gram, given as its slot. */
  ofGram(slot: number): number {
    return this.#grams.count(slot);
  }
}

function slotOf(hash: number): number {
  return hash & (FREQUENCY_SLOTS - 1);
}
