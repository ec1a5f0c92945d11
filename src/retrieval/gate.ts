import type { RetrievedPassage } from './select.ts';
import type { UnderstoodQuestion } from './understand.ts';
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
export function judge(question: UnderstoodQuestion, passages: readonly RetrievedPassage[]): Verdict {
  if (passages.length === 0) return 'none';
  const words = Math.min(question.content.length, GATE.mostWords);
  const evidence = bestCoverage(passages) + GATE.perWord * words;
  if (evidence >= GATE.enough) return 'enough';
  if (evidence >= GATE.some) return 'some';
  return passages.slice(0, GATE.passages).some((passage) => isClose(question, passage)) ? 'some' : 'none';
}

/** Close in meaning. Across languages every similarity is lower, those of answers too. */
function isClose({ language }: UnderstoodQuestion, { passage, scores }: RetrievedPassage): boolean {
  const known = [language, passage.language].every((code) => code !== 'und');
  const least = known && passage.language !== language ? GATE.meaningAcross : GATE.meaning;
  return scores.meaning !== null && scores.meaning >= least;
}
