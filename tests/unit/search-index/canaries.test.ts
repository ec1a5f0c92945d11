import { describe, expect, test } from '@jest/globals';
import { BUILTIN_DIMENSIONS, builtinEmbedder } from '../../../src/models/embedders/builtin.ts';
import { answersCanaries } from '../../../src/search-index/canaries.ts';
import { ExactIndex } from '../../../src/search-index/exact.ts';
import type { Generation } from '../../../src/search-index/generation.ts';
import { Collection, emptyGeneration, trustedEmbedder } from '../../support/collection.ts';
import { nameOf } from '../../support/generated-articles.ts';

const { embeddings } = trustedEmbedder;

function vectorsOf(generation: Generation): ExactIndex {
  const index = new ExactIndex(BUILTIN_DIMENSIONS);
  for (const [id, vector] of generation.vectors(generation.vectorIds())) index.add(id, vector);
  return index;
}

const collectionOf = (count: number, text: (n: number) => string): Collection =>
  new Collection(
    Object.fromEntries(Array.from({ length: count }, (_, n) => [`${String(n)}.md`, { text: text(n) }])),
  );

describe('a new generation', () => {
  test('that finds its own articles is taken', async () => {
    const generation = await collectionOf(
      30,
      (n) => `Article ${String(n)} tells of topic${String(n)}.`,
    ).generation(trustedEmbedder);
    expect(await answersCanaries(generation, vectorsOf(generation), embeddings)).toBe(true);
  });

  test('of an embedder that knows only spelling is taken without vectors', async () => {
    const generation = await collectionOf(30, (n) => `Article tells of topic${String(n)}.`).generation();
    expect(generation.countWithoutVector()).toBe(0);
    expect(await answersCanaries(generation, vectorsOf(generation), builtinEmbedder.embeddings)).toBe(true);
  });

  test('without any articles is taken', async () => {
    const generation = emptyGeneration();
    expect(await answersCanaries(generation, vectorsOf(generation), embeddings)).toBe(true);
  });

  test('regression: with many copies of one text is taken', async () => {
    const generation = await collectionOf(60, () => 'Please accept our cookies to read on.').generation(
      trustedEmbedder,
    );
    expect(await answersCanaries(generation, vectorsOf(generation), embeddings)).toBe(true);
  });

  test('whose vectors are incomplete is refused', async () => {
    const generation = await collectionOf(5, (n) => `Article ${String(n)}.`).generation(trustedEmbedder);
    const vectors = vectorsOf(generation);
    vectors.remove([...vectors.ids()][0]!);
    expect(await answersCanaries(generation, vectors, embeddings)).toBe(false);
  });

  test('whose vectors belong to other passages is refused, although its words find them', async () => {
    const generation = await collectionOf(60, (n) =>
      [n, n + 100, n + 200, n + 300].map(nameOf).join(' '),
    ).generation(trustedEmbedder);
    const ids = generation.vectorIds();
    const vectors = generation.vectors(ids);
    const strayInMemory = new ExactIndex(BUILTIN_DIMENSIONS);
    ids.forEach((id, index) => strayInMemory.add(id, vectors.get(ids[(index + 30) % 60]!)!));
    expect(await answersCanaries(generation, strayInMemory, embeddings)).toBe(false);

    generation.putVectors(ids.map((id, index) => ({ id, vector: vectors.get(ids[(index + 30) % 60]!)! })));
    expect(await answersCanaries(generation, vectorsOf(generation), embeddings)).toBe(false);
  });

  test('whose vectors another embedder made is refused', async () => {
    const generation = await collectionOf(
      60,
      (n) => `Article ${String(n)} tells of topic${String(n)}.`,
    ).generation(trustedEmbedder);
    const reversed = {
      ...embeddings,
      embedDocuments: async (texts: string[]) =>
        (await embeddings.embedDocuments(texts)).map((vector) => vector.reverse()),
    };
    expect(await answersCanaries(generation, vectorsOf(generation), reversed)).toBe(false);
  });
});
