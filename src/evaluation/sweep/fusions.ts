import type { ScoredPassage } from '../../retrieval/score.ts';

/**
 * Ways to order the same candidates: each leg alone, and other ways to put the legs together. They are compared with
 * the product's own order, which is a sum of weighted scores.
 */
export interface Fusion {
  readonly name: string;
  /** Larger is better; one number a candidate, in their order. */
  readonly scores: (candidates: readonly ScoredPassage[]) => number[];
  /** True where it needs an embedder that knows meaning. */
  readonly needsMeaning: boolean;
}

/** The name of the product's own order, which the others are compared with. */
export const OWN = 'Newshound';

const stems: Leg = ({ stems: score }) => score;
const grams: Leg = ({ grams: score }) => score;
const cosine: Leg = ({ meaning: score }) => score ?? 0;

type Leg = (candidate: ScoredPassage) => number;

/** From Cormack, Clarke and Büttcher 2009. */
const RANK_CONSTANT = 60;

export const FUSIONS: readonly Fusion[] = [
  { name: OWN, needsMeaning: false, scores: (all) => all.map(({ score }) => score) },
  { name: 'stems alone', needsMeaning: false, scores: (all) => all.map(stems) },
  { name: '4-grams alone', needsMeaning: false, scores: (all) => all.map(grams) },
  { name: 'vectors alone', needsMeaning: true, scores: (all) => all.map(cosine) },
  { name: 'stems + 4-grams, reciprocal ranks', needsMeaning: false, scores: reciprocalRanks([stems, grams]) },
  { name: 'stems + 4-grams, equal sum', needsMeaning: false, scores: equalSum([stems, grams]) },
  {
    name: 'stems + 4-grams + vectors, reciprocal ranks',
    needsMeaning: true,
    scores: reciprocalRanks([stems, grams, cosine]),
  },
  {
    name: 'stems + 4-grams + vectors, equal sum',
    needsMeaning: true,
    scores: equalSum([stems, grams, cosine]),
  },
];

/** Reciprocal rank fusion: the sum of 1 / (60 + rank) over the legs. */
function reciprocalRanks(legs: readonly Leg[]): Fusion['scores'] {
  return (candidates) => {
    const sums = candidates.map(() => 0);
    for (const leg of legs) {
      candidates
        .map((candidate, index) => ({ index, score: leg(candidate) }))
        .sort((a, b) => b.score - a.score)
        .forEach(({ index }, position) => {
          sums[index] = (sums[index] ?? 0) + 1 / (RANK_CONSTANT + position + 1);
        });
    }
    return sums;
  };
}

/** Each leg stretched to 0..1 over the candidates, then added up. */
function equalSum(legs: readonly Leg[]): Fusion['scores'] {
  return (candidates) => {
    const sums = candidates.map(() => 0);
    for (const leg of legs) {
      const scores = candidates.map(leg);
      const least = Math.min(...scores);
      const range = Math.max(Math.max(...scores) - least, Number.EPSILON);
      scores.forEach((score, index) => {
        sums[index] = (sums[index] ?? 0) + (score - least) / range;
      });
    }
    return sums;
  };
}
