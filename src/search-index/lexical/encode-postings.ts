import { ByteReader, type ByteWriter } from './varint.ts';

/**
 * The postings of one stem: which passages hold it, ascending, and with what impact. In blocks of 128 with their last
 * passage and their maximum impact in front, so that a search can pass over blocks without reading them (Ding and
 * Suel 2011). Gaps are varints, impacts bytes behind them. A list of one block has nothing in front.
 */

export const BLOCK = 128;

/** Passages are numbered within their segment, from 0. */
export interface Postings {
  readonly passages: Uint32Array;
  /** 1 to 255 each, as many as passages. */
  readonly impacts: Uint8Array;
}

export function encodePostings({ passages, impacts }: Postings, into: ByteWriter, scratch: ByteWriter): void {
  const count = passages.length;
  into.varint(count);
  if (count <= BLOCK) {
    encodeBlock(passages, impacts, 0, count, into);
    return;
  }
  scratch.clear();
  for (let start = 0; start < count; start += BLOCK) {
    const end = Math.min(count, start + BLOCK);
    const before = scratch.length;
    encodeBlock(passages, impacts, start, end, scratch);
    into.varint((passages[end - 1] ?? 0) - (passages[start - 1] ?? 0));
    into.varint(scratch.length - before);
    into.byte(greatest(impacts, start, end));
  }
  into.bytes(scratch.take());
}

function encodeBlock(
  passages: Uint32Array,
  impacts: Uint8Array,
  start: number,
  end: number,
  into: ByteWriter,
): void {
  let before = passages[start - 1] ?? 0;
  for (let index = start; index < end; index++) {
    const passage = passages[index] ?? 0;
    into.varint(passage - before);
    before = passage;
  }
  into.bytes(impacts.subarray(start, end));
}

function greatest(impacts: Uint8Array, start: number, end: number): number {
  let most = 0;
  for (let index = start; index < end; index++) most = Math.max(most, impacts[index] ?? 0);
  return most;
}

/** Room to decode a block into, used again each time. */
const ONLY_BLOCK = { passages: new Uint32Array(BLOCK), impacts: new Uint8Array(BLOCK) };

/** One stem's postings in encoded form, of which single blocks are decoded when they are needed. */
export class PostingList {
  readonly count: number;
  readonly blockCount: number;
  /** Last passage and maximum impact of each block. */
  readonly lastPassages: Uint32Array;
  readonly maxImpacts: Uint8Array;
  readonly #bytes: Uint8Array;
  /** Where each block begins. */
  readonly #starts: Uint32Array;

  constructor(bytes: Uint8Array) {
    const reader = new ByteReader(bytes);
    this.#bytes = bytes;
    // No posting takes less than two bytes: a damaged count must not ask for more memory than there is.
    this.count = Math.min(reader.varint(), bytes.length >>> 1);
    this.blockCount = Math.ceil(this.count / BLOCK);
    this.lastPassages = new Uint32Array(this.blockCount);
    this.maxImpacts = new Uint8Array(this.blockCount);
    this.#starts = new Uint32Array(this.blockCount);
    if (this.blockCount === 1) {
      this.#starts[0] = reader.position;
      this.#measureOnlyBlock();
      return;
    }
    let last = 0;
    let offset = 0;
    for (let block = 0; block < this.blockCount; block++) {
      last += reader.varint();
      this.lastPassages[block] = last;
      this.#starts[block] = offset;
      offset += reader.varint();
      this.maxImpacts[block] = reader.byte();
    }
    for (let block = 0; block < this.blockCount; block++) {
      this.#starts[block] = (this.#starts[block] ?? 0) + reader.position;
    }
  }

  /** A list of one block has nothing in front that tells its last passage and maximum impact. */
  #measureOnlyBlock(): void {
    const count = this.decode(0, ONLY_BLOCK.passages, ONLY_BLOCK.impacts);
    this.lastPassages[0] = ONLY_BLOCK.passages[count - 1] ?? 0;
    this.maxImpacts[0] = greatest(ONLY_BLOCK.impacts, 0, count);
  }

  /**
   * Decodes a block.
   * @param passages receives up to 128 passages
   * @param impacts receives their impacts
   * @returns how many there are
   */
  decode(block: number, passages: Uint32Array, impacts: Uint8Array): number {
    const count = Math.min(BLOCK, this.count - block * BLOCK);
    const bytes = this.#bytes;
    let position = this.#starts[block] ?? 0;
    let passage = block === 0 ? 0 : (this.lastPassages[block - 1] ?? 0);
    for (let index = 0; index < count; index++) {
      let byte = bytes[position++] ?? 0;
      let gap = byte & 0x7f;
      for (let shift = 7; byte > 0x7f && shift < 35; shift += 7) {
        byte = bytes[position++] ?? 0;
        gap |= (byte & 0x7f) << shift;
      }
      passage += gap >>> 0;
      passages[index] = passage;
    }
    for (let index = 0; index < count; index++) impacts[index] = bytes[position + index] ?? 0;
    return count;
  }
}

/** All postings of an encoded list. */
export function decodePostings(bytes: Uint8Array): Postings {
  const list = new PostingList(bytes);
  const passages = new Uint32Array(list.count);
  const impacts = new Uint8Array(list.count);
  for (let start = 0; start < list.count; start += BLOCK) {
    const isOnly = list.blockCount === 1;
    list.decode(
      start / BLOCK,
      isOnly ? passages : passages.subarray(start),
      isOnly ? impacts : impacts.subarray(start),
    );
  }
  return { passages, impacts };
}
