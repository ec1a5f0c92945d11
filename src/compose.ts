import type { Config } from './config.ts';
import { Library } from './library/library.ts';
import { openChatModel } from './models/open-chat-model.ts';
import { bestEmbedderOnDisk, openEmbedder } from './models/open-embedder.ts';
import { openReranker } from './models/open-reranker.ts';
import { Newshound } from './newshound.ts';
import { Generations } from './search-index/generations.ts';
import { SearchIndex } from './search-index/search-index.ts';

export interface ComposeOptions {
  /** True where a new index will be built in any case, so that `auto` may choose its embedder anew. */
  readonly newIndex?: boolean;
  /** False where nobody will ask, so that no chat model is opened. */
  readonly chat?: boolean;
  /** Where vectors by content are kept, if not in INDEX_DIR. */
  readonly vectorsDir?: string | undefined;
}

/**
 * Puts the product together from its settings: the only place that knows which parts there are. What it opens is
 * closed by `Newshound.close`.
 * @throws UserError that names the cure for whatever cannot be opened
 */
export async function compose(config: Config, options: ComposeOptions = {}): Promise<Newshound> {
  const library = Library.open(config.dataDir);
  try {
    const setting = embedderSetting(config, options.newIndex === true);
    const embedder = await openEmbedder(setting, config);
    const chat = options.chat === false ? null : await openChatModel(config.chatModel, config);
    return new Newshound({
      dataDir: config.dataDir,
      maxDocumentMb: config.maxDocumentMb,
      answerTokens: config.answerTokens,
      library,
      index: new SearchIndex(library, config.indexDir, embedder, options.vectorsDir),
      embedder,
      chat,
      reranker: await openReranker(config.reranker, config),
      rerankMs: config.rerankMs,
    });
  } catch (error) {
    library.close();
    throw error;
  }
}

/** `auto` keeps to the embedder that built the index; for a new index it takes the best on this machine. */
function embedderSetting(config: Config, newIndex: boolean): string {
  if (config.embedder !== 'auto') return config.embedder;
  const current = newIndex ? null : new Generations(config.indexDir).openCurrent();
  if (current === null) return bestEmbedderOnDisk(config);
  const built = current.fingerprint.embedder.id;
  current.close();
  return built;
}

/**
 * Makes the previous generation of the index the current one.
 * @throws UserError where there is none, or where EMBEDDER names another embedder than the one that built it
 */
export function rollBackIndex(config: Config): void {
  const generations = new Generations(config.indexDir);
  const lock = generations.lock(10_000);
  try {
    generations.rollback(config.embedder === 'auto' ? null : config.embedder).close();
  } finally {
    lock.release();
  }
}
