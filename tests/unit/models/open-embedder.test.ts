import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { parseConfig } from '../../../src/config.ts';
import { bestEmbedderOnDisk, openEmbedder } from '../../../src/models/open-embedder.ts';
import { LoopbackOllama } from '../../support/models/loopback-ollama.ts';
import { scratchFolders } from '../../support/models/scratch.ts';

const scratch = scratchFolders();
const started: LoopbackOllama[] = [];

afterEach(async () => {
  await Promise.all(started.splice(0).map((server) => server.stop()));
});

/** A folder as transformers.js wants it, without a model in it. */
function modelFolder(parent: string, name: string, config: object = { hidden_size: 384 }): string {
  const folder = join(parent, name);
  mkdirSync(join(folder, 'onnx'), { recursive: true });
  writeFileSync(join(folder, 'config.json'), JSON.stringify(config));
  writeFileSync(join(folder, 'onnx', 'model_quantized.onnx'), 'not really');
  return folder;
}

describe('the best embedder on the machine', () => {
  test('is a model of a known family, else the built-in one', () => {
    const modelsDir = scratch();
    expect(bestEmbedderOnDisk({ modelsDir })).toBe('builtin');
    modelFolder(modelsDir, 'some-model');
    expect(bestEmbedderOnDisk({ modelsDir })).toBe('builtin');
    modelFolder(modelsDir, 'multilingual-e5-small-latin');
    expect(bestEmbedderOnDisk({ modelsDir })).toBe('hf:multilingual-e5-small-latin');
  });

  test('is built in where there is no folder of models', () => {
    expect(bestEmbedderOnDisk({ modelsDir: join(scratch(), 'absent') })).toBe('builtin');
  });
});

describe('a pulled embedder', () => {
  test('is found by its name in the catalogue and by its repository', async () => {
    const modelsDir = scratch();
    const folder = modelFolder(modelsDir, 'multilingual-e5-small');
    const files = [{ path: 'onnx/model_quantized.onnx', bytes: 10, sha256: 'x', checkedWith: 'hub' }];
    const manifest = { name: 'multilingual-e5-small', origin: 'a test', files };
    writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
    const config = parseConfig({ MODELS_DIR: modelsDir });
    expect(bestEmbedderOnDisk(config)).toBe('hf:multilingual-e5-small');
    const byName = await openEmbedder('hf:multilingual-e5-small', config);
    const byRepository = await openEmbedder('hf:Xenova/multilingual-e5-small', config);
    expect(byRepository.identity.fileHash).toBe(byName.identity.fileHash);
    writeFileSync(join(folder, 'onnx', 'model_quantized.onnx'), 'cut');
    await expect(openEmbedder('hf:multilingual-e5-small', config)).rejects.toThrow(
      'onnx/model_quantized.onnx of multilingual-e5-small has 3 bytes instead of 10. Get it again with: npm run models',
    );
  });
});

describe('EMBEDDER=hf:<model id or folder>', () => {
  test('is found by name in MODELS_DIR and as a path, and says what makes its vectors', async () => {
    const modelsDir = scratch();
    const folder = modelFolder(modelsDir, 'multilingual-e5-small-latin');
    const config = parseConfig({ MODELS_DIR: modelsDir });
    const byName = await openEmbedder('hf:multilingual-e5-small-latin', config);
    expect(byName.identity).toEqual({
      id: 'hf:multilingual-e5-small-latin',
      dimensions: 384,
      fileHash: 'c22d26d33c5783cf2bd157ba48eefa471ac49ab7bc71d5e8d5977eedd2c91726',
      pooling: 'mean',
      queryPrefix: 'query: ',
      passagePrefix: 'passage: ',
    });
    const byPath = await openEmbedder(`hf:${folder}`, parseConfig({ MODELS_DIR: scratch() }));
    expect(byPath.identity).toMatchObject({ id: `hf:${folder}`, fileHash: byName.identity.fileHash });
  });

  test('knows its family by the name that its config gives it', async () => {
    const folder = modelFolder(scratch(), 'renamed', { hidden_size: 384, _name_or_path: 'intfloat/e5-small' });
    const { identity } = await openEmbedder(`hf:${folder}`, parseConfig({ MODELS_DIR: scratch() }));
    expect(identity.queryPrefix).toBe('query: ');
  });

  test('has another identity when its file changes, although the hash is remembered', async () => {
    const modelsDir = scratch();
    const folder = modelFolder(modelsDir, 'm');
    const config = parseConfig({ MODELS_DIR: modelsDir });
    const before = (await openEmbedder('hf:m', config)).identity.fileHash;
    expect((await openEmbedder('hf:m', config)).identity.fileHash).toBe(before);
    const file = join(folder, 'onnx', 'model_quantized.onnx');
    writeFileSync(file, 'different!');
    utimesSync(file, new Date(), new Date(Date.now() + 10_000));
    expect((await openEmbedder('hf:m', config)).identity.fileHash).not.toBe(before);
  });

  test.each([
    ['hf:absent', 'There is no embedder absent, neither in'],
    ['hf:multilingual-e5-small', 'Get it with: npm run models -- pull multilingual-e5-small'],
    ['hf:Xenova/multilingual-e5-small', 'Get it with: npm run models -- pull multilingual-e5-small'],
  ])('%s is one sentence with the cure', async (setting, sentence) => {
    await expect(openEmbedder(setting, parseConfig({ MODELS_DIR: scratch() }))).rejects.toMatchObject({
      name: 'ModelError',
      message: expect.stringContaining(sentence),
    });
  });

  test('a scheme that nobody knows names the setting, the value and what is allowed', async () => {
    await expect(openEmbedder('word2vec:x', parseConfig({ MODELS_DIR: scratch() }))).rejects.toMatchObject({
      name: 'ConfigError',
      message: expect.stringContaining('EMBEDDER cannot be "word2vec:x"; allowed: auto, builtin, hf:<name>'),
    });
  });

  test('a folder without its parts is one sentence with the cure', async () => {
    const modelsDir = scratch();
    mkdirSync(join(modelsDir, 'empty'));
    modelFolder(modelsDir, 'odd', {});
    const config = parseConfig({ MODELS_DIR: modelsDir });
    await expect(openEmbedder('hf:empty', config)).rejects.toThrow('empty has no ONNX file');
    await expect(openEmbedder('hf:odd', config)).rejects.toThrow('does not say hidden_size');
  });
});

describe('EMBEDDER=ollama:<name>', () => {
  test('asks with the prefixes of the family and learns the dimensions by asking', async () => {
    const server = new LoopbackOllama();
    started.push(server);
    const embedder = await openEmbedder('ollama:nomic-embed-text', parseConfig({ OLLAMA_BASE_URL: await server.start() }));
    expect(embedder.identity).toEqual({
      id: 'ollama:nomic-embed-text',
      dimensions: 5,
      fileHash: '',
      pooling: 'server',
      queryPrefix: 'search_query: ',
      passagePrefix: 'search_document: ',
    });
    await embedder.embeddings.embedDocuments(['Der Turm.']);
    expect(server.received.at(-1)?.body).toMatchObject({ input: ['search_document: Der Turm.'] });
  });
});
