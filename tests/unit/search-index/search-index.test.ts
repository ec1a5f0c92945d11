import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { BusyError, ModelError, UserError } from '../../../src/errors.ts';
import { seededRandom } from '../../../src/evaluation/statistics.ts';
import { Library } from '../../../src/library/library.ts';
import { BUILTIN_DIMENSIONS } from '../../../src/models/embedders/builtin.ts';
import type { Embedder } from '../../../src/models/embedders/embedder.ts';
import { Generations } from '../../../src/search-index/generations.ts';
import { loadHnswlib } from '../../../src/search-index/hnswlib.ts';
import { SearchIndex } from '../../../src/search-index/search-index.ts';
import { SqliteFile } from '../../../src/storage/sqlite.ts';
import { afterThisTest, Collection, topicEmbedder, trustedEmbedder } from '../../support/collection.ts';

const isBuilt = !('missing' in (await loadHnswlib()));

/** Articles that hold a stem, by locator. */
function found(collection: Collection, index: SearchIndex, stem: string): string[] {
  const { generation } = index.current();
  const ids = generation.matching([stem], 10);
  const articles = [...generation.passages(ids).values()].map(({ articleId }) => articleId);
  return [...collection.library.articles(articles).values()].map(({ locator }) => locator).sort();
}

/** Whether every passage has its vector in memory. */
function isComplete(index: SearchIndex): boolean {
  const { generation, vectors } = index.current();
  const ids = generation.vectorIds();
  return (
    ids.length === generation.passageCount() &&
    vectors.size === ids.length &&
    ids.every((id) => vectors.has(id))
  );
}

const small = (): Collection =>
  new Collection({ 'a.md': { text: 'Llama came from Meta.' }, 'b.md': { text: 'Gemma came from Google.' } });

const generationFolder = (collection: Collection): string => {
  const name = new Generations(collection.indexDir).currentName();
  return join(collection.indexDir, 'generations', name ?? 'none');
};

describe('opening', () => {
  test('builds an index where there is none', async () => {
    const collection = small();
    const index = await collection.openIndex(trustedEmbedder);
    expect(found(collection, index, 'llama')).toEqual(['a.md']);
    expect(isComplete(index)).toBe(true);
    expect(index.isBehind()).toBe(false);
  });

  test('takes the one that is there, with the graph as it was written', async () => {
    const collection = small();
    (await collection.openIndex(trustedEmbedder)).close();
    const name = new Generations(collection.indexDir).currentName();
    const index = await collection.openIndex(trustedEmbedder);
    expect(new Generations(collection.indexDir).currentName()).toBe(name);
    expect(index.vectorsFrom()).toBe(isBuilt ? 'file' : 'exact');
    expect(found(collection, index, 'gemma')).toEqual(['b.md']);
  });

  test('an index of nothing is an index', async () => {
    const index = await new Collection().openIndex(trustedEmbedder);
    expect(index.current().generation.passageCount()).toBe(0);
    expect(index.current().vectors.search(new Float32Array(BUILTIN_DIMENSIONS), 5)).toEqual([]);
  });

  test('is refused where another embedder built it, in a sentence that names both ways out', async () => {
    const collection = small();
    (await collection.openIndex(trustedEmbedder)).close();
    const other = collection.closedIndex(topicEmbedder('hf:other', [['llama']]));
    expect(other.canOpen()).toBe(false);
    await expect(other.open()).rejects.toThrow(
      'The index was built with EMBEDDER=builtin, and now it is hf:other. Run `npm run reindex` to build it with hf:other, or set EMBEDDER=builtin.',
    );
    await expect(other.open()).rejects.toBeInstanceOf(UserError);
  });

  test('builds anew where the same embedder is used in another way, as a newer version may', async () => {
    const collection = small();
    (await collection.openIndex(trustedEmbedder)).close();
    const newer = {
      ...trustedEmbedder,
      identity: { ...trustedEmbedder.identity, pooling: 'hashed-5-grams' },
    };
    const index = await collection.openIndex(newer);
    expect(index.current().generation.fingerprint.embedder.pooling).toBe('hashed-5-grams');
    expect(isComplete(index)).toBe(true);
  });

  test('regression: builds anew where the library is another one, restored from a backup or made again', async () => {
    const collection = small();
    (await collection.openIndex(trustedEmbedder)).close();
    const folder = join(collection.folder, 'restored');
    const restored = Library.open(folder);
    afterThisTest(() => restored.close());
    for (const [locator, text] of [
      ['c.md', 'Mistral came from Paris.'],
      ['d.md', 'PyTorch came from Meta.'],
    ] as const) {
      restored.store(locator, locator, draft(text));
    }
    for (let again = 0; again < 2; again++) {
      const index = new SearchIndex(restored, collection.indexDir, trustedEmbedder);
      await index.open();
      expect(index.isBehind()).toBe(false);
      expect(index.current().generation.matching(['mistral'], 5)).toHaveLength(1);
      expect(index.current().generation.matching(['llama'], 5)).toEqual([]);
      index.close();
    }
  });
});

const draft = (text: string) => ({
  title: 'An article',
  authors: [],
  outlet: null,
  language: 'en',
  publishedAt: null,
  modifiedAt: null,
  marks: [],
  url: null,
  text,
});

describe('a running index', () => {
  test('catches up with new, changed and removed articles, in memory as well', async () => {
    const collection = small();
    const index = await collection.openIndex(trustedEmbedder);
    collection.put('c.md', { text: 'Mistral came from Paris.' });
    collection.put('a.md', { text: 'LLaVA came from others.' });
    collection.remove('b.md');
    expect(index.isBehind()).toBe(true);
    expect(await index.catchUp()).toBe(true);
    expect(index.isBehind()).toBe(false);
    expect(found(collection, index, 'mistral')).toEqual(['c.md']);
    expect(found(collection, index, 'llama')).toEqual([]);
    expect(index.current().generation.matching(['gemma'], 5)).toEqual([]);
    expect(isComplete(index)).toBe(true);
  });

  test('takes up what another process has written', async () => {
    const collection = small();
    const index = await collection.openIndex(trustedEmbedder);
    const other = await collection.openIndex(trustedEmbedder);
    collection.put('c.md', { text: 'Mistral came from Paris.' });
    collection.remove('a.md');
    await other.catchUp();
    await index.refresh();
    expect(found(collection, index, 'mistral')).toEqual(['c.md']);
    expect(isComplete(index)).toBe(true);
    expect(index.isBehind()).toBe(false);
  });

  test('takes up an index that another process has swapped in, also by a rollback', async () => {
    const collection = small();
    const index = await collection.openIndex(trustedEmbedder);
    const before = index.current().generation.directory;
    const other = await collection.openIndex(trustedEmbedder);
    await other.build(true);
    await index.refresh();
    expect(index.current().generation.directory).toBe(other.current().generation.directory);
    new Generations(collection.indexDir).rollback(null).close();
    await index.refresh();
    expect(index.current().generation.directory).toBe(before);
    expect(isComplete(index)).toBe(true);
  });

  test('keeps its own where another process has swapped in one of another embedder', async () => {
    const collection = small();
    const index = await collection.openIndex(trustedEmbedder);
    const mine = index.current().generation;
    await collection.closedIndex(topicEmbedder('hf:other', [['llama'], ['gemma']])).build(false);
    await index.refresh();
    expect(index.current().generation).toBe(mine);
    expect(found(collection, index, 'llama')).toEqual(['a.md']);
  });

  test('keeps its own where the pointer is damaged', async () => {
    const collection = small();
    const index = await collection.openIndex(trustedEmbedder);
    writeFileSync(join(collection.indexDir, 'current.json'), '{');
    await index.refresh();
    expect(found(collection, index, 'llama')).toEqual(['a.md']);
  });

  test('regression: a question that is being answered can still read what was swapped out', async () => {
    const collection = small();
    const index = await collection.openIndex(trustedEmbedder);
    const { generation } = index.current();
    await index.build(true);
    expect(index.current().generation).not.toBe(generation);
    expect(generation.matching(['llama'], 5)).toHaveLength(1);
  });

  test('lets another process write and says so when it is not to wait', async () => {
    const collection = small();
    const index = await collection.openIndex(trustedEmbedder);
    collection.put('c.md', { text: 'Mistral came from Paris.' });
    const lock = new Generations(collection.indexDir).lock(0);
    expect(await index.catchUp({ waitMs: 0 })).toBe(false);
    expect(await index.save(0)).toBe(false);
    await expect(index.catchUp({ waitMs: 20 })).rejects.toBeInstanceOf(BusyError);
    lock.release();
    expect(await index.catchUp({ waitMs: 0 })).toBe(true);
    expect(found(collection, index, 'mistral')).toEqual(['c.md']);
  });

  test('regression: waits for another process as long as that one gets on, and does what is left', async () => {
    const collection = small();
    const index = await collection.openIndex(trustedEmbedder);
    const other = await collection.openIndex(trustedEmbedder);
    collection.put('c.md', { text: 'Mistral came from Paris.' });
    const lock = new Generations(collection.indexDir).lock(0);
    const catchingUp = index.catchUp({ waitMs: 400 });
    for (let commit = 0; commit < 8; commit++) {
      await delay(100);
      const { generation } = other.current();
      const [first] = generation.vectors(generation.vectorIds().slice(0, 1));
      generation.putVectors([{ id: first![0], vector: first![1] }]);
    }
    lock.release();
    expect(await catchingUp).toBe(true);
    expect(found(collection, index, 'mistral')).toEqual(['c.md']);
  });

  test('two processes that start at once build one index', async () => {
    const collection = small();
    const lock = new Generations(collection.indexDir).lock(0);
    const [first, second] = [
      collection.closedIndex(trustedEmbedder),
      collection.closedIndex(trustedEmbedder),
    ];
    const opening = [first.open(), second.open()];
    await delay(60);
    lock.release();
    await Promise.all(opening);
    expect(first.current().generation.directory).toBe(second.current().generation.directory);
    expect(isComplete(first) && isComplete(second)).toBe(true);
  });

  test('stops waiting when it is told to', async () => {
    const collection = small();
    const index = await collection.openIndex(trustedEmbedder);
    const lock = new Generations(collection.indexDir).lock(0);
    afterThisTest(() => lock.release());
    await expect(index.catchUp({ signal: AbortSignal.timeout(100) })).rejects.toMatchObject({
      name: 'AbortError',
    });
  });

  test('regression: works of one process take turns instead of waiting for each other', async () => {
    const collection = small();
    const index = await collection.openIndex(trustedEmbedder);
    collection.put('c.md', { text: 'Mistral came from Paris.' });
    await Promise.all([index.catchUp(), index.build(true), index.save(), index.catchUp(), index.repair()]);
    expect(found(collection, index, 'mistral')).toEqual(['c.md']);
    expect(isComplete(index)).toBe(true);
  });
});

describe('building', () => {
  test('leaves the old index in use until the new one is complete', async () => {
    const collection = small();
    const index = await collection.openIndex(trustedEmbedder);
    const before = index.current().generation.directory;
    const broken = brokenEmbedder();
    await expect(collection.closedIndex(broken).build(true)).rejects.toBeInstanceOf(ModelError);
    await index.refresh();
    expect(index.current().generation.directory).toBe(before);
    expect(found(collection, index, 'llama')).toEqual(['a.md']);
  });

  test('goes on where an earlier run was stopped', async () => {
    const collection = new Collection();
    for (let n = 0; n < 200; n++) collection.put(`${String(n)}.md`, { text: `Article ${String(n)}.` });
    const stop = new AbortController();
    const first = collection.closedIndex(trustedEmbedder);
    const stopped = first.build(false, {
      signal: stop.signal,
      onProgress: ({ stage }) => stage === 'vectors' && stop.abort(),
    });
    await expect(stopped).rejects.toMatchObject({ name: 'AbortError' });
    const totals: number[] = [];
    const second = collection.closedIndex(trustedEmbedder);
    await second.build(false, {
      onProgress: ({ stage, total }) => stage === 'vectors' && totals.push(total),
    });
    expect(totals[0]).toBeLessThan(200);
    expect(isComplete(second)).toBe(true);
  });

  test('an index that does not find its own articles is not swapped in', async () => {
    const collection = new Collection();
    for (let n = 0; n < 60; n++)
      collection.put(`${String(n)}.md`, { text: `Article ${String(n)} of topic${String(n)}.` });
    const index = await collection.openIndex(trustedEmbedder);
    const before = index.current().generation.directory;
    const building = collection.closedIndex(forgetfulEmbedder()).build(true);
    await expect(building).rejects.toThrow('does not find its own articles, so the old one stays in use');
    await index.refresh();
    expect(index.current().generation.directory).toBe(before);
  });
});

/** Changes the bytes of the current generation's database, all of which lie in one file then. */
function damage(collection: Collection, change: (bytes: Buffer) => Buffer): void {
  const path = join(generationFolder(collection), 'index.sqlite');
  const file = SqliteFile.open(path, 1000);
  file.rows('PRAGMA wal_checkpoint(TRUNCATE)');
  file.close();
  writeFileSync(path, change(readFileSync(path)));
}

describe('a damaged index', () => {
  const many = (): Collection => {
    const collection = new Collection();
    for (let n = 0; n < 40; n++) {
      collection.put(`${String(n)}.md`, { text: `Article ${String(n)} of topic${String(n)}. `.repeat(20) });
    }
    return collection;
  };

  test('is built anew when it is opened, whichever part of its database is zeroed', async () => {
    const collection = many();
    (await collection.openIndex(trustedEmbedder)).close();
    const random = seededRandom(5);
    for (let trial = 0; trial < 4; trial++) {
      damage(collection, (bytes) => {
        const start = Math.floor((random() * bytes.length) / 4096) * 4096;
        return bytes.fill(0, start, Math.min(bytes.length, start + 4 * 4096));
      });
      const index = collection.closedIndex(trustedEmbedder);
      await index.open();
      if (index.check() !== null) await index.repair();
      expect(found(collection, index, 'topic7')).toEqual(['7.md']);
      expect(isComplete(index)).toBe(true);
      index.close();
    }
  });

  test('is told apart from one that is not, and is repaired', async () => {
    const collection = many();
    const index = await collection.openIndex(trustedEmbedder);
    const used = index.current().generation;
    expect(await index.recover(new Error('something else'), used)).toBe(false);
    damage(collection, (bytes) => bytes.fill(0xff, 8192, bytes.length - 8192));
    expect(index.check()).not.toBeNull();
    expect(await index.recover(new Error('whatever reading threw'), used)).toBe(true);
    expect(index.check()).toBeNull();
    expect(found(collection, index, 'topic7')).toEqual(['7.md']);
  });

  test('is not suspected where a model failed', async () => {
    const index = await small().openIndex(trustedEmbedder);
    expect(await index.recover(new ModelError('The embedder died.'), index.current().generation)).toBe(false);
  });

  test('regression: text that is no text any more does not end the process', async () => {
    const collection = new Collection({ 'a.md': { text: 'UNMISTAKABLE text of llamas.' } });
    (await collection.openIndex(trustedEmbedder)).close();
    damage(collection, (bytes) => {
      for (const word of ['UNMISTAKABLE', 'unmistakable']) {
        for (let at = bytes.indexOf(word); at !== -1; at = bytes.indexOf(word, at + 1)) bytes[at] = 0xff;
      }
      return bytes;
    });
    const index = collection.closedIndex(trustedEmbedder);
    await index.open();
    const { generation } = index.current();
    const [id] = generation.matching(['llama'], 5);
    expect(generation.passages([id!]).get(id!)?.text).toBe('\ufffdNMISTAKABLE text of llamas.');
    expect(generation.scoringRows([id!])).toHaveLength(1);
  });

  test('met by two questions at once is repaired once', async () => {
    const collection = many();
    const index = await collection.openIndex(trustedEmbedder);
    const used = index.current().generation;
    damage(collection, (bytes) => bytes.fill(0xff, 8192, bytes.length - 8192));
    const recovered = [1, 2].map(() => index.recover(new Error('whatever reading threw'), used));
    expect(await Promise.all(recovered)).toEqual([true, true]);
    expect(new Generations(collection.indexDir).currentName()).toMatch(/-2$/);
    expect(found(collection, index, 'topic7')).toEqual(['7.md']);
  });

  test('without its files is built again by whoever needs it', async () => {
    const collection = small();
    (await collection.openIndex(trustedEmbedder)).close();
    rmSync(generationFolder(collection), { recursive: true });
    expect(found(collection, await collection.openIndex(trustedEmbedder), 'llama')).toEqual(['a.md']);
  });

  test('regression: a repair that fails is done again by the next question', async () => {
    const collection = small();
    let works = true;
    const embedder = brokenEmbedder(() => works);
    const index = await collection.openIndex(embedder);
    works = false;
    await expect(index.repair()).rejects.toThrow('The embedder died.');
    await expect(index.ensureOpen()).rejects.toThrow('The embedder died.');
    works = true;
    await index.ensureOpen();
    expect(found(collection, index, 'llama')).toEqual(['a.md']);
  });
});

/** The built-in embedder, as long as it works. */
function brokenEmbedder(works: () => boolean = () => false): Embedder {
  return {
    ...trustedEmbedder,
    embeddings: {
      ...trustedEmbedder.embeddings,
      embedDocuments: (texts) =>
        works()
          ? trustedEmbedder.embeddings.embedDocuments(texts)
          : Promise.reject(new ModelError('The embedder died.')),
    },
  };
}

/** An embedder that gives a text another vector every time it is asked. */
function forgetfulEmbedder(): Embedder {
  let turn = 0;
  return {
    ...trustedEmbedder,
    identity: { ...trustedEmbedder.identity, id: 'hf:forgetful' },
    embeddings: {
      ...trustedEmbedder.embeddings,
      embedDocuments: async (texts) => {
        const vectors = await trustedEmbedder.embeddings.embedDocuments(texts);
        // It is measured before it forgets.
        if (!texts.some((text) => text.includes('topic'))) return vectors;
        turn += 7;
        return vectors.map((vector) => [...vector.slice(turn), ...vector.slice(0, turn)]);
      },
    },
  };
}
