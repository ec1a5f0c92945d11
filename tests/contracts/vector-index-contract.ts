import { describe, expect, test } from '@jest/globals';
import { seededRandom } from '../../src/evaluation/statistics.ts';
import type { VectorIndex } from '../../src/search-index/vector-index.ts';

/** Numbers per vector of this suite. */
export const DIMENSIONS = 32;

/** A vector of unit length in a random direction. */
export function randomVector(random: () => number): Float32Array {
  return unit(Array.from({ length: DIMENSIONS }, () => random() + random() + random() - 1.5));
}

/** A vector of unit length whose first numbers are given, the others 0. */
export function unit(numbers: readonly number[]): Float32Array {
  const length = Math.hypot(...numbers);
  return Float32Array.from({ length: DIMENSIONS }, (_, index) => (numbers[index] ?? 0) / length);
}

/** What every VectorIndex does, whatever it is made of. */
export function describeVectorIndex(name: string, create: () => VectorIndex): void {
  const idsOf = (index: VectorIndex): number[] => [...index.ids()].sort((a, b) => a - b);
  const found = (index: VectorIndex, vector: Float32Array, k: number): number[] =>
    index.search(vector, k).map(({ id }) => id);

  describe(`a vector index: ${name}`, () => {
    test('finds nothing while it is empty', () => {
      const index = create();
      expect(index.dimensions).toBe(DIMENSIONS);
      expect(index.size).toBe(0);
      expect(index.search(unit([1]), 5)).toEqual([]);
      expect(idsOf(index)).toEqual([]);
    });

    test('gives the nearest first, with the cosine', () => {
      const index = create();
      index.add(7, unit([1]));
      index.add(3, unit([1, 1]));
      index.add(12, unit([0, 1]));
      index.add(9, unit([-1]));
      const neighbours = index.search(unit([1]), 4);
      expect(neighbours.map(({ id }) => id)).toEqual([7, 3, 12, 9]);
      const cosines = [1, Math.SQRT1_2, 0, -1];
      neighbours.forEach(({ similarity }, rank) => expect(similarity).toBeCloseTo(cosines[rank]!, 5));
    });

    test('gives as many as are asked for, and all where more are asked for', () => {
      const index = create();
      for (let id = 0; id < 5; id++) index.add(id, unit([1, id / 10]));
      expect(found(index, unit([1]), 2)).toEqual([0, 1]);
      expect(found(index, unit([1]), 100)).toEqual([0, 1, 2, 3, 4]);
      expect(found(index, unit([1]), 0)).toEqual([]);
    });

    test('adding an id again replaces its vector', () => {
      const index = create();
      index.add(1, unit([1]));
      index.add(2, unit([1, 1]));
      index.add(1, unit([0, 1]));
      expect(index.size).toBe(2);
      expect(found(index, unit([1]), 2)).toEqual([2, 1]);
      expect(index.search(unit([0, 1]), 1)[0]).toMatchObject({ id: 1 });
    });

    test('never finds what was removed, also where it was the nearest', () => {
      const index = create();
      for (let id = 0; id < 20; id++) index.add(id, unit([1, id / 20]));
      for (let id = 0; id < 20; id += 2) index.remove(id);
      expect(index.size).toBe(10);
      expect(index.has(4)).toBe(false);
      expect(index.has(5)).toBe(true);
      expect(found(index, unit([1]), 20)).toEqual([1, 3, 5, 7, 9, 11, 13, 15, 17, 19]);
    });

    test('removing twice, or what was never there, changes nothing', () => {
      const index = create();
      index.add(1, unit([1]));
      index.add(2, unit([0, 1]));
      index.remove(1);
      index.remove(1);
      index.remove(99);
      expect(index.size).toBe(1);
      expect(idsOf(index)).toEqual([2]);
    });

    test('what was removed can be added again, with another vector', () => {
      const index = create();
      index.add(1, unit([1]));
      index.add(2, unit([1, 1]));
      index.remove(1);
      index.add(1, unit([0, 1]));
      expect(index.size).toBe(2);
      expect(idsOf(index)).toEqual([1, 2]);
      expect(found(index, unit([0, 1]), 2)).toEqual([1, 2]);
    });

    test('can lose all it holds and go on', () => {
      const index = create();
      for (let id = 0; id < 5; id++) index.add(id, unit([1, id]));
      for (let id = 0; id < 5; id++) index.remove(id);
      expect(index.search(unit([1]), 3)).toEqual([]);
      index.add(5, unit([1]));
      expect(found(index, unit([1]), 3)).toEqual([5]);
    });

    test('grows as far as it is filled', () => {
      const index = create();
      const random = seededRandom(1);
      const vectors = Array.from({ length: 2500 }, () => randomVector(random));
      vectors.forEach((vector, id) => index.add(id, vector));
      expect(index.size).toBe(2500);
      for (const id of [0, 1023, 1024, 2047, 2048, 2499]) {
        expect(found(index, vectors[id]!, 1)).toEqual([id]);
      }
    });
  });
}
