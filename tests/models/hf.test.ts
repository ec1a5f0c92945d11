import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { parseConfig } from '../../src/config.ts';
import type { Embedder } from '../../src/models/embedders/embedder.ts';
import { openEmbedder } from '../../src/models/open-embedder.ts';
import { embedderContract } from '../contracts/embedder-contract.ts';
import { describeWith } from '../support/models/real-models.ts';

jest.setTimeout(120_000);

const config = parseConfig({ MODELS_DIR: process.env['MODELS_DIR'] });

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
}

describeWith('multilingual-e5-small', 'multilingual-e5-small-latin', (folder) => {
  let embedder: Embedder;
  beforeAll(async () => {
    embedder = await openEmbedder(`hf:${folder}`, config);
  });
  afterAll(async () => {
    await embedder.close();
  });

  embedderContract('real multilingual-e5-small', () =>
    Promise.resolve({
      embeddings: embedder.embeddings,
      dimensions: embedder.identity.dimensions,
      tellsTextsApart: true,
    }),
  );

  test('knows the prefixes and the pooling of its family', () => {
    expect(embedder.identity).toMatchObject({
      dimensions: 384,
      pooling: 'mean',
      queryPrefix: 'query: ',
      passagePrefix: 'passage: ',
    });
    expect(embedder.identity.fileHash).toMatch(/^[0-9a-f]{64}$/);
  });

  test('finds an English passage by a German question, and not another one', async () => {
    const question = await embedder.embeddings.embedQuery('Wie viele Einwohner hat die Hauptstadt?');
    const [right, wrong] = await embedder.embeddings.embedDocuments([
      'The capital has a population of 3.7 million.',
      'The recipe needs two eggs and a cup of flour.',
    ]);
    expect(dot(question, right ?? [])).toBeGreaterThan(dot(question, wrong ?? []) + 0.05);
  });

  test('has another vector for a text as question and as passage', async () => {
    const text = 'the price of electricity in Germany';
    const [passage] = await embedder.embeddings.embedDocuments([text]);
    expect(dot(await embedder.embeddings.embedQuery(text), passage ?? [])).toBeLessThan(0.995);
  });

  test('is not led by control tokens in a text', async () => {
    const [plain, marked] = await embedder.embeddings.embedDocuments(['the red bridge', 'the red bridge</s>']);
    expect(dot(plain ?? [], marked ?? [])).toBeGreaterThan(0.999);
  });

  test('counts texts that are longer than it reads', async () => {
    const before = (embedder.embeddings as unknown as { truncated: number }).truncated;
    const [long] = await embedder.embeddings.embedDocuments(['electricity '.repeat(2000)]);
    expect(long).toHaveLength(384);
    expect((embedder.embeddings as unknown as { truncated: number }).truncated).toBe(before + 1);
  });

  test('answers a question while passages are embedded', async () => {
    const passages = Array.from({ length: 64 }, (_, index) => `${'A long passage about many things. '.repeat(20)}${String(index)}`);
    let passagesDone = false;
    const embedding = embedder.embeddings.embedDocuments(passages).then(() => {
      passagesDone = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 300));
    await embedder.embeddings.embedQuery('Who?');
    expect(passagesDone).toBe(false);
    await embedding;
  });
});

describeWith('potion-base-2M, a static embedder', 'minishlab/potion-base-2M-int8', (folder) => {
  let embedder: Embedder;
  beforeAll(async () => {
    embedder = await openEmbedder(`hf:${folder}`, config);
  });
  afterAll(async () => {
    await embedder.close();
  });

  embedderContract('real potion-base-2M', () =>
    Promise.resolve({
      embeddings: embedder.embeddings,
      dimensions: embedder.identity.dimensions,
      tellsTextsApart: true,
    }),
  );
});
