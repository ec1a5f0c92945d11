import type { SqliteFile } from '../../storage/sqlite.ts';
import { lastNotAbove, packPages, PageReader } from './page.ts';
import { PostingList } from './encode-postings.ts';
import { type Impact, invert, MOST_INVERTED, type PostedPassage } from './invert.ts';
import { searchSegment, type WeightedList } from './max-score.ts';
import { PageCache } from './page-cache.ts';
import {
  addPages,
  addSegment,
  deletePassages,
  liveSegments,
  readDeletions,
  readPage,
  type Segment,
  type SegmentKind,
} from './segment-store.ts';
import { type Hit, TopK } from './top-k.ts';

export interface WeightedStem {
  /** 32-bit hash. */
  readonly stem: number;
  /** Whole number above 0. */
  readonly weight: number;
}

/**
 * An inverted index of one generation: which passages hold a stem, or which words hold a 4-gram. Every commit adds a
 * small segment; `merge.ts` makes few large ones of them.
 */
export class LexicalIndex {
  readonly #file: SqliteFile;
  readonly #kind: SegmentKind;
  readonly #impact: Impact;
  readonly #cache: PageCache;

  constructor(file: SqliteFile, kind: SegmentKind, impact: Impact) {
    this.#file = file;
    this.#kind = kind;
    this.#impact = impact;
    this.#cache = new PageCache(file);
  }

  /**
   * Posts passages, inside the caller's transaction.
   * @param passages by ascending ids, all above those that were posted before
   */
  add(passages: readonly PostedPassage[]): void {
    for (let start = 0; start < passages.length;) {
      const first = passages[start]?.id ?? 0;
      let end = start + 1;
      while (end < passages.length && (passages[end]?.id ?? 0) - first < MOST_INVERTED) end++;
      const some = passages.slice(start, end);
      const last = some.at(-1)?.id ?? first;
      const segment = addSegment(this.#file, this.#kind, 'live', { first, last, passages: some.length });
      addPages(this.#file, segment, packPages(invert(some, first, this.#impact)));
      start = end;
    }
  }

  /** Takes passages out, inside the caller's transaction. */
  remove(ids: readonly number[]): void {
    deletePassages(this.#file, this.#kind, ids);
  }

  /** The best passages that hold any of the stems, best first. */
  search(stems: readonly WeightedStem[], limit: number): Hit[] {
    if (stems.length === 0 || limit <= 0) return [];
    const best = new TopK(limit);
    // One snapshot: a merge by another process deletes the pages of what it merged.
    this.#file.snapshot(() => {
      const segments = liveSegments(this.#file, this.#kind);
      this.#cache.keepOnly(segments);
      for (const segment of segments) {
        searchSegment(
          this.#lists(segment, stems),
          { first: segment.first, deleted: this.#cache.deletions(segment) },
          best,
        );
      }
    });
    return best.hits();
  }

  /** Reads everything; throws IndexDamage where a checksum is wrong. */
  check(): void {
    for (const segment of liveSegments(this.#file, this.#kind)) {
      readDeletions(this.#file, segment.id);
      for (const first of this.#cache.directory(segment.id)) {
        const { bytes, checksum } = readPage(this.#file, segment.id, first);
        new PageReader(bytes, checksum);
      }
    }
  }

  #lists(segment: Segment, stems: readonly WeightedStem[]): WeightedList[] {
    const directory = this.#cache.directory(segment.id);
    return stems.flatMap(({ stem, weight }) => {
      const page = directory[lastNotAbove(directory, stem)];
      const encoded = page === undefined ? null : this.#cache.page(segment.id, page).find(stem);
      return encoded === null ? [] : [{ list: new PostingList(encoded), weight }];
    });
  }
}
