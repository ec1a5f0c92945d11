import { OllamaEmbeddings } from '@langchain/ollama';
import type { Config } from '../../config.ts';
import { findInOllama, ollamaFailed } from '../servers/ollama-server.ts';
import type { Embedder, EmbedderKind } from './embedder.ts';
import { formatFor } from './families.ts';
import { ServedEmbeddings } from './served-embeddings.ts';

/** `EMBEDDER=ollama:<name>`. */
export const ollama: EmbedderKind<Config> = {
  scheme: 'ollama',
  async open(name, { ollamaBaseUrl }): Promise<Embedder> {
    await findInOllama(ollamaBaseUrl, name);
    const { queryPrefix, passagePrefix } = formatFor(name);
    const inner = new OllamaEmbeddings({
      model: name,
      baseUrl: ollamaBaseUrl,
      truncate: true,
      keepAlive: '30m',
      maxRetries: 0,
    });
    const embeddings = new ServedEmbeddings(inner, { queryPrefix, passagePrefix }, (reason) =>
      ollamaFailed(name, reason),
    );
    const { length: dimensions } = await embeddings.embedQuery('How long is a vector?');
    return {
      identity: { id: `ollama:${name}`, dimensions, fileHash: '', pooling: 'server', queryPrefix, passagePrefix },
      embeddings,
      close: () => Promise.resolve(),
    };
  },
};
