import type { EmbeddingsInterface } from '@langchain/core/embeddings';
import type { Library } from '../library/library.ts';
import type { Generation } from '../search-index/generation.ts';
import { dotProduct } from '../search-index/exact.ts';
import type { VectorIndex } from '../search-index/vector-index.ts';
import { type Candidates, collectCandidates } from './candidates.ts';
import { judge, type Verdict } from './gate.ts';
import { type ScoredPassage, scoreCandidates } from './score.ts';
import { type RetrievedPassage, selectPassages } from './select.ts';
import { rerank, type Reranking, type RerankingPart } from './rerank.ts';
import type { UnderstoodQuestion } from './understand.ts';

/** What there is to say about a question. */
export interface Evidence {
  readonly question: UnderstoodQuestion;
  /** Best first. */
  readonly passages: readonly RetrievedPassage[];
  readonly verdict: Verdict;
  readonly reranking: Reranking;
}

/** Where a question is looked up. */
export interface Searched {
  readonly library: Library;
  readonly generation: Generation;
  readonly vectors: VectorIndex;
  readonly embeddings: EmbeddingsInterface;
  /** Absent or null where the order of scores stands. */
  readonly reranking?: RerankingPart | null;
}

/** One question's way through the index: candidates of both legs, exact scores, reranking, selection, judgement. */
export async function retrieve(
  question: UnderstoodQuestion,
  searched: Searched,
  signal?: AbortSignal,
): Promise<Evidence> {
  const { generation, library } = searched;
  const scored = await rank(question, searched);
  const { ranked, reranking } = await rerank(
    question.text,
    scored,
    generation,
    searched.reranking ?? null,
    signal,
  );
  const passages = selectPassages(ranked, generation, library);
  return { question, passages, verdict: judge(question, passages), reranking };
}

/** All candidates with their scores, best first, as the index has them. */
export async function rank(
  question: UnderstoodQuestion,
  { generation, vectors, embeddings }: Omit<Searched, 'library' | 'reranking'>,
): Promise<ScoredPassage[]> {
  const questionVector = Float32Array.from(await embeddings.embedQuery(question.plain));
  const candidates = collectCandidates(question, questionVector, generation, vectors);
  return scoreCandidates(
    question,
    generation.scoringRows(candidates.ids),
    generation.frequencies(),
    cosines(candidates, questionVector, generation),
  );
}

/** Cosines of the candidates; none where the vectors know only spelling, which the 4-grams score better. */
function cosines(
  { ids, byVectors }: Candidates,
  questionVector: Float32Array,
  generation: Generation,
): (id: number) => number | null {
  if (generation.fingerprint.embedder.id === 'builtin') return () => null;
  const known = new Map(byVectors.map(({ id, similarity }) => [id, similarity]));
  const rest = generation.vectors(ids.filter((id) => !known.has(id)));
  for (const [id, vector] of rest) known.set(id, dotProduct(questionVector, vector));
  return (id) => known.get(id) ?? null;
}
