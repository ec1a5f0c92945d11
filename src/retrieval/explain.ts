import type { EvidenceFeatures } from './features.ts';
import type { Verdict } from './gate.ts';
import type { Evidence } from './retrieve.ts';
import type { ScoredPassage } from './score.ts';
import type { DropReason } from './select.ts';
import { type GateWeights, WEIGHTS } from './weights.ts';

/** A candidate's score on one leg, and its rank there among all candidates, from 1. */
export interface LegPlace {
  readonly score: number;
  readonly rank: number;
}

export interface ExplainedPassage {
  readonly id: number;
  readonly articleId: string;
  /** Null where its article is gone. */
  readonly title: string | null;
  readonly language: string;
  /** In the final order, from 1. */
  readonly rank: number;
  /** The sum that ranks. */
  readonly score: number;
  readonly stems: LegPlace;
  readonly grams: LegPlace;
  /** In spreads of the embedder; null where it knows only spelling. */
  readonly meaning: LegPlace | null;
  /** The same of its best sentence. */
  readonly bestSentence: LegPlace | null;
  /** The reranker's; null where it did not decide. */
  readonly reranker: LegPlace | null;
  /** Share of the question's weight in it, 0 to 1. */
  readonly coverage: number;
  /** Null where it is among the passages that may be shown. */
  readonly dropped: DropReason | null;
}

/** How a question came to its passages and its verdict. */
export interface Explanation {
  readonly language: string;
  readonly content: readonly string[];
  readonly weights: typeof WEIGHTS;
  readonly reranking: Evidence['reranking']['outcome'];
  readonly verdict: Verdict;
  /** Log-odds that the passages answer. */
  readonly evidence: number;
  readonly features: EvidenceFeatures | null;
  /** What each feature counts for, and the log-odds from which on there is enough or some evidence. */
  readonly gate: GateWeights | null;
  readonly candidates: number;
  /** The first of the candidates, best first. */
  readonly passages: readonly ExplainedPassage[];
}

/** Candidates that are told of. */
const MOST_EXPLAINED = 20;

/** @param titles of articles, by their ids */
export function explain(
  evidence: Evidence,
  titles: (articleIds: ReadonlySet<string>) => ReadonlyMap<string, string>,
): Explanation {
  const { question, ranked, dropped, judgement, features, reranking } = evidence;
  const legs = {
    stems: ranksBy(ranked, ({ stems }) => stems),
    grams: ranksBy(ranked, ({ grams }) => grams),
    meaning: ranksBy(ranked, ({ meaning }) => meaning),
    bestSentence: ranksBy(ranked, bestSentence),
    reranker: ranksBy(ranked, ({ id }) =>
      reranking.outcome === 'reranked' ? (reranking.scores.get(id) ?? null) : null,
    ),
  };
  const first = ranked.slice(0, MOST_EXPLAINED);
  const titleOf = titles(new Set(first.map(({ articleId }) => articleId)));
  return {
    language: question.language,
    content: question.content,
    weights: WEIGHTS,
    reranking: reranking.outcome,
    verdict: judgement.verdict,
    evidence: judgement.evidence,
    features,
    gate: judgement.weights,
    candidates: ranked.length,
    passages: first.map(({ id, articleId, language, score, coverage, stems, grams }, index) => ({
      ...{ id, articleId, title: titleOf.get(articleId) ?? null, language, rank: index + 1, score, coverage },
      stems: legs.stems.get(id) ?? { score: stems, rank: ranked.length },
      grams: legs.grams.get(id) ?? { score: grams, rank: ranked.length },
      meaning: legs.meaning.get(id) ?? null,
      bestSentence: legs.bestSentence.get(id) ?? null,
      reranker: legs.reranker.get(id) ?? null,
      dropped: dropped.get(id) ?? null,
    })),
  };
}

function bestSentence({ sentences }: ScoredPassage): number | null {
  return sentences === null || sentences.length === 0 ? null : Math.max(...sentences);
}

/** Equal scores share a rank; who has no score has no place. */
function ranksBy(
  passages: readonly ScoredPassage[],
  scoreOf: (passage: ScoredPassage) => number | null,
): Map<number, LegPlace> {
  const scored = passages
    .flatMap((passage) => {
      const score = scoreOf(passage);
      return score === null ? [] : [{ id: passage.id, score }];
    })
    .sort((a, b) => b.score - a.score);
  const places = new Map<number, LegPlace>();
  let rank = 0;
  scored.forEach(({ id, score }, index) => {
    if (score !== scored[index - 1]?.score) rank = index + 1;
    places.set(id, { score, rank });
  });
  return places;
}
