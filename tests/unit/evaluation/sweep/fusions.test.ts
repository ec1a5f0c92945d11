import { describe, expect, test } from '@jest/globals';
import { FUSIONS, OWN } from '../../../../src/evaluation/sweep/fusions.ts';
import type { ScoredPassage } from '../../../../src/retrieval/score.ts';

const CANDIDATES = [
  { stems: 4, grams: 10, meaning: 0.9, score: 1 },
  { stems: 2, grams: 30, meaning: 0.7, score: 3 },
  { stems: 0, grams: 20, meaning: null, score: 2 },
] as unknown as ScoredPassage[];

function scoresBy(name: string): number[] {
  const fusion = FUSIONS.find((candidate) => candidate.name === name);
  if (fusion === undefined) throw new Error(`there is no ${name}`);
  return fusion.scores(CANDIDATES);
}

describe('ways to order candidates', () => {
  test('begin with the own one', () => {
    expect(scoresBy(OWN)).toEqual([1, 3, 2]);
  });

  test('by one leg are the scores of that leg; what has no vector comes last', () => {
    expect(scoresBy('stems alone')).toEqual([4, 2, 0]);
    expect(scoresBy('4-grams alone')).toEqual([10, 30, 20]);
    expect(scoresBy('vectors alone')).toEqual([0.9, 0.7, 0]);
  });

  test('by reciprocal ranks add up 1 / (60 + rank)', () => {
    const [first, second, third] = scoresBy('stems + 4-grams, reciprocal ranks');
    expect(first).toBeCloseTo(1 / 61 + 1 / 63, 12);
    expect(second).toBeCloseTo(1 / 62 + 1 / 61, 12);
    expect(third).toBeCloseTo(1 / 63 + 1 / 62, 12);
  });

  test('by an equal sum stretch each leg to 0..1 first', () => {
    const scores = scoresBy('stems + 4-grams + vectors, equal sum');
    [1 + 0 + 1, 0.5 + 1 + 0.7 / 0.9, 0 + 0.5 + 0].forEach((expected, index) => {
      expect(scores[index]).toBeCloseTo(expected, 12);
    });
  });
});
