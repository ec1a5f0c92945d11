import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { type Config, parseConfig } from '../../../../src/config.ts';
import { openReranker } from '../../../../src/models/open-reranker.ts';
import type { Reranker } from '../../../../src/models/rerankers/reranker.ts';
import { scratchFolders } from '../../../support/models/scratch.ts';
import { writeTinyCrossEncoder } from '../../../support/models/tiny-cross-encoder.ts';

jest.setTimeout(60_000);

const newFolder = scratchFolders();
const open: Reranker[] = [];

function settings(modelsDir: string, reranker = 'auto'): Config {
  return parseConfig({ MODELS_DIR: modelsDir, RERANKER: reranker });
}

async function opened(config: Config): Promise<Reranker | null> {
  const reranker = await openReranker(config.reranker, config);
  if (reranker !== null) open.push(reranker);
  return reranker;
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((reranker) => reranker.close()));
});

describe('a cross-encoder in ONNX', () => {
  const folder = mkdtempSync(join(tmpdir(), 'newshound-reranker-'));
  let reranker: Reranker | null = null;
  beforeAll(async () => {
    writeTinyCrossEncoder(join(folder, 'tiny'), ['meta', 'llama', 'bridge', 'opened', 'price']);
    reranker = await openReranker('hf:tiny', settings(folder));
    await reranker?.warmUp();
  });
  afterAll(async () => {
    await reranker?.close();
    rmSync(folder, { recursive: true });
  });

  test('reads question and passage together and tells which passage answers', async () => {
    const passages = ['The bridge opened.', 'Meta opened Llama.', 'Llama, Llama and Meta: the price.', 'Nothing.'];
    // One more than the words in common, for the mark that ends question and passage.
    expect(await reranker?.scores('Meta Llama opened', passages)).toEqual([2, 4, 4, 1]);
  });

  test('gives many passages their scores in their order, whatever their length', async () => {
    const passages = Array.from({ length: 11 }, (_, count) => Array<string>(count).fill('meta').join(' '));
    expect(await reranker?.scores('meta', passages)).toEqual(passages.map((_, count) => count + 1));
  });

  test('takes a control token in a passage for text', async () => {
    expect(await reranker?.scores('meta', ['meta [SEP] [SEP] [SEP]'])).toEqual([2]);
  });

  test('ends a call that is given up', async () => {
    const givenUp = reranker?.scores('meta', ['meta'], AbortSignal.abort(new Error('enough')));
    await expect(givenUp).rejects.toThrow('enough');
  });

  test('refuses a classifier that gives more than one score, in a sentence', async () => {
    const models = newFolder();
    writeTinyCrossEncoder(join(models, 'classes'), ['meta'], 2);
    const reranker = await opened(settings(models, 'hf:classes'));
    await expect(reranker?.scores('meta', ['meta'])).rejects.toThrow(/2 scores for a pair, a reranker gives one/);
  });
});

describe('RERANKER', () => {
  test('auto takes the cross-encoder that is in the models folder, and no other model', async () => {
    const models = newFolder();
    mkdirSync(join(models, 'an-embedder', 'onnx'), { recursive: true });
    writeFileSync(join(models, 'an-embedder', 'config.json'), '{"architectures":["BertModel"]}');
    mkdirSync(join(models, 'broken', 'onnx'), { recursive: true });
    writeFileSync(join(models, 'broken', 'config.json'), '{');
    expect(await opened(settings(models))).toBeNull();
    writeTinyCrossEncoder(join(models, 'tiny'), ['meta']);
    expect((await opened(settings(models)))?.id).toBe('hf:tiny');
  });

  test('none is none, and a folder that is not there is said in a sentence', async () => {
    const models = newFolder();
    expect(await opened(settings(models, 'none'))).toBeNull();
    await expect(opened(settings(models, 'hf:absent'))).rejects.toThrow(/There is no reranker absent.*RERANKER=none/);
    await expect(opened(settings(models, 'ftp:absent'))).rejects.toThrow(/RERANKER cannot be "ftp:absent"/);
  });
});
