import { describe, expect, test } from '@jest/globals';
import { pairedBootstrap } from '../../../src/evaluation/paired-bootstrap.ts';

describe('the paired bootstrap', () => {
  test('finds no difference between a configuration and itself', () => {
    const scores = [1, 0, 0.5, 1, 0.63];
    expect(pairedBootstrap(scores, scores)).toEqual({ difference: 0, low: 0, high: 0, p: 1 });
  });

  test('is sure where every question is a little better, however much the questions differ', () => {
    const theirs = Array.from({ length: 60 }, (_, index) => (index % 10) / 10);
    const ours = theirs.map((score) => score + 0.01);
    const { difference, low, p } = pairedBootstrap(ours, theirs);
    expect(difference).toBeCloseTo(0.01, 9);
    expect(low).toBeGreaterThan(0);
    expect(p).toBe(0);
  });

  test('is not sure where one lucky question makes the difference', () => {
    const theirs = Array<number>(60).fill(0.5);
    const ours = theirs.map((score, index) => (index === 7 ? 1 : score));
    const { difference, low, high, p } = pairedBootstrap(ours, theirs);
    expect(difference).toBeCloseTo(0.5 / 60, 9);
    expect(low).toBe(0);
    expect(high).toBeGreaterThan(difference);
    expect(p).toBeGreaterThan(0.2);
  });

  test('swaps its signs when the two are swapped', () => {
    const ours = [1, 1, 0, 1, 0.5, 1, 0.2];
    const theirs = [0, 1, 0, 0.6, 0.5, 0.3, 0.4];
    expect(pairedBootstrap(theirs, ours).difference).toBeCloseTo(
      -pairedBootstrap(ours, theirs).difference,
      9,
    );
  });

  test('refuses scores of different questions', () => {
    expect(() => pairedBootstrap([1, 2], [1])).toThrow('2 scores cannot be paired with 1');
  });
});
