import { setImmediate as nextTurn } from 'node:timers/promises';
import type { SqliteFile } from '../../storage/sqlite.ts';
import { mergePostings, type MergeInput } from './merge-postings.ts';
import { type Page, packPages, PageReader } from './page.ts';
import { planMerge } from './plan-merge.ts';
import {
  addPages,
  addSegment,
  deleteSomeDropped,
  liveSegments,
  makeLive,
  pageStems,
  readDeletions,
  readPage,
  type Segment,
  type SegmentKind,
} from './segment-store.ts';

/** Pages written or deleted in one transaction, between which questions are answered: about ten milliseconds. */
const PAGES_PER_STEP = 32;

export interface MergeOptions {
  /** Makes one segment of all, whatever it costs. */
  readonly all?: boolean;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Merges segments as long as it is worth it, in steps that yield to whatever else the process does. Needs the
 * generations' lock: nobody else writes meanwhile. Ended at any moment it leaves what was there before.
 */
export async function mergeSegments(
  file: SqliteFile,
  kind: SegmentKind,
  { all = false, signal }: MergeOptions = {},
): Promise<void> {
  for (;;) {
    while (deleteSomeDropped(file, PAGES_PER_STEP)) {
      signal?.throwIfAborted();
      await nextTurn();
    }
    const live = liveSegments(file, kind);
    const plan = all ? planWhole(live) : planMerge(live);
    if (plan === null) return;
    await merge(file, kind, live.slice(...plan), signal);
  }
}

function planWhole(live: readonly Segment[]): readonly [number, number] | null {
  return live.length > 1 || live.some(({ deleted }) => deleted > 0) ? [0, live.length] : null;
}

async function merge(
  file: SqliteFile,
  kind: SegmentKind,
  inputs: readonly Segment[],
  signal?: AbortSignal,
): Promise<void> {
  const passages = inputs.reduce((sum, segment) => sum + segment.passages - segment.deleted, 0);
  const first = inputs[0]?.first ?? 0;
  const last = inputs.at(-1)?.last ?? first;
  const merged = addSegment(file, kind, 'written', { first, last, passages });
  const pages = packPages(mergePostings(inputs.map((segment) => inputOf(file, segment))));
  for (let isDone = false; !isDone;) {
    signal?.throwIfAborted();
    const some: Page[] = [];
    while (some.length < PAGES_PER_STEP && !isDone) {
      const next = pages.next();
      if (next.done === true) isDone = true;
      else some.push(next.value);
    }
    file.transaction(() => {
      addPages(file, merged, some);
    });
    await nextTurn();
  }
  file.transaction(() => {
    makeLive(file, merged, inputs);
    if (passages <= 0) file.run("UPDATE segments SET state = 'dropped' WHERE id = ?", merged);
  });
}

function inputOf(file: SqliteFile, { id, first }: Segment): MergeInput {
  return { first, deleted: readDeletions(file, id), lists: listsOf(file, id) };
}

function* listsOf(file: SqliteFile, segment: number): Generator<{ stem: number; encoded: Uint8Array }> {
  for (const first of pageStems(file, segment)) {
    const { bytes, checksum } = readPage(file, segment, first);
    const page = new PageReader(bytes, checksum);
    for (const [index, stem] of page.stems.entries()) yield { stem, encoded: page.at(index) };
  }
}
