import type { RetrievedPassage } from './select.ts';
import { GATE } from './weights.ts';

/** Whether the passages can answer: `enough`, only `some` of what is asked, or `none`. */
export type Verdict = 'enough' | 'some' | 'none';

/** How much of the question's weight the best of the first passages holds, 0 to 1. */
export function bestCoverage(passages: readonly RetrievedPassage[]): number {
  return Math.max(0, ...passages.slice(0, GATE.passages).map(({ scores }) => scores.coverage));
}

/**
 * Judges before anything is written: a model that is given passages which do not answer will answer all the same.
 * Spelling must be there; with an embedder that knows meaning, a close passage makes up for words that differ.
 */
export function judge(passages: readonly RetrievedPassage[]): Verdict {
  if (passages.length === 0) return 'none';
  const coverage = bestCoverage(passages);
  const cosine = Math.max(-1, ...passages.slice(0, GATE.passages).map(({ scores }) => scores.cosine ?? -1));
  if (coverage >= GATE.enough) return 'enough';
  if (coverage >= GATE.some) return 'some';
  return cosine >= GATE.cosine ? 'some' : 'none';
}
