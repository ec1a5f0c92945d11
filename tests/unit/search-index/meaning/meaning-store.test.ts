import { describe, expect, test } from '@jest/globals';
import { builtinEmbedder } from '../../../../src/models/embedders/builtin.ts';
import { follow } from '../../../../src/search-index/follow.ts';
import type { Generation } from '../../../../src/search-index/generation.ts';
import { meanOf } from '../../../../src/search-index/meaning/vectors.ts';
import { Collection, topicEmbedder } from '../../../support/collection.ts';

const embedder = topicEmbedder('test:topics', [['llama'], ['power']]);
const PRIOR = 20;

/** The mean that counting from scratch gives. */
function expectedMean(generation: Generation, language: 'en' | 'de', ids: number[]): number[] {
  const own = [...generation.vectors(ids).values()];
  const prior = generation.meaning.profile()!.passageMeans[language];
  return [...prior].map(
    (value, index) =>
      (own.reduce((sum, vector) => sum + vector[index]!, 0) + PRIOR * value) / (own.length + PRIOR),
  );
}

describe('what is known of meaning', () => {
  test('has a vector for each sentence of a passage, in order', async () => {
    const collection = new Collection({
      'a.md': { text: 'The llama is here now. The power went off today.' },
    });
    const generation = await collection.generation(embedder);
    const [id] = generation.vectorIds();
    const sentences = generation.meaning.sentences([id!]).get(id!)!;
    expect(sentences).toHaveLength(2);
    expect(sentences[0]![0]).toBeGreaterThan(0.9);
    expect(sentences[1]![1]).toBeGreaterThan(0.9);
  });

  test('keeps the mean of each language as articles come, change and go', async () => {
    const collection = new Collection({
      'a.md': { text: 'The llama is here. It eats.' },
      'b.md': { text: 'The power went off.' },
      'c.md': { text: 'Der Strom ist weg.', language: 'de' },
    });
    const generation = await collection.generation(embedder);
    const mean = (language: string): number[] => [
      ...generation.meaning.means('passage', generation.meaning.profile()!).get(language)!,
    ];
    const check = (): void => {
      const english = [...generation.passages(generation.vectorIds()).values()].filter(
        ({ language }) => language === 'en',
      );
      const ids = english.map(({ id }) => id);
      mean('en').forEach((value, index) => {
        expect(value).toBeCloseTo(expectedMean(generation, 'en', ids)[index]!, 6);
      });
    };
    check();
    collection.put('a.md', { text: 'A power plant. And llama food.' });
    collection.remove('b.md');
    collection.put('d.md', { text: 'Another llama. One more llama.' });
    await follow(collection.library, generation, embedder.embeddings);
    check();
    const sentences = [...generation.meaning.sentences(generation.vectorIds()).values()];
    expect(sentences.map((vectors) => vectors.length).sort()).toEqual([1, 2, 2]);
    expect(meanOf(sentences.flat())).toHaveLength(embedder.identity.dimensions);
  });

  test('is nothing but its profile where the embedder knows only spelling', async () => {
    const collection = new Collection({ 'a.md': { text: 'The llama is here. It eats.' } });
    const generation = await collection.generation();
    const profile = generation.meaning.profile()!;
    expect(profile.measured['de>de'].separation).toBeLessThan(1);
    expect(generation.meaning.sentences(generation.vectorIds()).size).toBe(0);
    expect(generation.meaning.means('passage', profile).size).toBe(0);
  });

  test('writing a vector again counts it once', async () => {
    const collection = new Collection({ 'a.md': { text: 'The llama is here. It eats.' } });
    const generation = await collection.generation(embedder);
    const [id] = generation.vectorIds();
    const vector = generation.vectors([id!]).get(id!)!;
    const mean = (): Float32Array =>
      generation.meaning.means('passage', generation.meaning.profile()!).get('en')!;
    const before = mean();
    generation.putVectors([{ id: id!, vector }]);
    expect([...mean()]).toEqual([...before]);
    expect(generation.meaning.sentences([id!]).size).toBe(0);
  });

  test('an embedder of other dimensions than the index is refused before anything is embedded', async () => {
    const collection = new Collection({ 'a.md': { text: 'The llama is here.' } });
    const generation = await new Collection().generation();
    await expect(follow(collection.library, generation, embedder.embeddings)).rejects.toThrow(
      'vectors of 43 numbers',
    );
    expect(builtinEmbedder.identity.dimensions).not.toBe(43);
  });
});
