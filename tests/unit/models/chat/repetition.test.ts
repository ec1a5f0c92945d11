import { describe, expect, test } from '@jest/globals';
import { RepetitionGuard } from '../../../../src/models/chat/repetition.ts';

function stopsAfter(tokens: Iterable<number>): number | null {
  const guard = new RepetitionGuard();
  let count = 0;
  for (const token of tokens) {
    count++;
    if (guard.push(token)) return count;
  }
  return null;
}

function* times(sequence: readonly number[], count: number): Generator<number> {
  for (let round = 0; round < count; round++) yield* sequence;
}

describe('the repetition guard', () => {
  const sentence = Array.from({ length: 15 }, (_, index) => index);

  test('stops when a sentence is written for the third time', () => {
    expect(stopsAfter(times(sentence, 10))).toBe(2 * 15 + 12);
  });

  test('stops when one word is repeated without end', () => {
    expect(stopsAfter(times([7], 500))).toBe(36);
  });

  test('stops when the repeated sentence has others in between', () => {
    const text = [...sentence, 100, 101, ...sentence, 102, 103, 104, ...sentence];
    expect(stopsAfter(text)).not.toBeNull();
  });

  test('lets a long text pass, and a name of eleven tokens as often as it comes', () => {
    expect(stopsAfter(Array.from({ length: 4000 }, (_, index) => index))).toBeNull();
    const name = Array.from({ length: 11 }, (_, index) => index);
    const text = Array.from({ length: 20 }, (_, index) => [...name, 1000 + index]).flat();
    expect(stopsAfter(text)).toBeNull();
  });

  test('lets a sentence be said twice', () => {
    expect(stopsAfter(times(sentence, 2))).toBeNull();
  });
});
