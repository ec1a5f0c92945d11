import { afterEach } from '@jest/globals';
import { FakeListChatModel } from '@langchain/core/utils/testing';
import { parseConfig } from '../../src/config.ts';
import { LlamaCppChat } from '../../src/models/chat/llama-cpp-chat.ts';
import { ServedChat } from '../../src/models/chat/served-chat.ts';
import { openChatModel } from '../../src/models/open-chat-model.ts';
import { FakeLlamaProcess } from '../support/models/fake-llama-process.ts';
import { LoopbackOllama } from '../support/models/loopback-ollama.ts';
import { LoopbackOpenAi } from '../support/models/loopback-openai.ts';
import type { Script } from '../support/models/loopback-server.ts';
import { chatModelContract } from './chat-model-contract.ts';

const started: (LoopbackOllama | LoopbackOpenAi)[] = [];

afterEach(async () => {
  await Promise.all(started.splice(0).map((server) => server.stop()));
});

chatModelContract('gguf, with a process that stands in for the model', () => {
  const process = new FakeLlamaProcess();
  return Promise.resolve({
    model: new LlamaCppChat(process, 64),
    will: (script) => {
      process.script = { ...process.script, ...script };
    },
  });
});

chatModelContract('ollama', async () => {
  const server = new LoopbackOllama();
  started.push(server);
  const chat = await openChatModel('ollama:llama3.1', parseConfig({ OLLAMA_BASE_URL: await server.start() }));
  return {
    model: chat!.model,
    will: (script) => {
      server.script = { ...server.script, ...script };
    },
  };
});

chatModelContract('openai', async () => {
  const server = new LoopbackOpenAi();
  started.push(server);
  const config = parseConfig({ OPENAI_BASE_URL: `${await server.start()}/v1` });
  const chat = await openChatModel('openai:llama-3.1-8b', config);
  return {
    model: chat!.model,
    will: (script) => {
      server.script = { ...server.script, ...script };
    },
  };
});

/** Somebody else's chat model, told what to say by the script. */
class ScriptedListModel extends FakeListChatModel {
  readonly #breakOff: boolean;

  constructor({ words, pauseMs, breakOff }: Script) {
    super({ responses: [words.join('')], sleep: pauseMs });
    this.#breakOff = breakOff;
  }

  override async *_streamResponseChunks(
    ...args: Parameters<FakeListChatModel['_streamResponseChunks']>
  ): ReturnType<FakeListChatModel['_streamResponseChunks']> {
    yield* super._streamResponseChunks(...args);
    if (this.#breakOff) throw new Error('it broke off');
  }
}

chatModelContract("LangChain's FakeListChatModel as a provider", () => {
  let script: Script = { words: ['Hello.'], pauseMs: 1, breakOff: false };
  return Promise.resolve({
    model: new ServedChat({
      connect: () => new ScriptedListModel(script),
      failed: (reason) => `The fake failed (${reason}).`,
    }),
    will: (changed) => {
      script = { ...script, ...changed };
    },
  });
});
