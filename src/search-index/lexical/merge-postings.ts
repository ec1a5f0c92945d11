import { isSet } from './bitmap.ts';
import { decodePostings, type Postings } from './encode-postings.ts';
import type { StemPostings } from './page.ts';

/** A segment as it is merged: its lists by ascending stem, encoded. */
export interface MergeInput {
  /** Id of the passage that is number 0. */
  readonly first: number;
  readonly deleted: Uint8Array | null;
  readonly lists: Iterator<{ readonly stem: number; readonly encoded: Uint8Array }>;
}

/**
 * The posting lists of several segments as those of one, without deleted passages.
 * @param inputs by ascending ids, none of which reaches into another
 */
export function* mergePostings(inputs: readonly MergeInput[]): Generator<StemPostings> {
  const first = inputs[0]?.first ?? 0;
  const heads = inputs.map(({ lists }) => lists.next());
  for (;;) {
    let stem = Number.POSITIVE_INFINITY;
    for (const head of heads) if (head.done !== true) stem = Math.min(stem, head.value.stem);
    if (stem === Number.POSITIVE_INFINITY) return;
    const parts: Postings[] = [];
    inputs.forEach((input, index) => {
      const head = heads[index];
      if (head === undefined || head.done === true || head.value.stem !== stem) return;
      parts.push(shifted(decodePostings(head.value.encoded), input, first));
      heads[index] = input.lists.next();
    });
    const postings = joined(parts);
    if (postings.passages.length > 0) yield { stem, postings };
  }
}

/** Postings without deleted passages, numbered from the merged segment's first passage. */
function shifted({ passages, impacts }: Postings, { first, deleted }: MergeInput, origin: number): Postings {
  const live = deleted === null ? null : passages.map((passage) => (isSet(deleted, passage) ? 0 : 1));
  const kept = live === null ? passages : passages.filter((_passage, at) => live[at] === 1);
  return {
    passages: first === origin ? kept : kept.map((passage) => passage + first - origin),
    impacts: live === null ? impacts : impacts.filter((_impact, at) => live[at] === 1),
  };
}

function joined(parts: readonly Postings[]): Postings {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only;
  const count = parts.reduce((sum, { passages }) => sum + passages.length, 0);
  const postings = { passages: new Uint32Array(count), impacts: new Uint8Array(count) };
  let at = 0;
  for (const { passages, impacts } of parts) {
    postings.passages.set(passages, at);
    postings.impacts.set(impacts, at);
    at += passages.length;
  }
  return postings;
}
