import type { EmbeddingsInterface } from '@langchain/core/embeddings';
import type { Library } from '../library/library.ts';
import type { Generation } from '../search-index/generation.ts';
import type { ScoringRow } from '../search-index/passage-reader.ts';
import type { VectorIndex } from '../search-index/vector-index.ts';
import { areTwoLanguages } from '../text/language.ts';
import { collectCandidates } from './candidates.ts';
import { confidence } from '../search-index/meaning/confidence.ts';
import { correctSpelling } from './correct-spelling.ts';
import { type EvidenceFeatures, evidenceFeatures } from './features.ts';
import { judge, type Judgement, type Verdict } from './gate.ts';
import { GATE_CONFIDENCE } from './weights.ts';
import { Meaning } from './meaning.ts';
import { type ScoredPassage, scoreCandidates, withSentences } from './score.ts';
import { type DropReason, type RetrievedPassage, selectPassages } from './select.ts';
import { rerank, type Reranking, type RerankingPart } from './rerank.ts';
import type { UnderstoodQuestion } from './understand.ts';

/** What there is to say about a question. */
export interface Evidence {
  /** As it was meant: typing errors in its content words are corrected, its text is as it was asked. */
  readonly question: UnderstoodQuestion;
  /** Best first. */
  readonly passages: readonly RetrievedPassage[];
  /** Every candidate with its scores, in the order in which it was looked at. */
  readonly ranked: readonly ScoredPassage[];
  /** Why those that are no passages are none, by the passage's number. */
  readonly dropped: ReadonlyMap<number, DropReason>;
  readonly verdict: Verdict;
  readonly judgement: Judgement;
  /** What it was judged by; null where there is no passage. */
  readonly features: EvidenceFeatures | null;
  readonly reranking: Reranking;
}

/** Where a question is looked up. */
export interface Searched {
  readonly library: Library;
  readonly generation: Generation;
  readonly vectors: VectorIndex;
  readonly embeddings: EmbeddingsInterface;
  /** Articles that are passed over as if they were not there, by id. */
  readonly exclude?: ReadonlySet<string>;
  /** Absent or null where the order of scores stands. */
  readonly reranking?: RerankingPart | null;
}

/** One question's way through the index: candidates of both legs, exact scores, reranking, selection, judgement. */
export async function retrieve(
  asked: UnderstoodQuestion,
  searched: Searched,
  signal?: AbortSignal,
): Promise<Evidence> {
  const { generation, library } = searched;
  const { question, ranked: scored } = await rank(asked, searched);
  const { ranked, reranking } = await rerank(
    question.text,
    scored,
    generation,
    searched.reranking ?? null,
    signal,
  );
  const { passages, dropped } = selectPassages(question, ranked, generation, library);
  const features = featuresOf(question, passages, generation);
  const judgement = judge(features, isAcross(question, passages));
  return {
    ...{ question, passages, ranked, dropped, features, judgement, reranking },
    verdict: judgement.verdict,
  };
}

/**
 * All candidates with their scores, best first, as the index has them, and the question as it was meant.
 * @param collect chooses the candidates; another one than the product's is for measuring what that misses
 */
export async function rank(
  question: UnderstoodQuestion,
  { generation, vectors, embeddings, exclude }: Omit<Searched, 'library' | 'reranking'>,
  collect: typeof collectCandidates = collectCandidates,
): Promise<{ question: UnderstoodQuestion; ranked: ScoredPassage[] }> {
  const meaning = await Meaning.of(question, embeddings, generation);
  const read = (ids: readonly number[]): ScoringRow[] =>
    generation.scoringRows(ids).filter(({ articleId }) => exclude?.has(articleId) !== true);
  const { ids } = collect(question, meaning?.question ?? null, generation, vectors);
  const rows = read(ids);
  const meant = correctSpelling(question, rows, generation.frequencies());
  if (meant !== question) {
    // What a misspelt word leads to is not all that the right one does.
    const known = new Set(ids);
    rows.push(...read(collect(meant, null, generation, vectors).ids.filter((id) => !known.has(id))));
  }
  const ranked = scoreCandidates(meant, rows, generation.frequencies(), meaning);
  return { question: meant, ranked: meaning === null ? ranked : withSentences(ranked, meaning) };
}

function featuresOf(
  question: UnderstoodQuestion,
  passages: readonly RetrievedPassage[],
  generation: Generation,
): EvidenceFeatures | null {
  const [best] = passages;
  if (best === undefined) return null;
  const profile = generation.meaning.profile();
  const trusted =
    profile !== null && confidence(profile, question.language, best.passage.language) >= GATE_CONFIDENCE;
  return evidenceFeatures(question, passages, generation.frequencies(), trusted);
}

function isAcross({ language }: UnderstoodQuestion, [best]: readonly RetrievedPassage[]): boolean {
  return best !== undefined && areTwoLanguages(language, best.passage.language);
}
