import { describe, expect, test } from '@jest/globals';
import { seededRandom } from '../../src/evaluation/statistics.ts';
import { ExactIndex } from '../../src/search-index/exact.ts';
import { HnswlibIndex, loadHnswlib } from '../../src/search-index/hnswlib.ts';
import { describeVectorIndex, DIMENSIONS, randomVector } from './vector-index-contract.ts';

describeVectorIndex('exact', () => new ExactIndex(DIMENSIONS));

const hnswlib = await loadHnswlib();

if ('missing' in hnswlib) {
  test.skip('a vector index: hnswlib is not tried, because hnswlib-node is not built on this machine', () =>
    undefined);
} else {
  const { native } = hnswlib;
  describeVectorIndex('hnswlib', () => HnswlibIndex.create(native, DIMENSIONS));

  describe('hnswlib beside exact search', () => {
    test('finds at least .95 of the exact ten nearest of 2,000 vectors, also after a third was removed', () => {
      const random = seededRandom(2024);
      const exact = new ExactIndex(DIMENSIONS);
      const graph = HnswlibIndex.create(native, DIMENSIONS);
      for (let id = 0; id < 2000; id++) {
        const vector = randomVector(random);
        exact.add(id, vector);
        graph.add(id, vector);
      }
      const recall = (): number => {
        let hits = 0;
        for (let query = 0; query < 100; query++) {
          const vector = randomVector(random);
          const expected = new Set(exact.search(vector, 10).map(({ id }) => id));
          hits += graph.search(vector, 10).filter(({ id }) => expected.has(id)).length;
        }
        return hits / 1000;
      };
      expect(recall()).toBeGreaterThanOrEqual(0.95);
      for (let id = 0; id < 2000; id += 3) {
        exact.remove(id);
        graph.remove(id);
      }
      expect(graph.size).toBe(exact.size);
      expect(recall()).toBeGreaterThanOrEqual(0.95);
    });
  });
}
