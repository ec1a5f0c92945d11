import type { Config } from '../config.ts';
import { messageOf } from '../errors.ts';
import { CATALOGUE } from '../models/catalogue.ts';
import { openChatModel } from '../models/open-chat-model.ts';
import { openEmbedder } from '../models/open-embedder.ts';
import { openReranker } from '../models/open-reranker.ts';
import { readManifest } from '../models/store/manifest.ts';
import { type Check, type Finding, note, ok, problem } from './finding.ts';

/** Looks at which models are there, and whether what the settings name can be opened. */
export const models: Check = {
  name: 'Models',
  run: async (config) => [
    pulled(config),
    await chatModel(config),
    ...(await embedder(config)),
    await reranker(config),
  ],
};

function pulled({ modelsDir }: Config): Finding {
  const names = CATALOGUE.map(({ name }) => name).filter((name) => readManifest(modelsDir, name) !== null);
  if (names.length > 0)
    return ok(`Pulled: ${names.join(', ')} (\`npm run models -- verify\` checks the files)`);
  return note(
    'No model was pulled, so answers are quotes and search is the built-in one',
    'See `npm run models -- list`.',
  );
}

async function chatModel(config: Config): Promise<Finding> {
  try {
    const chat = await openChatModel(config.chatModel, config);
    if (chat === null) return ok(`CHAT_MODEL=${config.chatModel}: answers are quotes`);
    const text = `CHAT_MODEL=${config.chatModel}: ${chat.id}, ${String(chat.contextTokens)} tokens of context`;
    await chat.close();
    return ok(text);
  } catch (error) {
    return problem(`CHAT_MODEL=${config.chatModel} cannot be used`, messageOf(error));
  }
}

/** `auto` opens whatever the index names, which the check of the index looks at. */
async function embedder(config: Config): Promise<Finding[]> {
  if (config.embedder === 'auto') return [];
  try {
    const opened = await openEmbedder(config.embedder, config);
    const text = `EMBEDDER=${config.embedder}: ${String(opened.identity.dimensions)} dimensions`;
    await opened.close();
    return [ok(text)];
  } catch (error) {
    return [problem(`EMBEDDER=${config.embedder} cannot be used`, messageOf(error))];
  }
}

async function reranker(config: Config): Promise<Finding> {
  const setting = `RERANKER=${config.reranker}`;
  try {
    const opened = await openReranker(config.reranker, config);
    if (opened === null) return ok(`${setting}: no reranker, passages stay in the order of their scores`);
    try {
      await opened.warmUp();
    } finally {
      await opened.close();
    }
    return ok(`${setting}: ${opened.id}, ${String(config.rerankMs)} ms a question at most`);
  } catch (error) {
    return problem(`${setting} cannot be used`, messageOf(error));
  }
}
