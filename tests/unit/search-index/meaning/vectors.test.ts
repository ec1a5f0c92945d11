import { describe, expect, test } from '@jest/globals';
import { dotProduct } from '../../../../src/search-index/exact.ts';
import {
  meanOf,
  packVectors,
  unpackVectors,
  withoutMean,
} from '../../../../src/search-index/meaning/vectors.ts';

const f32 = (...values: number[]): Float32Array => Float32Array.from(values);

describe('means', () => {
  test('are what vectors have in common', () => {
    expect([...meanOf([f32(1, 0), f32(0, 1)])]).toEqual([0.5, 0.5]);
    expect(meanOf([])).toHaveLength(0);
  });

  test('taken out, leave a direction of unit length, or nothing', () => {
    expect([...withoutMean(f32(4, 5), f32(1, 1))].map((value) => Number(value.toFixed(5)))).toEqual([
      0.6, 0.8,
    ]);
    expect([...withoutMean(f32(1, 1), f32(1, 1))]).toEqual([0, 0]);
  });
});

describe('packed vectors', () => {
  test('come back in order, as good as they were', () => {
    const vectors = [1, 2, 3].map((seed) => {
      const raw = Float32Array.from({ length: 384 }, (_, index) => Math.sin(seed * (index + 1) ** 1.3));
      return withoutMean(raw, new Float32Array(384));
    });
    const unpacked = unpackVectors(packVectors(vectors, 384).buffer as ArrayBuffer, 384);
    expect(unpacked).toHaveLength(3);
    unpacked.forEach((vector, index) => {
      expect(dotProduct(vector, vectors[index]!)).toBeGreaterThan(0.9998);
    });
  });

  test('of nothing and of zeros are nothing and zeros', () => {
    expect(unpackVectors(packVectors([], 2).buffer as ArrayBuffer, 2)).toEqual([]);
    expect(unpackVectors(packVectors([f32(0, 0)], 2).buffer as ArrayBuffer, 2)).toEqual([f32(0, 0)]);
  });
});
