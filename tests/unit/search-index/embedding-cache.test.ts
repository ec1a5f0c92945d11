import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Embedder } from '../../../src/models/embedders/embedder.ts';
import { EmbeddingCache } from '../../../src/search-index/embedding-cache.ts';
import { SqliteFile } from '../../../src/storage/sqlite.ts';
import { afterThisTest, Collection, temporaryFolder, topicEmbedder } from '../../support/collection.ts';

/** An embedder that writes down what it is asked for. */
function watched(id = 'topics'): Embedder & { readonly asked: string[] } {
  const embedder = topicEmbedder(id, [['llama'], ['gemma']]);
  const asked: string[] = [];
  return {
    ...embedder,
    asked,
    embeddings: {
      ...embedder.embeddings,
      embedDocuments: (texts) => {
        asked.push(...texts);
        return embedder.embeddings.embedDocuments(texts);
      },
    },
  };
}

function cacheIn(folder: string, embedder: Embedder, mostBytes?: number): EmbeddingCache {
  const cache = EmbeddingCache.open(folder, embedder.identity, mostBytes);
  afterThisTest(() => cache.close());
  return cache;
}

describe('the cache of embeddings', () => {
  test('gives what the embedder gives, in order, and asks it for each text once', async () => {
    const embedder = watched();
    const cached = cacheIn(temporaryFolder(), embedder).over(embedder.embeddings);
    const texts = ['llama', 'gemma', 'llama gemma'];
    const [first] = await cached.embedDocuments(['gemma']);
    const all = await cached.embedDocuments(texts);
    expect(all[1]).toEqual(first!.map(Math.fround));
    const wanted = await topicEmbedder('x', [['llama'], ['gemma']]).embeddings.embedDocuments(texts);
    all.forEach((vector, at) =>
      vector.forEach((value, index) => expect(value).toBeCloseTo(wanted[at]![index]!, 6)),
    );
    expect(embedder.asked).toEqual(['gemma', 'llama', 'llama gemma']);
    await cached.embedDocuments(texts);
    expect(embedder.asked).toHaveLength(3);
  });

  test('never gives the vector of one embedder for another', async () => {
    const folder = temporaryFolder();
    const [one, other] = [watched('one'), watched('other')];
    await cacheIn(folder, one).over(one.embeddings).embedDocuments(['llama']);
    await cacheIn(folder, other).over(other.embeddings).embedDocuments(['llama']);
    expect(other.asked).toEqual(['llama']);
  });

  test('keeps no more than it may, and what was used last', async () => {
    const folder = temporaryFolder();
    const bytesOfTwo = 2 * 4 * watched().identity.dimensions;
    const ask = async (...texts: string[]): Promise<string[]> => {
      const embedder = watched();
      const cache = EmbeddingCache.open(folder, embedder.identity, bytesOfTwo);
      await cache.over(embedder.embeddings).embedDocuments(texts);
      cache.close();
      return embedder.asked;
    };
    await ask('a', 'b');
    await ask('a');
    await ask('c');
    expect(await ask('a', 'c')).toEqual([]);
    expect(await ask('b')).toEqual(['b']);
  });

  test('is begun anew where its file is damaged, and asks again for a vector with a flipped bit', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'embeddings.sqlite'), 'this is no database, however long it is '.repeat(200));
    const embedder = watched();
    const cached = cacheIn(folder, embedder).over(embedder.embeddings);
    await cached.embedDocuments(['llama']);
    const file = SqliteFile.open(join(folder, 'embeddings.sqlite'), 1000);
    afterThisTest(() => file.close());
    file.run('UPDATE vectors SET vector = zeroblob(length(vector))');
    const [vector] = await cached.embedDocuments(['llama']);
    expect(vector!.some((value) => value !== 0)).toBe(true);
    expect(embedder.asked).toEqual(['llama', 'llama']);
  });
});

describe('an index with an embedder', () => {
  test('that is built again embeds nothing again, one that follows only what is new', async () => {
    const collection = new Collection({
      'a.md': { text: 'Llama is here.' },
      'b.md': { text: 'Gemma is here.' },
    });
    const embedder = watched();
    const index = await collection.openIndex(embedder);
    embedder.asked.splice(0);
    await index.build(true);
    // The two articles' canaries are asked of the embedder itself, to see that it still is the same.
    expect(embedder.asked.splice(0)).toHaveLength(2);
    collection.put('a.md', { text: 'Llama has changed.' });
    await index.catchUp();
    expect(embedder.asked.length).toBeGreaterThan(0);
    for (const text of embedder.asked) expect(text).toContain('Llama has changed.');
  });
});
