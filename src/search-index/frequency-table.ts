import { ByteReader, ByteWriter } from './lexical/varint.ts';

/**
 * In how many passages each slot occurs: 2^20 counters. One table counts 4-grams, one counts stems (by the low 20 bits
 * of their hash). What changed since the last commit is taken as a short list of slots and changes, and now and then
 * all of it as chunks of counters.
 */

export const FREQUENCY_SLOTS = 1 << 20;
const CHUNK_SLOTS = 4096;

export class FrequencyTable {
  readonly #counts = new Uint32Array(FREQUENCY_SLOTS);
  /**
   * For each slot the number of the passage that visited it last, and its change since `takeChanges`: side by side,
   * because slots are visited all over the table and each visit is a miss of the processor's cache. Made where something
   * is counted: who only reads has none.
   */
  #visited: Int32Array | null = null;
  #visitor = 0;
  /** Slots that have a change. */
  #touched: number[] = [];

  count(slot: number): number {
    return Math.max(0, (this.#counts[slot] ?? 0) + (this.#visited?.[2 * slot + 1] ?? 0));
  }

  /**
   * Counts the slots of one passage, each once however often it is there.
   * @param lists of slots or of what has them as its low 20 bits, such as hashes
   * @param change 1 or -1
   */
  add(lists: readonly Uint32Array[], change: 1 | -1): void {
    const visited = (this.#visited ??= new Int32Array(2 * FREQUENCY_SLOTS));
    const visitor = ++this.#visitor;
    for (const list of lists) {
      for (let index = 0; index < list.length; index++) {
        const slot = (list[index] ?? 0) & (FREQUENCY_SLOTS - 1);
        const at = 2 * slot;
        if (visited[at] === visitor) continue;
        visited[at] = visitor;
        const before = visited[at + 1] ?? 0;
        if (before === 0) this.#touched.push(slot);
        visited[at + 1] = before + change;
      }
    }
  }

  /** The changes since the last call: how many, then gap to the slot before and change of each, all varints. */
  takeChanges(): Uint8Array {
    // A slot that went to zero and on is in the list more than once.
    const slots = Uint32Array.from(this.#touched)
      .sort()
      .filter((slot, index, all) => slot !== all[index - 1]);
    const writer = new ByteWriter(slots.length * 3 + 8);
    const visited = this.#visited;
    writer.varint(slots.length);
    let before = 0;
    for (const slot of slots) {
      const change = visited?.[2 * slot + 1] ?? 0;
      writer.varint(slot - before);
      // Zigzag: small numbers of either sign take one byte.
      writer.varint(change < 0 ? -2 * change - 1 : 2 * change);
      before = slot;
      this.#counts[slot] = Math.max(0, (this.#counts[slot] ?? 0) + change);
      if (visited !== null) visited[2 * slot + 1] = 0;
    }
    this.#touched = [];
    return writer.take();
  }

  /** Does again what `takeChanges` told. */
  applyChanges(bytes: Uint8Array): void {
    const reader = new ByteReader(bytes);
    let slot = 0;
    for (let left = reader.varint(); left > 0 && !reader.atEnd; left--) {
      slot += reader.varint();
      const change = reader.varint();
      const counted = this.count(slot) + (change & 1 ? -(change + 1) / 2 : change / 2);
      this.#counts[slot] = Math.max(0, counted);
    }
  }

  /** All chunks that hold a count, as the bytes to store; without what `takeChanges` has not told yet. */
  chunks(): { chunk: number; bytes: Uint8Array }[] {
    return Array.from({ length: FREQUENCY_SLOTS / CHUNK_SLOTS }, (_none, chunk) => ({
      chunk,
      bytes: this.#bytesOf(chunk),
    })).filter(({ bytes }) => bytes.some((byte) => byte !== 0));
  }

  /** Puts a stored chunk in place. */
  load(chunk: number, bytes: Uint8Array): void {
    this.#bytesOf(chunk).set(bytes);
  }

  #bytesOf(chunk: number): Uint8Array {
    return new Uint8Array(this.#counts.buffer, chunk * CHUNK_SLOTS * 4, CHUNK_SLOTS * 4);
  }
}
