import { describe, expect, test } from '@jest/globals';
import { ExhaustiveSearch } from '../../../src/evaluation/measure-candidates.ts';
import { ExactIndex } from '../../../src/search-index/exact.ts';
import type { Generation } from '../../../src/search-index/generation.ts';
import { Collection, trustedEmbedder } from '../../support/collection.ts';

const { embeddings } = trustedEmbedder;

/** An index of the vectors whose numbers are kept. */
function vectorsOf(generation: Generation, keeps: (id: number) => boolean): ExactIndex {
  const index = new ExactIndex(generation.fingerprint.embedder.dimensions);
  for (const [id, vector] of generation.vectors(generation.vectorIds())) if (keeps(id)) index.add(id, vector);
  return index;
}

async function twelve(): Promise<Generation> {
  return new Collection(
    Object.fromEntries(
      Array.from({ length: 12 }, (_, n) => [`${String(n)}.md`, { text: `The topic${String(n)} of llamas.` }]),
    ),
  ).generation(trustedEmbedder);
}

describe('what choosing candidates loses', () => {
  test('is nothing where every passage is a candidate', async () => {
    const generation = await twelve();
    const vectors = vectorsOf(generation, () => true);
    const shares = await new ExhaustiveSearch({ generation, vectors, embeddings }).compare([
      'Which topic3 of llamas?',
    ]);
    expect(shares).toMatchObject({ questions: 1, union: 1, vectorRecall: 1, candidates: 12 });
    expect(shares.legs.byVectors).toEqual({ found: 1, alone: 0 });
  });

  test('is what no leg finds, and a leg is credited with what it finds alone', async () => {
    const generation = await twelve();
    const [first, second] = generation.vectorIds();
    const vectors = vectorsOf(generation, (id) => id === first || id === second);
    // No word of the question is in any passage, nor looks like one.
    const shares = await new ExhaustiveSearch({ generation, vectors, embeddings }).compare(['xyzzyq']);
    expect(shares.legs.byWords).toEqual({ found: 0, alone: 0 });
    expect(shares.candidates).toBe(2);
    expect(shares.vectorRecall).toBeLessThanOrEqual(0.2);
    expect(shares.union).toBe(shares.legs.byVectors.alone);
    expect(shares.union).toBeLessThanOrEqual(0.2);
  });
});
