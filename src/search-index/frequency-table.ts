/**
 * In how many passages each slot occurs: 2^20 counters in chunks, of which only the changed ones are written.
 * One table counts 4-grams, one counts stems (by the low 20 bits of their hash).
 */

export const FREQUENCY_SLOTS = 1 << 20;
const CHUNK_SLOTS = 4096;

export class FrequencyTable {
  readonly #counts = new Uint32Array(FREQUENCY_SLOTS);
  readonly #dirty = new Set<number>();

  count(slot: number): number {
    return this.#counts[slot] ?? 0;
  }

  /** Adds `change` (1 or -1) to each of the slots, which are distinct. */
  add(slots: Iterable<number>, change: number): void {
    for (const slot of slots) {
      this.#counts[slot] = Math.max(0, this.count(slot) + change);
      this.#dirty.add(Math.floor(slot / CHUNK_SLOTS));
    }
  }

  /** The chunks changed since the last call, as the bytes to store. */
  takeDirty(): { chunk: number; bytes: Uint8Array }[] {
    const chunks = [...this.#dirty].map((chunk) => ({ chunk, bytes: this.#bytesOf(chunk) }));
    this.#dirty.clear();
    return chunks;
  }

  /** Puts a stored chunk in place. */
  load(chunk: number, bytes: Uint8Array): void {
    this.#bytesOf(chunk).set(bytes);
  }

  #bytesOf(chunk: number): Uint8Array {
    return new Uint8Array(this.#counts.buffer, chunk * CHUNK_SLOTS * 4, CHUNK_SLOTS * 4);
  }
}
