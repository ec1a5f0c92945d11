import { crc32 } from 'node:zlib';
import type { SqliteFile } from '../../storage/sqlite.ts';
import { IndexDamage } from '../damage.ts';
import { bitmapFor, setBit } from './bitmap.ts';
import type { Page } from './page.ts';

/**
 * Tables of the segments. A segment never changes once it is live, apart from the bitmap of what was deleted from it.
 * A merge writes a segment that nobody reads yet, makes it live and its inputs dropped in one transaction, and deletes
 * these afterwards; what a killed process left behind is deleted by the next merge.
 */
export const LEXICAL_SCHEMA = `
  -- AUTOINCREMENT: a number is never given again, so pages that are remembered cannot be taken for others.
  CREATE TABLE segments (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL CHECK (kind IN ('passages', 'words')),
    state TEXT NOT NULL CHECK (state IN ('written', 'live', 'dropped')),
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    passages INTEGER NOT NULL
  );
  CREATE TABLE segment_pages (
    segment INTEGER NOT NULL, first_stem INTEGER NOT NULL, checksum INTEGER NOT NULL, bytes BLOB NOT NULL
  );
  CREATE UNIQUE INDEX segment_pages_by_stem ON segment_pages (segment, first_stem);
  CREATE TABLE segment_deletions (
    segment INTEGER PRIMARY KEY, deleted INTEGER NOT NULL, checksum INTEGER NOT NULL, bitmap BLOB NOT NULL
  );
`;

/** What a segment's lists are lists of: passages that hold a stem, or words that hold a 4-gram. */
export type SegmentKind = 'passages' | 'words';

export interface Segment {
  readonly id: number;
  /** Lowest and highest id of its passages; no other segment has one in between. */
  readonly first: number;
  readonly last: number;
  readonly passages: number;
  /** How many of them are deleted. */
  readonly deleted: number;
}

/** Live segments by ascending ids of their passages. */
export function liveSegments(file: SqliteFile, kind: SegmentKind): Segment[] {
  return file.rows<Segment>(
    `SELECT id, first, last, passages, coalesce(deleted, 0) AS deleted
     FROM segments LEFT JOIN segment_deletions ON segment = id WHERE state = 'live' AND kind = ? ORDER BY first`,
    kind,
  );
}

export function addSegment(
  file: SqliteFile,
  kind: SegmentKind,
  state: 'written' | 'live',
  { first, last, passages }: Pick<Segment, 'first' | 'last' | 'passages'>,
): number {
  const added = file.row<{ id: number }>(
    'INSERT INTO segments (kind, state, first, last, passages) VALUES (?, ?, ?, ?, ?) RETURNING id',
    kind,
    state,
    first,
    last,
    passages,
  );
  if (added === undefined) throw new Error('an inserted segment has no number');
  return added.id;
}

export function addPages(file: SqliteFile, segment: number, pages: Iterable<Page>): void {
  for (const { firstStem, checksum, bytes } of pages) {
    file.run('INSERT INTO segment_pages VALUES (?, ?, ?, ?)', segment, firstStem, checksum, bytes);
  }
}

/** First stems of a segment's pages, ascending. */
export function pageStems(file: SqliteFile, segment: number): Uint32Array {
  const rows = file.rows<{ stem: number }>(
    'SELECT first_stem AS stem FROM segment_pages WHERE segment = ? ORDER BY first_stem',
    segment,
  );
  return Uint32Array.from(rows, ({ stem }) => stem);
}

export interface StoredPage {
  readonly bytes: ArrayBuffer;
  readonly checksum: number;
}

/** The page that begins with a stem. */
export function readPage(file: SqliteFile, segment: number, firstStem: number): StoredPage {
  const page = file.row<StoredPage>(
    'SELECT bytes, checksum FROM segment_pages WHERE segment = ? AND first_stem = ?',
    segment,
    firstStem,
  );
  if (page === undefined) throw new IndexDamage('a page of postings is missing');
  return page;
}

/** Bits of a segment's deleted passages by their number in it; null where none is deleted. */
export function readDeletions(file: SqliteFile, segment: number): Uint8Array | null {
  const row = file.row<{ bitmap: ArrayBuffer; checksum: number }>(
    'SELECT bitmap, checksum FROM segment_deletions WHERE segment = ?',
    segment,
  );
  if (row === undefined) return null;
  const bitmap = new Uint8Array(row.bitmap);
  if (crc32(bitmap) !== row.checksum) throw new IndexDamage('a bitmap of deleted passages');
  return bitmap;
}

/** Marks passages as deleted in the segments that hold them. */
export function deletePassages(file: SqliteFile, kind: SegmentKind, ids: readonly number[]): void {
  if (ids.length === 0) return;
  for (const segment of liveSegments(file, kind)) {
    const own = ids.filter((id) => id >= segment.first && id <= segment.last);
    if (own.length === 0) continue;
    const bitmap = readDeletions(file, segment.id) ?? bitmapFor(segment.last - segment.first + 1);
    const added = own.filter((id) => setBit(bitmap, id - segment.first)).length;
    file.run(
      'INSERT OR REPLACE INTO segment_deletions VALUES (?, ?, ?, ?)',
      segment.id,
      segment.deleted + added,
      crc32(bitmap),
      bitmap,
    );
  }
}

/** Puts a written segment in the place of those that were merged into it. */
export function makeLive(file: SqliteFile, merged: number, inputs: readonly Segment[]): void {
  for (const { id } of inputs) {
    file.run("UPDATE segments SET state = 'dropped' WHERE id = ?", id);
    file.run('DELETE FROM segment_deletions WHERE segment = ?', id);
  }
  file.run("UPDATE segments SET state = 'live' WHERE id = ?", merged);
}

/**
 * Deletes some of what is not live.
 * @returns false where nothing is left
 */
export function deleteSomeDropped(file: SqliteFile, pages: number): boolean {
  const dead = "SELECT id FROM segments WHERE state <> 'live'";
  const deleted = file.run(
    `DELETE FROM segment_pages WHERE rowid IN (SELECT rowid FROM segment_pages WHERE segment IN (${dead}) LIMIT ?)`,
    pages,
  );
  if (deleted > 0) return true;
  file.run("DELETE FROM segments WHERE state <> 'live'");
  return false;
}
