import { OpenAIEmbeddings } from '@langchain/openai';
import type { Config } from '../../config.ts';
import { checkOpenAiServer, NO_KEY, openAiFailed } from '../servers/openai-server.ts';
import type { Embedder, EmbedderKind } from './embedder.ts';
import { formatFor } from './families.ts';
import { ServedEmbeddings } from './served-embeddings.ts';

/** `EMBEDDER=openai:<name>`: any server that speaks OpenAI's embeddings. */
export const openai: EmbedderKind<Config> = {
  scheme: 'openai',
  async open(name, config): Promise<Embedder> {
    await checkOpenAiServer(config, name);
    const { queryPrefix, passagePrefix } = formatFor(name);
    const inner = new OpenAIEmbeddings({
      model: name,
      apiKey: config.openaiApiKey ?? NO_KEY,
      configuration: { baseURL: config.openaiBaseUrl },
      // The client would ask for base64, which not every server knows.
      encodingFormat: 'float',
      stripNewLines: false,
      maxRetries: 0,
    });
    const embeddings = new ServedEmbeddings(inner, { queryPrefix, passagePrefix }, (reason) =>
      openAiFailed(config.openaiBaseUrl, name, reason),
    );
    const { length: dimensions } = await embeddings.embedQuery('How long is a vector?');
    return {
      identity: { id: `openai:${name}`, dimensions, fileHash: '', pooling: 'server', queryPrefix, passagePrefix },
      embeddings,
      close: () => Promise.resolve(),
    };
  },
};
