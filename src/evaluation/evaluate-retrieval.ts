import type { Config } from '../config.ts';
import { isFarAhead } from '../retrieval/rerank.ts';
import { readRetrievalSet, type RetrievalSet } from './beir.ts';
import { type EvaluationOptions, indexCorpus } from './indexed-corpus.ts';
import { bootstrapInterval, mean, MEASURES, type RankingScores, scoreRanking } from './metrics.ts';
import { percentile } from './statistics.ts';

export interface RetrievalFigures extends RankingScores {
  readonly queries: number;
  readonly documents: number;
  readonly embedder: string;
  /** Documents that were taken for another language than they are in; null where it was not said which that is. */
  readonly detectedOtherwise: number | null;
  /** Share of the questions in which the first passage is so far ahead that no reranker is asked. */
  readonly farAhead: number;
  /** In how many of them it answers; null where there are none. */
  readonly farAheadRight: number | null;
  /** Milliseconds for one question, from text to ranking. */
  readonly p50Ms: number;
  readonly p95Ms: number;
  /** 95 % intervals of each measure. */
  readonly ci: Readonly<Record<keyof RankingScores, readonly [number, number]>>;
}

const DEEPEST = 100;

/** Runs a test set through ingestion, index and ranking as everybody's articles go through them. */
export async function evaluateRetrieval(
  config: Config,
  set: RetrievalSet & { readonly corpusLanguage?: string | null },
  options: EvaluationOptions = {},
): Promise<RetrievalFigures> {
  const { documents, queries } = readRetrievalSet(set);
  const corpus = await indexCorpus(config, documents, options);
  try {
    const scores: RankingScores[] = [];
    const times: number[] = [];
    const farAhead: boolean[] = [];
    for (const query of queries) {
      options.signal?.throwIfAborted();
      const started = performance.now();
      const candidates = await corpus.candidates(query.text);
      times.push(performance.now() - started);
      const ranked = [...new Set(candidates.map(({ document }) => document))].slice(0, DEEPEST);
      const score = scoreRanking(ranked, query.relevant);
      scores.push(score);
      if (isFarAhead(candidates.map(({ passage }) => passage))) farAhead.push(score['recall@1'] > 0);
    }
    const values = (measure: keyof RankingScores): number[] => scores.map((score) => score[measure]);
    return {
      ...byMeasure((measure) => mean(values(measure))),
      queries: queries.length,
      documents: documents.length,
      embedder: corpus.report.embedder,
      detectedOtherwise: detectedOtherwise(
        corpus.newshound.status().coverage.languages,
        set.corpusLanguage ?? null,
      ),
      farAhead: farAhead.length / queries.length,
      farAheadRight: farAhead.length === 0 ? null : mean(farAhead.map(Number)),
      p50Ms: percentile(times, 0.5),
      p95Ms: percentile(times, 0.95),
      ci: byMeasure((measure) => bootstrapInterval(values(measure))),
    };
  } finally {
    await corpus.close();
  }
}

function detectedOtherwise(
  languages: Readonly<Record<string, number>>,
  expected: string | null,
): number | null {
  if (expected === null) return null;
  return Object.entries(languages).reduce((sum, [code, count]) => (code === expected ? sum : sum + count), 0);
}

function byMeasure<T>(value: (measure: keyof RankingScores) => T): Record<keyof RankingScores, T> {
  return Object.fromEntries(MEASURES.map((measure) => [measure, value(measure)])) as Record<
    keyof RankingScores,
    T
  >;
}
