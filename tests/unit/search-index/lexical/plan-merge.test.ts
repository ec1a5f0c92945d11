import { expect, test } from '@jest/globals';
import { planMerge } from '../../../../src/search-index/lexical/plan-merge.ts';

const of = (...sizes: number[]): { passages: number; deleted: number }[] =>
  sizes.map((passages) => ({ passages, deleted: 0 }));

test('a few segments are left alone', () => {
  expect(planMerge([])).toBeNull();
  expect(planMerge(of(10, 10, 10))).toBeNull();
});

test('eight of about one size become one, the large ones beside them stay', () => {
  expect(planMerge(of(90_000, 10, 20, 10, 20, 10, 20, 10, 20))).toEqual([1, 9]);
  expect(planMerge(of(90_000, 500, 500, 500, 500, 500, 500, 500, 500, 3))).toEqual([1, 10]);
});

test('a larger one in between parts its neighbours: the order is kept', () => {
  expect(planMerge(of(5, 5, 5, 5, 5000, 5, 5, 5, 5))).toBeNull();
});

test('one that has lost much is written anew', () => {
  expect(
    planMerge([
      { passages: 100, deleted: 20 },
      { passages: 100, deleted: 40 },
    ]),
  ).toEqual([1, 2]);
});
