import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { parseConfig } from '../../../src/config.ts';
import { CATALOGUE } from '../../../src/models/catalogue.ts';
import { bestChatModelOnDisk, openChatModel } from '../../../src/models/open-chat-model.ts';
import { LoopbackOllama } from '../../support/models/loopback-ollama.ts';
import { LoopbackOpenAi } from '../../support/models/loopback-openai.ts';
import { scratchFolders } from '../../support/models/scratch.ts';

const scratch = scratchFolders();
const started: (LoopbackOllama | LoopbackOpenAi)[] = [];

afterEach(async () => {
  await Promise.all(started.splice(0).map((server) => server.stop()));
});

async function start(server: LoopbackOllama | LoopbackOpenAi): Promise<string> {
  started.push(server);
  return server.start();
}

/** Makes a folder look as if these models had been pulled; their files are a few bytes. */
function withPulled(...names: string[]): string {
  const folder = scratch();
  for (const name of names) {
    const file = CATALOGUE.find((model) => model.name === name)?.files[0].path ?? '';
    mkdirSync(join(folder, name), { recursive: true });
    writeFileSync(join(folder, name, file), 'GGUF');
    const files = [{ path: file, bytes: 4, sha256: 'x', checkedWith: 'hub' }];
    writeFileSync(join(folder, name, 'manifest.json'), JSON.stringify({ name, origin: 'a test', files }));
  }
  return folder;
}

const PLENTY = 64e9;

describe('CHAT_MODEL=auto', () => {
  test('takes the best that was pulled', () => {
    const modelsDir = withPulled('gemma-2-2b-it', 'llama-3.2-3b-instruct');
    expect(bestChatModelOnDisk({ modelsDir }, PLENTY)?.name).toBe('llama-3.2-3b-instruct');
  });

  test('takes what fits the memory', () => {
    const modelsDir = withPulled('llama-3.1-8b-instruct', 'gemma-2-2b-it');
    expect(bestChatModelOnDisk({ modelsDir }, 4e9)?.name).toBe('gemma-2-2b-it');
  });

  test('never takes a model below a billion parameters, and is then no model', async () => {
    const modelsDir = withPulled('smollm2-135m');
    expect(bestChatModelOnDisk({ modelsDir }, PLENTY)).toBeNull();
    expect(await openChatModel('auto', parseConfig({ MODELS_DIR: modelsDir }))).toBeNull();
  });

  test('is no model where there is no folder of models', async () => {
    const config = parseConfig({ MODELS_DIR: join(scratch(), 'absent') });
    expect(await openChatModel('auto', config)).toBeNull();
  });
});

describe('a chat model that cannot be opened is one sentence with the cure', () => {
  test('none is no model', async () => {
    expect(await openChatModel('none', parseConfig({}))).toBeNull();
  });

  test.each([
    ['llama-3.2-3b-instruct', 'Get it with: npm run models -- pull llama-3.2-3b-instruct'],
    ['llama-4', 'There is no chat model named llama-4. The catalogue has llama-3.1-8b-instruct, '],
    ['multilingual-e5-small', 'There is no chat model named multilingual-e5-small.'],
    ['gguf:absent.gguf', 'There is no model file absent.gguf, neither in'],
  ])('%s', async (setting, sentence) => {
    const config = parseConfig({ MODELS_DIR: scratch() });
    await expect(openChatModel(setting, config)).rejects.toMatchObject({
      name: 'ModelError',
      message: expect.stringContaining(sentence),
    });
  });

  test('a scheme that nobody knows names the setting, the value and what is allowed', async () => {
    await expect(openChatModel('grpc:x', parseConfig({ MODELS_DIR: scratch() }))).rejects.toMatchObject({
      name: 'ConfigError',
      message: expect.stringContaining('CHAT_MODEL cannot be "grpc:x"; allowed: auto, none'),
    });
  });

  test('a pulled file that was cut', async () => {
    const modelsDir = withPulled('smollm2-135m');
    writeFileSync(join(modelsDir, 'smollm2-135m', CATALOGUE.find(({ name }) => name === 'smollm2-135m')!.files[0].path), '');
    await expect(openChatModel('smollm2-135m', parseConfig({ MODELS_DIR: modelsDir }))).rejects.toThrow(
      'of smollm2-135m has 0 bytes instead of 4. Get it again with: npm run models -- remove smollm2-135m && npm run models -- pull smollm2-135m',
    );
  });

  test('a manifest that was cut', async () => {
    const modelsDir = withPulled('smollm2-135m');
    writeFileSync(join(modelsDir, 'smollm2-135m', 'manifest.json'), '{');
    await expect(openChatModel('smollm2-135m', parseConfig({ MODELS_DIR: modelsDir }))).rejects.toThrow(
      'The manifest of smollm2-135m in',
    );
  });

  test('a file that is no model', async () => {
    const modelsDir = scratch();
    writeFileSync(join(modelsDir, 'text.gguf'), 'this is not a model '.repeat(100));
    const opening = openChatModel('gguf:text.gguf', parseConfig({ MODELS_DIR: modelsDir }));
    await expect(opening).rejects.toMatchObject({ name: 'ModelError', message: expect.stringContaining('text.gguf is not a GGUF model file.') });
  });
});

describe('CHAT_MODEL=ollama:<name>', () => {
  test('asks with its own context size, keeps the model in memory, and writes no longer than asked', async () => {
    const server = new LoopbackOllama();
    const config = parseConfig({ OLLAMA_BASE_URL: await start(server), CONTEXT_TOKENS: '2048', ANSWER_TOKENS: '99' });
    const chat = await openChatModel('ollama:llama3.1', config);
    await chat!.model.invoke('Hello?');
    const asked = server.received.find(({ path }) => path === '/api/chat');
    expect(asked?.body).toMatchObject({
      model: 'llama3.1',
      keep_alive: '30m',
      think: false,
      options: { num_ctx: 2048, num_predict: 99, temperature: 0 },
    });
    expect(chat).toMatchObject({ id: 'ollama:llama3.1', contextTokens: 2048, small: false });
  });

  test('knows a small model by its number of parameters', async () => {
    const config = parseConfig({ OLLAMA_BASE_URL: await start(new LoopbackOllama()) });
    expect((await openChatModel('ollama:smollm2:135m', config))?.small).toBe(true);
  });

  test('ends its request when the signal fires before the first word', async () => {
    const server = new LoopbackOllama();
    const config = parseConfig({ OLLAMA_BASE_URL: await start(server) });
    server.script = { words: ['late'], pauseMs: 1000, breakOff: false };
    const chat = await openChatModel('ollama:llama3.1', config);
    await expect(chat!.model.invoke('?', { signal: AbortSignal.timeout(50) })).rejects.toBeDefined();
    for (let waited = 0; server.abandoned === 0 && waited < 900; waited += 20) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(server.abandoned).toBe(1);
  });

  test('a model that Ollama does not have names ollama pull', async () => {
    const config = parseConfig({ OLLAMA_BASE_URL: await start(new LoopbackOllama()) });
    await expect(openChatModel('ollama:qwen3', config)).rejects.toThrow(
      'Ollama does not have qwen3. Get it with: ollama pull qwen3',
    );
  });

  test('Ollama that is down names ollama serve', async () => {
    const server = new LoopbackOllama();
    const url = await server.start();
    await server.stop();
    await expect(openChatModel('ollama:llama3.1', parseConfig({ OLLAMA_BASE_URL: url }))).rejects.toThrow(
      `Ollama does not answer at ${url}. Start it with: ollama serve.`,
    );
  });

  test('another server in its place is named', async () => {
    const url = await start(new LoopbackOpenAi());
    await expect(openChatModel('ollama:llama3.1', parseConfig({ OLLAMA_BASE_URL: url }))).rejects.toThrow(
      `What answers at ${url} is not Ollama.`,
    );
  });
});

describe('CHAT_MODEL=openai:<name>', () => {
  test('asks the server of OPENAI_BASE_URL, with the key where there is one', async () => {
    const server = new LoopbackOpenAi();
    server.key = 'k-1';
    const config = parseConfig({
      OPENAI_BASE_URL: `${await start(server)}/v1`,
      OPENAI_API_KEY: 'k-1',
      ANSWER_TOKENS: '99',
    });
    const chat = await openChatModel('openai:llama-3.1-8b', config);
    expect((await chat!.model.invoke('Hello?')).text).toBe('Hello you.');
    expect(server.received.at(-1)).toMatchObject({
      path: '/v1/chat/completions',
      body: { model: 'llama-3.1-8b', temperature: 0, max_tokens: 99, stream: true },
    });
  });

  test('a wrong key names OPENAI_API_KEY', async () => {
    const server = new LoopbackOpenAi();
    server.key = 'k-1';
    const config = parseConfig({ OPENAI_BASE_URL: `${await start(server)}/v1` });
    await expect(openChatModel('openai:llama-3.1-8b', config)).rejects.toThrow('wants a key: set OPENAI_API_KEY.');
  });

  test('a model that the server does not have names those it has', async () => {
    const config = parseConfig({ OPENAI_BASE_URL: `${await start(new LoopbackOpenAi())}/v1` });
    await expect(openChatModel('openai:gpt', config)).rejects.toThrow('does not have gpt. It has llama-3.1-8b, e5-small.');
  });

  test('a server that does not list its models is taken at its word', async () => {
    const server = new LoopbackOpenAi();
    server.models = null;
    const config = parseConfig({ OPENAI_BASE_URL: `${await start(server)}/v1` });
    expect((await openChatModel('openai:any', config))?.id).toBe('openai:any');
  });

  test('a server that is down names OPENAI_BASE_URL', async () => {
    const server = new LoopbackOpenAi();
    const url = await server.start();
    await server.stop();
    await expect(openChatModel('openai:x', parseConfig({ OPENAI_BASE_URL: url }))).rejects.toThrow(
      `No server answers at ${url}. Start it, or set OPENAI_BASE_URL`,
    );
  });
});
