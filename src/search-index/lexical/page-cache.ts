import type { SqliteFile } from '../../storage/sqlite.ts';
import { PageReader } from './page.ts';
import { pageStems, readDeletions, readPage, type Segment } from './segment-store.ts';

/** Bytes of pages that are remembered between questions. */
const REMEMBERED_BYTES = 8 << 20;

/** What was read of segments, which never change: where their pages begin, and the pages used last. */
export class PageCache {
  readonly #file: SqliteFile;
  readonly #directories = new Map<number, Uint32Array>();
  readonly #deletions = new Map<number, { deleted: number; bitmap: Uint8Array | null }>();
  /** By segment and first stem; the one used longest ago comes first. */
  readonly #pages = new Map<string, { page: PageReader; bytes: number }>();
  #bytes = 0;

  constructor(file: SqliteFile) {
    this.#file = file;
  }

  /** First stems of a segment's pages. */
  directory(segment: number): Uint32Array {
    let directory = this.#directories.get(segment);
    if (directory === undefined) {
      directory = pageStems(this.#file, segment);
      this.#directories.set(segment, directory);
    }
    return directory;
  }

  deletions({ id, deleted }: Segment): Uint8Array | null {
    if (deleted === 0) return null;
    // Passages are only ever added to it, so that their number tells whether it is the same.
    let known = this.#deletions.get(id);
    if (known?.deleted !== deleted) {
      known = { deleted, bitmap: readDeletions(this.#file, id) };
      this.#deletions.set(id, known);
    }
    return known.bitmap;
  }

  page(segment: number, firstStem: number): PageReader {
    const key = `${String(segment)}/${String(firstStem)}`;
    const known = this.#pages.get(key);
    if (known !== undefined) {
      this.#pages.delete(key);
      this.#pages.set(key, known);
      return known.page;
    }
    const { bytes, checksum } = readPage(this.#file, segment, firstStem);
    const page = new PageReader(bytes, checksum);
    this.#pages.set(key, { page, bytes: bytes.byteLength });
    this.#bytes += bytes.byteLength;
    for (const [oldest, { bytes: size }] of this.#pages) {
      if (this.#bytes <= REMEMBERED_BYTES) break;
      this.#pages.delete(oldest);
      this.#bytes -= size;
    }
    return page;
  }

  /** Forgets segments that were merged away. */
  keepOnly(segments: readonly Segment[]): void {
    if (segments.length === this.#directories.size) return;
    const live = new Set(segments.map(({ id }) => id));
    for (const id of this.#directories.keys()) if (!live.has(id)) this.#directories.delete(id);
    for (const id of this.#deletions.keys()) if (!live.has(id)) this.#deletions.delete(id);
  }
}
