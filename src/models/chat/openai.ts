import { ChatOpenAI } from '@langchain/openai';
import type { Config } from '../../config.ts';
import { checkOpenAiServer, NO_KEY, openAiFailed } from '../servers/openai-server.ts';
import type { ChatModel, ChatModelKind } from './chat-model.ts';
import { estimateTokens } from './estimate-tokens.ts';
import { ServedChat } from './served-chat.ts';

/**
 * `CHAT_MODEL=openai:<name>`: any server that speaks OpenAI's chat completions. Nothing in that protocol tells a model's
 * context: CONTEXT_TOKENS must not be more than the server was started with.
 */
export const openai: ChatModelKind<Config> = {
  scheme: 'openai',
  async open(name, config): Promise<ChatModel> {
    await checkOpenAiServer(config, name);
    const { openaiBaseUrl, openaiApiKey, contextTokens, answerTokens } = config;
    return {
      id: `openai:${name}`,
      contextTokens,
      small: false,
      model: new ServedChat({
        connect: () =>
          new ChatOpenAI({
            model: name,
            apiKey: openaiApiKey ?? NO_KEY,
            temperature: 0,
            maxTokens: answerTokens,
            maxRetries: 0,
            // Not every server knows the option that asks for it.
            streamUsage: false,
            useResponsesApi: false,
            configuration: { baseURL: openaiBaseUrl },
          }),
        failed: (reason) => openAiFailed(openaiBaseUrl, name, reason),
      }),
      countTokens: (text) => Promise.resolve(estimateTokens(text)),
      // Such servers queue, or work in parallel, by themselves.
      waiting: () => 0,
      close: () => Promise.resolve(),
    };
  },
};
