import { describe, expect, test } from '@jest/globals';
import { bootstrapInterval, scoreRanking } from '../../../src/evaluation/metrics.ts';
import { percentile, seededRandom } from '../../../src/evaluation/statistics.ts';

describe('measures of a ranking, computed by hand', () => {
  test('the one relevant document first', () => {
    expect(scoreRanking(['a', 'b'], new Set(['a']))).toEqual({
      'nDCG@10': 1,
      'recall@1': 1,
      'recall@5': 1,
      'recall@10': 1,
      'recall@100': 1,
      'MRR@10': 1,
      'MAP@10': 1,
    });
  });

  test('two relevant documents, at ranks 2 and 4', () => {
    const scores = scoreRanking(['x', 'a', 'y', 'b', 'z'], new Set(['a', 'b']));
    // (1/log2(3) + 1/log2(5)) / (1/log2(2) + 1/log2(3))
    expect(scores['nDCG@10']).toBeCloseTo((0.63093 + 0.43068) / (1 + 0.63093), 4);
    expect(scores['recall@1']).toBe(0);
    expect(scores['recall@5']).toBe(1);
    expect(scores['MRR@10']).toBe(0.5);
    expect(scores['MAP@10']).toBeCloseTo((1 / 2 + 2 / 4) / 2, 10);
  });

  test('a relevant document at rank 11 counts for recall@100 alone', () => {
    const ranked = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'gold'];
    expect(scoreRanking(ranked, new Set(['gold']))).toMatchObject({
      'nDCG@10': 0,
      'recall@10': 0,
      'recall@100': 1,
      'MRR@10': 0,
      'MAP@10': 0,
    });
  });

  test('nothing found is zero everywhere', () => {
    expect(new Set(Object.values(scoreRanking([], new Set(['a']))))).toEqual(new Set([0]));
  });
});

describe('intervals and percentiles', () => {
  test('equal values have an interval of no width, mixed ones one around the mean', () => {
    expect(bootstrapInterval([1, 1, 1])).toEqual([1, 1]);
    const values = Array.from({ length: 400 }, (_none, index) => index % 2);
    const [low, high] = bootstrapInterval(values);
    // The standard error of a mean of 400 coin tosses is .025.
    expect(low).toBeCloseTo(0.45, 1);
    expect(high).toBeCloseTo(0.55, 1);
    expect(low).toBeLessThan(0.5);
    expect(high).toBeGreaterThan(0.5);
  });

  test('percentiles are values that occur', () => {
    expect(percentile([5, 1, 4, 2, 3], 0.5)).toBe(3);
    expect(percentile([5, 1, 4, 2, 3], 0.95)).toBe(5);
    expect(percentile([], 0.5)).toBeNaN();
  });

  test('the same seed gives the same chance', () => {
    const [a, b] = [seededRandom(3), seededRandom(3)];
    expect([a(), a(), a()]).toEqual([b(), b(), b()]);
  });
});
