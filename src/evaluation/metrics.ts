import { seededRandom } from './statistics.ts';

/** Measures of one ranking against binary relevance, each 0 to 1. */
export interface RankingScores {
  readonly 'nDCG@10': number;
  readonly 'recall@1': number;
  readonly 'recall@5': number;
  readonly 'recall@10': number;
  readonly 'recall@100': number;
  readonly 'MRR@10': number;
  readonly 'MAP@10': number;
}

export const MEASURES: readonly (keyof RankingScores)[] = [
  'nDCG@10',
  'recall@1',
  'recall@5',
  'recall@10',
  'recall@100',
  'MRR@10',
  'MAP@10',
];

/**
 * Scores one ranking. nDCG has gain 1 and discount log2(rank + 1), divided by the ideal (Järvelin and Kekäläinen 2002);
 * MAP@10 divides by the number of relevant documents, ten at most, as trec_eval's map_cut does for up to ten.
 * @param ranked ids, best first, each once
 */
export function scoreRanking(ranked: readonly string[], relevant: ReadonlySet<string>): RankingScores {
  const hits = ranked.map((id) => relevant.has(id));
  const count = (depth: number): number => hits.slice(0, depth).filter(Boolean).length;
  const recall = (depth: number): number => count(depth) / relevant.size;
  const first = hits.slice(0, 10).indexOf(true);

  let gain = 0;
  let ideal = 0;
  let precisions = 0;
  for (let rank = 1; rank <= 10; rank++) {
    if (rank <= relevant.size) ideal += 1 / Math.log2(rank + 1);
    if (hits[rank - 1] !== true) continue;
    gain += 1 / Math.log2(rank + 1);
    precisions += count(rank) / rank;
  }
  return {
    'nDCG@10': gain / ideal,
    'recall@1': recall(1),
    'recall@5': recall(5),
    'recall@10': recall(10),
    'recall@100': recall(100),
    'MRR@10': first === -1 ? 0 : 1 / (first + 1),
    'MAP@10': precisions / Math.min(10, relevant.size),
  };
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

const RESAMPLES = 1000;

/** The mean's 95 % interval by the percentile bootstrap (Efron 1979), 1,000 resamples with a fixed seed. */
export function bootstrapInterval(values: readonly number[]): [number, number] {
  const random = seededRandom(7);
  const means = Array.from({ length: RESAMPLES }, () => {
    let sum = 0;
    for (let draw = 0; draw < values.length; draw++) sum += values[Math.floor(random() * values.length)] ?? 0;
    return sum / values.length;
  }).sort((a, b) => a - b);
  return [
    means[Math.floor(0.025 * RESAMPLES)] ?? Number.NaN,
    means[Math.ceil(0.975 * RESAMPLES) - 1] ?? Number.NaN,
  ];
}
