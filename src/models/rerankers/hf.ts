import { resolve } from 'node:path';
import { ModelError } from '../../errors.ts';
import { folderNamed, onnxFileIn } from '../onnx-folder.ts';
import { ModelProcess } from '../process/model-process.ts';
import type { CrossEncoderMethods } from './cross-encoder-protocol.ts';
import type { Reranker, RerankerKind } from './reranker.ts';

/**
 * `RERANKER=hf:<model id or folder>`: a cross-encoder in ONNX with its tokenizer, run by transformers.js in a process of
 * its own, which starts with the first question.
 */
export const hf: RerankerKind = {
  open(name, { modelsDir }): Promise<Reranker> {
    const folder = folderNamed(name, modelsDir);
    if (folder === undefined) {
      throw new ModelError(
        `There is no reranker ${name}, neither in ${modelsDir} nor as a path. Put the folder with its config.json, tokenizer.json and onnx/ there, or set RERANKER=none.`,
      );
    }
    const { quantized } = onnxFileIn(folder, name);
    const process = new ModelProcess<CrossEncoderMethods>({
      name: `hf:${name}`,
      script: new URL('./cross-encoder-process.ts', import.meta.url),
      open: { folder: resolve(folder), quantized },
    });
    return Promise.resolve({
      id: `hf:${name}`,
      scores: async (question, passages, signal) => {
        if (passages.length === 0) return [];
        const scores = await process.call('score', { question, passages }, signal).result;
        if (scores.length !== passages.length || !scores.every(Number.isFinite)) {
          throw new ModelError(
            `The reranker ${name} gave ${String(scores.filter(Number.isFinite).length)} scores for ${String(passages.length)} passages.`,
          );
        }
        return scores;
      },
      warmUp: async () => {
        await process.start();
      },
      close: () => process.close(),
    });
  },
};
