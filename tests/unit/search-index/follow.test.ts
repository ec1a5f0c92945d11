import { describe, expect, test } from '@jest/globals';
import { ModelError } from '../../../src/errors.ts';
import type { Embedder } from '../../../src/models/embedders/embedder.ts';
import { follow, type FollowProgress } from '../../../src/search-index/follow.ts';
import type { Generation } from '../../../src/search-index/generation.ts';
import { Collection, emptyGeneration, trustedEmbedder } from '../../support/collection.ts';

/** What a generation holds, without the numbers that depend on the order in which it came. */
function contentOf(generation: Generation): unknown {
  const ids = generation.vectorIds();
  const vectors = generation.vectors(ids);
  return [...generation.passages(ids)]
    .map(([id, passage]) => ({ ...passage, id: 0, vector: [...(vectors.get(id) ?? [])] }))
    .sort((a, b) => a.articleId.localeCompare(b.articleId) || a.ordinal - b.ordinal);
}

/** An embedder that fails from its n-th batch on until it is mended. */
function fragileEmbedder(batches: number): Embedder & { mend: () => void } {
  let left = batches;
  return {
    ...trustedEmbedder,
    mend: () => (left = Infinity),
    embeddings: {
      ...trustedEmbedder.embeddings,
      embedDocuments: (texts) =>
        left-- > 0
          ? trustedEmbedder.embeddings.embedDocuments(texts)
          : Promise.reject(new ModelError('The embedder died.')),
    },
  };
}

function manyArticles(count: number): Collection {
  const collection = new Collection();
  collection.library.transaction(() => {
    for (let n = 0; n < count; n++)
      collection.put(`${String(n)}.md`, { text: `Article ${String(n)} of llamas.` });
  });
  return collection;
}

describe('following the library', () => {
  test('step by step ends at the same index as building at once', async () => {
    const collection = new Collection({
      'a.md': { text: 'Llama was released. '.repeat(100) },
      'b.md': { text: 'Gemma was released.' },
      'c.md': { text: 'Mistral is from Paris.', language: 'fr' },
    });
    const generation = await collection.generation(trustedEmbedder);
    const { embeddings } = trustedEmbedder;
    collection.put('a.md', { text: 'Llama was changed.' });
    collection.put('d.md', { text: 'PyTorch is new.' });
    await follow(collection.library, generation, embeddings);
    collection.remove('b.md');
    collection.put('c.md', { text: 'Mistral, changed once.' });
    collection.put('c.md', { text: 'Mistral, changed twice. '.repeat(90) });
    await follow(collection.library, generation, embeddings);

    const fresh = await collection.generation(trustedEmbedder);
    expect(contentOf(generation)).toEqual(contentOf(fresh));
    expect(generation.applied()).toBe(collection.library.lastChange());
  });

  test('takes a removed article out, with its words and vectors', async () => {
    const collection = new Collection({
      'a.md': { text: 'Llama was here.' },
      'b.md': { text: 'Gemma was.' },
    });
    const generation = await collection.generation(trustedEmbedder);
    collection.remove('a.md');
    await follow(collection.library, generation, trustedEmbedder.embeddings);
    expect(generation.matching(['llama'], 5)).toEqual([]);
    expect(generation.passageCount()).toBe(1);
    expect(generation.vectorIds()).toHaveLength(1);
  });

  test('an article that came and went in between leaves nothing', async () => {
    const collection = new Collection({ 'a.md': { text: 'Llama was here.' } });
    collection.remove('a.md');
    const generation = await collection.generation(trustedEmbedder);
    expect(generation.passageCount()).toBe(0);
    expect(generation.applied()).toBe(2);
  });

  test('does nothing where nothing changed', async () => {
    const collection = new Collection({ 'a.md': { text: 'Llama was here.' } });
    const generation = await collection.generation(trustedEmbedder);
    const version = generation.version();
    await follow(collection.library, generation, trustedEmbedder.embeddings);
    expect(generation.version()).toBe(version);
  });

  test('an embedder that fails half-way loses nothing that was done, and the next run embeds only the rest', async () => {
    const collection = manyArticles(300);
    const generation = emptyGeneration();
    // The calibration set is embedded first, once for each language; then passages and their sentences.
    const embedder = fragileEmbedder(4);
    await expect(follow(collection.library, generation, embedder.embeddings)).rejects.toThrow(
      'The embedder died.',
    );
    expect(generation.passageCount()).toBe(300);
    const done = generation.vectorIds();
    expect(done.length).toBeGreaterThan(0);
    expect(done.length).toBeLessThan(300);
    expect(generation.matching(['llama'], 400)).toHaveLength(300);

    embedder.mend();
    const totals: number[] = [];
    await follow(collection.library, generation, embedder.embeddings, {
      onProgress: ({ total }) => totals.push(total),
    });
    expect(totals[0]).toBe(300 - done.length);
    expect(generation.vectorIds()).toHaveLength(300);
  });

  test('an article is found by its words while its vector is still being made, by its vector as soon as it is there', async () => {
    const collection = manyArticles(200);
    const generation = emptyGeneration();
    const gates: (() => void)[] = [];
    const slow = {
      ...trustedEmbedder.embeddings,
      embedDocuments: async (texts: string[]) => {
        await new Promise<void>((open) => gates.push(open));
        return trustedEmbedder.embeddings.embedDocuments(texts);
      },
    };
    const following = follow(collection.library, generation, slow);
    const batchAsked = async (): Promise<void> => {
      while (gates.length === 0) await new Promise(setImmediate);
    };
    await batchAsked();
    expect(generation.matching(['llama'], 400)).toHaveLength(200);
    expect(generation.vectorIds()).toHaveLength(0);
    // What measures the embedder itself is asked first.
    while (generation.vectorIds().length === 0) {
      gates.shift()!();
      await batchAsked();
    }
    expect(generation.vectorIds().length).toBeLessThan(200);
    for (let isDone = false; !isDone;) {
      gates.shift()?.();
      isDone = (await Promise.race([following.then(() => true), new Promise(setImmediate)])) === true;
    }
    expect(generation.vectorIds()).toHaveLength(200);
  });

  test('vectors of a wrong size are refused in a sentence that names the numbers and the cure', async () => {
    const collection = new Collection({ 'a.md': { text: 'Llama was here.' } });
    const wrong = { ...trustedEmbedder.embeddings, embedDocuments: () => Promise.resolve([[0.6, 0.8]]) };
    const error = await follow(collection.library, emptyGeneration(), wrong).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(ModelError);
    expect((error as ModelError).message).toMatch(
      /1 vectors of 2 numbers.*passages.*64 each.*reindex -- --rebuild/,
    );
  });

  test('an embedder that leaves texts out is refused as well', async () => {
    const collection = new Collection({ 'a.md': { text: 'Llama.' }, 'b.md': { text: 'Gemma.' } });
    const generation = emptyGeneration();
    const lazy = {
      ...trustedEmbedder.embeddings,
      embedDocuments: (texts: string[]) => trustedEmbedder.embeddings.embedDocuments(texts.slice(1)),
    };
    await expect(follow(collection.library, generation, lazy)).rejects.toThrow(/gave \d+ vectors/);
    expect(generation.vectorIds()).toEqual([]);
  });

  test('stops where it is asked to, and goes on later', async () => {
    const collection = manyArticles(100);
    const generation = emptyGeneration();
    const stop = new AbortController();
    const following = follow(collection.library, generation, trustedEmbedder.embeddings, {
      signal: stop.signal,
      onProgress: () => stop.abort(),
    });
    await expect(following).rejects.toMatchObject({ name: 'AbortError' });
    expect(generation.applied()).toBeGreaterThan(0);
    expect(generation.applied()).toBeLessThan(100);
    await follow(collection.library, generation, trustedEmbedder.embeddings);
    expect(generation.vectorIds()).toHaveLength(100);
  });

  test('tells how far it is, first with words and then with vectors, up to all of it', async () => {
    const seen: FollowProgress[] = [];
    await follow(manyArticles(150).library, emptyGeneration(), trustedEmbedder.embeddings, {
      onProgress: (progress) => seen.push(progress),
    });
    const words = seen.filter(({ stage }) => stage === 'words');
    const vectors = seen.filter(({ stage }) => stage === 'vectors');
    expect(seen).toEqual([...words, ...vectors]);
    for (const stage of [words, vectors]) {
      expect(stage.length).toBeGreaterThan(1);
      expect(stage.at(-1)).toMatchObject({ done: 150, total: 150 });
      const done = stage.map((progress) => progress.done);
      expect(done).toEqual([...done].sort((a, b) => a - b));
    }
  });

  test('lets other work happen between its batches', async () => {
    let turns = 0;
    const ticking = setInterval(() => turns++, 0);
    await follow(manyArticles(150).library, emptyGeneration(), trustedEmbedder.embeddings);
    clearInterval(ticking);
    expect(turns).toBeGreaterThan(1);
  });
});
