import { ChatOllama } from '@langchain/ollama';
import type { Config } from '../../config.ts';
import { findInOllama, ollamaFailed } from '../servers/ollama-server.ts';
import type { ChatModel, ChatModelKind } from './chat-model.ts';
import { estimateTokens } from './estimate-tokens.ts';
import { ServedChat } from './served-chat.ts';
import { SMALL_BELOW } from './small.ts';

/** Loading a model takes longer than answering: it stays in Ollama's memory between questions. */
const KEEP_ALIVE = '30m';

/** `CHAT_MODEL=ollama:<name>`. */
export const ollama: ChatModelKind<Config> = {
  scheme: 'ollama',
  async open(name, { ollamaBaseUrl, contextTokens, answerTokens }): Promise<ChatModel> {
    const parameters = await findInOllama(ollamaBaseUrl, name);
    return {
      id: `ollama:${name}`,
      contextTokens,
      small: parameters !== null && parameters < SMALL_BELOW,
      model: new ServedChat({
        connect: (signal) =>
          new ChatOllama({
            model: name,
            baseUrl: ollamaBaseUrl,
            temperature: 0,
            // Without it Ollama cuts prompts at its own default, from the front and without a word.
            numCtx: contextTokens,
            numPredict: answerTokens,
            keepAlive: KEEP_ALIVE,
            think: false,
            fetch: (input, init) => fetch(input, { ...init, signal: anyOf(init?.signal, signal) }),
          }),
        failed: (reason) => ollamaFailed(name, reason),
      }),
      countTokens: (text) => Promise.resolve(estimateTokens(text)),
      // Ollama queues by itself.
      waiting: () => 0,
      close: () => Promise.resolve(),
    };
  },
};

function anyOf(...signals: readonly (AbortSignal | null | undefined)[]): AbortSignal {
  return AbortSignal.any(signals.filter((signal) => signal !== null && signal !== undefined));
}
