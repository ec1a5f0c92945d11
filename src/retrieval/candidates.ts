import type { Generation } from '../search-index/generation.ts';
import type { Neighbour, VectorIndex } from '../search-index/vector-index.ts';
import { questionStems, type UnderstoodQuestion } from './understand.ts';
import { CANDIDATES_PER_LEG } from './weights.ts';

/** Which passages are worth scoring exactly, and what the vectors' leg already knows of them. */
export interface Candidates {
  readonly ids: number[];
  readonly byWords: readonly number[];
  readonly byVectors: readonly Neighbour[];
}

/**
 * The union of what the postings of stems and the vectors' neighbourhood find.
 * @param questionVector best without the mean of its language: the nearest 100 then hold .997 of what answers across
 * languages, else .993
 */
export function collectCandidates(
  question: UnderstoodQuestion,
  questionVector: Float32Array,
  generation: Generation,
  vectors: VectorIndex,
): Candidates {
  const stems = new Set(
    generation.languages().flatMap((language) => questionStems(question, language).stems),
  );
  const byWords = generation.matching([...stems], CANDIDATES_PER_LEG);
  const byVectors = vectors.search(questionVector, CANDIDATES_PER_LEG);
  const ids = [...new Set([...byWords, ...byVectors.map(({ id }) => id)])];
  return { ids, byWords, byVectors };
}
