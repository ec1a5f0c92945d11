import { describe, expect, test } from '@jest/globals';
import {
  matchSegments,
  matchShingles,
  matchValue,
  meanOverPages,
  overAll,
  sameAuthors,
} from '../../../src/evaluation/score-extraction.ts';

describe('shingles of four words, computed by hand', () => {
  test('the same text matches wholly, whatever its punctuation', () => {
    expect(matchShingles('One, two three four five.', 'One two three - four five')).toEqual({
      tp: 1,
      fp: 0,
      fn: 0,
    });
  });

  test('one word too many at the end adds one shingle', () => {
    // 2 shared, 1 only in what was found
    const { tp, fp, fn } = matchShingles('a b c d e', 'a b c d e f');
    expect([tp, fp, fn]).toEqual([2 / 3, 1 / 3, 0]);
  });

  test('a repeated passage counts as often as it stands there', () => {
    const { tp, fp } = matchShingles('a b c d', 'a b c d a b c d');
    // abcd twice, bcda, cdab, dabc
    expect([tp, fp]).toEqual([1 / 5, 4 / 5]);
  });

  test('a text below four words is one shingle; an empty one is none', () => {
    expect(matchShingles('a b', 'a b').tp).toBe(1);
    expect(matchShingles('a b c d', '')).toEqual({ tp: 0, fp: 0, fn: 1 });
  });

  test('precision and recall are means over pages, and F1 is made of the means', () => {
    const scores = meanOverPages([
      { tp: 0.5, fp: 0.5, fn: 0 },
      { tp: 0.5, fp: 0, fn: 0.5 },
    ]);
    expect(scores).toEqual({ precision: 0.75, recall: 0.75, f1: 0.75 });
  });
});

test('segments are looked for with their white space collapsed, and summed over all pages', () => {
  const one = matchSegments(['a  sentence', 'missing'], ['Impressum'], 'Here is a\n\nsentence.');
  expect(one).toEqual({ tp: 1, fp: 0, fn: 1 });
  const other = matchSegments(['x'], ['y'], 'x y');
  expect(overAll([one, other])).toEqual({ precision: 2 / 3, recall: 2 / 3, f1: 2 / 3 });
});

test('a wrong value counts against precision and recall, a missing one against recall alone', () => {
  expect(matchValue('a', 'b', false)).toEqual({ tp: 0, fp: 1, fn: 1 });
  expect(matchValue('a', null, false)).toEqual({ tp: 0, fp: 0, fn: 1 });
  expect(matchValue(null, 'b', false)).toEqual({ tp: 0, fp: 0, fn: 0 });
});

test('authors are the same in whatever order and spelling', () => {
  expect(sameAuthors('Ben Okoro und Zoë Quill', ['Zoe Quill', 'Ben Okoro'])).toBe(true);
  expect(sameAuthors('Ben Okoro', ['Ben Okoro', 'Ada Quill'])).toBe(false);
});
