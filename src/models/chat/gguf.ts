import { closeSync, existsSync, openSync, readSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Config } from '../../config.ts';
import { messageOf, ModelError } from '../../errors.ts';
import { ModelProcess } from '../process/model-process.ts';
import type { ChatModel, ChatModelKind } from './chat-model.ts';
import { LlamaCppChat } from './llama-cpp-chat.ts';
import type { LlamaMethods } from './llama-protocol.ts';
import { SMALL_BELOW } from './small.ts';

/**
 * Opens a GGUF file in a process of its own.
 * @param id as written in CHAT_MODEL
 * @throws ModelError when the file cannot be opened
 */
export async function openGguf(id: string, path: string, config: Config): Promise<ChatModel> {
  refuseOtherFiles(path);
  const process = new ModelProcess<LlamaMethods>({
    name: id,
    script: new URL('./llama-process.ts', import.meta.url),
    open: { path: resolve(path), contextTokens: config.contextTokens, threads: config.modelThreads },
  });
  const { contextTokens, parameters } = await process.start();
  const model = new LlamaCppChat(process, config.answerTokens);
  return {
    id,
    contextTokens,
    small: parameters < SMALL_BELOW,
    model,
    countTokens: (text) => model.countTokens(text),
    waiting: () => model.waiting(),
    close: () => process.close(),
  };
}

/** `CHAT_MODEL=gguf:<file>`, a name in MODELS_DIR or a path. */
export const gguf: ChatModelKind<Config> = {
  scheme: 'gguf',
  open(name, config) {
    const places = [join(config.modelsDir, name), resolve(name)];
    const path = places.find((place) => existsSync(place));
    if (path === undefined) {
      throw new ModelError(
        `There is no model file ${name}, neither in ${config.modelsDir} nor as a path. Check CHAT_MODEL, or see npm run models -- list.`,
      );
    }
    return openGguf(`gguf:${name}`, path, config);
  },
};

/** Looks at a file's first four bytes, which are the same in every GGUF file. */
function refuseOtherFiles(path: string): void {
  const head = Buffer.alloc(4);
  try {
    const file = openSync(path, 'r');
    try {
      readSync(file, head, 0, head.length, 0);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    throw new ModelError(`The model file ${path} cannot be read (${messageOf(error)}).`, { cause: error });
  }
  if (head.toString('latin1') !== 'GGUF') {
    throw new ModelError(`${path} is not a GGUF model file. Get it again, or name another in CHAT_MODEL.`);
  }
}
