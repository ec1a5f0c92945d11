import { crc32 } from 'node:zlib';
import { IndexDamage } from '../damage.ts';
import { encodePostings, type Postings } from './encode-postings.ts';
import { ByteWriter } from './varint.ts';

/**
 * Some kilobytes of a segment: the posting lists of neighbouring stems, which are ordered by their 32-bit hashes.
 * Layout in 32-bit words of the machine's order: number of stems, their hashes, where each list ends; then the lists.
 */

/** A page is closed when its lists have this many bytes: what a search reads for one stem. */
const PAGE_BYTES = 8192;

export interface StemPostings {
  /** 32-bit hash. */
  readonly stem: number;
  readonly postings: Postings;
}

export interface Page {
  readonly firstStem: number;
  readonly bytes: Uint8Array;
  readonly checksum: number;
}

/** Packs posting lists, given by ascending stem, into pages. */
export function* packPages(lists: Iterable<StemPostings>): Generator<Page> {
  const writer = new ByteWriter(PAGE_BYTES * 2);
  const scratch = new ByteWriter(PAGE_BYTES);
  let stems: number[] = [];
  let ends: number[] = [];
  for (const { stem, postings } of lists) {
    encodePostings(postings, writer, scratch);
    stems.push(stem);
    ends.push(writer.length);
    if (writer.length < PAGE_BYTES) continue;
    yield closePage(stems, ends, writer);
    [stems, ends] = [[], []];
  }
  if (stems.length > 0) yield closePage(stems, ends, writer);
}

function closePage(stems: readonly number[], ends: readonly number[], writer: ByteWriter): Page {
  const head = new Uint32Array([stems.length, ...stems, ...ends]);
  const bytes = new Uint8Array(head.byteLength + writer.length);
  bytes.set(new Uint8Array(head.buffer));
  bytes.set(writer.take(), head.byteLength);
  writer.clear();
  return { firstStem: stems[0] ?? 0, bytes, checksum: crc32(bytes) };
}

/** A page read back, whose checksum was right. */
export class PageReader {
  readonly stems: Uint32Array;
  readonly #ends: Uint32Array;
  readonly #lists: Uint8Array;

  /** @throws IndexDamage where the bytes are not those that were written */
  constructor(bytes: ArrayBuffer, checksum: number) {
    if (crc32(new Uint8Array(bytes)) !== checksum) throw new IndexDamage('a page of postings');
    const count = new Uint32Array(bytes, 0, 1)[0] ?? 0;
    this.stems = new Uint32Array(bytes, 4, count);
    this.#ends = new Uint32Array(bytes, 4 + 4 * count, count);
    this.#lists = new Uint8Array(bytes, 4 + 8 * count);
  }

  /** Encoded postings of the stem at a place in `stems`. */
  at(index: number): Uint8Array {
    return this.#lists.subarray(index === 0 ? 0 : this.#ends[index - 1], this.#ends[index]);
  }

  /** Encoded postings of a stem; null where the page does not hold it. */
  find(stem: number): Uint8Array | null {
    const index = lastNotAbove(this.stems, stem);
    return index >= 0 && this.stems[index] === stem ? this.at(index) : null;
  }
}

/** Place of the last number that is not above `wanted` in ascending numbers, -1 where all are. */
export function lastNotAbove(ascending: Uint32Array, wanted: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? 0) <= wanted) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
