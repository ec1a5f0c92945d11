import { readFileSync, renameSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { seededRandom } from '../../../src/evaluation/statistics.ts';
import { BUILTIN_DIMENSIONS } from '../../../src/models/embedders/builtin.ts';
import { ExactIndex } from '../../../src/search-index/exact.ts';
import { follow } from '../../../src/search-index/follow.ts';
import type { Generation } from '../../../src/search-index/generation.ts';
import { loadHnswlib } from '../../../src/search-index/hnswlib.ts';
import type { VectorIndex } from '../../../src/search-index/vector-index.ts';
import { loadVectorIndex, saveVectorIndex, syncVectors } from '../../../src/search-index/vector-snapshot.ts';
import { Collection, trustedEmbedder } from '../../support/collection.ts';

const isBuilt = !('missing' in (await loadHnswlib()));
const testWithGraph = isBuilt ? test : test.skip;
if (!isBuilt)
  test.skip('the graph on disk is not tried, because hnswlib-node is not built on this machine', () =>
    undefined);

function twenty(): Collection {
  const collection = new Collection();
  for (let n = 0; n < 20; n++)
    collection.put(`${String(n)}.md`, { text: `Article ${String(n)} tells of topic${String(n)}.` });
  return collection;
}

/** A generation of twenty articles with its graph written. */
async function saved(collection = twenty()): Promise<Generation> {
  const generation = await collection.generation(trustedEmbedder);
  await saveVectorIndex(generation, (await loadVectorIndex(generation)).index);
  return generation;
}

const graph = ({ directory }: Generation): string => join(directory, 'vectors.hnsw');
const manifest = ({ directory }: Generation): string => join(directory, 'vectors.json');

/** The passages nearest to the text of each stored one, by number. */
function neighbours(generation: Generation, index: VectorIndex): number[][] {
  return generation
    .vectorIds()
    .map((id) => index.search(generation.vectors([id]).get(id)!, 3).map((neighbour) => neighbour.id));
}

async function expectRebuilt(generation: Generation): Promise<void> {
  const { index, from } = await loadVectorIndex(generation);
  expect(from).toBe('damaged');
  expect([...index.ids()].sort((a, b) => a - b)).toEqual(generation.vectorIds());
  expect(neighbours(generation, index).map(([nearest]) => nearest)).toEqual(generation.vectorIds());
}

describe("the vectors' graph on disk", () => {
  testWithGraph('gives the same neighbours as the one that was written', async () => {
    const generation = await saved();
    const built = await loadVectorIndex(generation);
    expect(built.from).toBe('file');
    const exact = new ExactIndex(BUILTIN_DIMENSIONS);
    await syncVectors(generation, exact);
    expect(neighbours(generation, built.index)).toEqual(neighbours(generation, exact));
  });

  testWithGraph('is built from the vectors where there is none', async () => {
    const generation = await twenty().generation(trustedEmbedder);
    const { index, from } = await loadVectorIndex(generation);
    expect(from).toBe('vectors');
    expect(index.size).toBe(20);
  });

  testWithGraph.each(['vectors.hnsw', 'vectors.json'])(
    'is built from the vectors where %s is missing',
    async (name) => {
      const generation = await saved();
      rmSync(join(generation.directory, name));
      const { index, from } = await loadVectorIndex(generation);
      expect(from).toBe('vectors');
      expect(index.size).toBe(20);
    },
  );

  testWithGraph('that is older than the database is brought up to date', async () => {
    const collection = twenty();
    const generation = await saved(collection);
    collection.remove('3.md');
    collection.put('4.md', { text: 'Article 4 tells of something new.' });
    await follow(collection.library, generation, trustedEmbedder.embeddings);
    const { index, from } = await loadVectorIndex(generation);
    expect(from).toBe('file');
    expect([...index.ids()].sort((a, b) => a - b)).toEqual(generation.vectorIds());
  });

  testWithGraph('regression: opens again after articles were removed and it was written since', async () => {
    const collection = twenty();
    const generation = await saved(collection);
    const { index } = await loadVectorIndex(generation);
    collection.remove('3.md');
    collection.put('4.md', { text: 'Article 4 tells of something new.' });
    await follow(collection.library, generation, trustedEmbedder.embeddings);
    await syncVectors(generation, index);
    await saveVectorIndex(generation, index);
    const again = await loadVectorIndex(generation);
    expect(again.from).toBe('file');
    expect(again.index.size).toBe(19);
    expect(neighbours(generation, again.index)).toEqual(neighbours(generation, index));
    collection.remove('5.md');
    await follow(collection.library, generation, trustedEmbedder.embeddings);
    await syncVectors(generation, again.index);
    expect([...again.index.ids()].sort((a, b) => a - b)).toEqual(generation.vectorIds());
  });

  test('is brought up to date in steps that leave others their turn, and ends when it is told to', async () => {
    const collection = new Collection(
      Object.fromEntries(
        Array.from({ length: 120 }, (_, n) => [`${String(n)}.md`, { text: `Text ${String(n)}.` }]),
      ),
    );
    const generation = await collection.generation(trustedEmbedder);
    const index = new ExactIndex(generation.fingerprint.embedder.dimensions);
    const sizes: number[] = [];
    const syncing = syncVectors(generation, index, () => index.size < 100);
    for (let turn = 0; turn < 5; turn++) {
      sizes.push(index.size);
      await setImmediate();
    }
    await syncing;
    expect([...new Set(sizes)]).toEqual([50, 100]);
    await syncVectors(generation, index);
    expect(index.size).toBe(120);
  });

  testWithGraph('is written without its dead when they are many', async () => {
    const collection = twenty();
    const generation = await saved(collection);
    const { index } = await loadVectorIndex(generation);
    for (let n = 0; n < 15; n++) collection.remove(`${String(n)}.md`);
    await follow(collection.library, generation, trustedEmbedder.embeddings);
    await syncVectors(generation, index);
    await saveVectorIndex(generation, index);
    expect(JSON.parse(readFileSync(manifest(generation), 'utf8'))).toMatchObject({ deleted: [] });
    expect((await loadVectorIndex(generation)).index.size).toBe(5);
  });

  testWithGraph('with flipped bytes is noticed before it is read, and built anew', async () => {
    const generation = await saved();
    const sound = readFileSync(graph(generation));
    const random = seededRandom(7);
    for (let trial = 0; trial < 10; trial++) {
      const bytes = Buffer.from(sound);
      const at = Math.floor(random() * bytes.length);
      bytes[at] = bytes[at]! ^ (1 + Math.floor(random() * 255));
      writeFileSync(graph(generation), bytes);
      await expectRebuilt(generation);
    }
  });

  testWithGraph('that was cut short is noticed and built anew', async () => {
    const generation = await saved();
    truncateSync(graph(generation), statSync(graph(generation)).size - 1);
    await expectRebuilt(generation);
    truncateSync(graph(generation), 0);
    await expectRebuilt(generation);
  });

  testWithGraph(
    'regression: that a full disk cut short before its sha256 was taken is built anew',
    async () => {
      const generation = await saved();
      truncateSync(graph(generation), statSync(graph(generation)).size - 5000);
      const sha256 = createHash('sha256')
        .update(readFileSync(graph(generation)))
        .digest('hex');
      writeFileSync(
        manifest(generation),
        JSON.stringify({ sha256, dimensions: BUILTIN_DIMENSIONS, deleted: [] }),
      );
      await expectRebuilt(generation);
    },
  );

  testWithGraph.each([
    ['no JSON', '{'],
    ['null', 'null'],
    ['another size of vectors', null],
    ['nothing in it', '{}'],
  ])('whose manifest has %s is built anew', async (_what, content) => {
    const generation = await saved();
    const written = JSON.parse(readFileSync(manifest(generation), 'utf8')) as object;
    writeFileSync(manifest(generation), content ?? JSON.stringify({ ...written, dimensions: 384 }));
    await expectRebuilt(generation);
  });

  testWithGraph('of another generation is not taken for its own', async () => {
    const generation = await saved();
    const other = await saved(new Collection({ 'x.md': { text: 'Another text.' } }));
    renameSync(graph(other), graph(generation));
    await expectRebuilt(generation);
  });

  test('is not written where the index is exact', async () => {
    const generation = await twenty().generation(trustedEmbedder);
    const exact = new ExactIndex(BUILTIN_DIMENSIONS);
    await syncVectors(generation, exact);
    await saveVectorIndex(generation, exact);
    expect(() => statSync(graph(generation))).toThrow();
  });
});
