import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import type { Config } from '../../config.ts';
import { ModelError } from '../../errors.ts';
import { CATALOGUE } from '../catalogue.ts';
import { folderNamed, onnxFileIn } from '../onnx-folder.ts';
import { ModelProcess } from '../process/model-process.ts';
import { cachedSha256 } from '../store/cached-sha256.ts';
import { pulledFile } from '../store/manifest.ts';
import { isPulled } from '../store/pulled.ts';
import type { Embedder, EmbedderKind } from './embedder.ts';
import { formatFor } from './families.ts';
import { OnnxEmbeddings } from './onnx-embeddings.ts';
import type { OnnxMethods } from './onnx-protocol.ts';

const ModelConfig = z.object({ hidden_size: z.number().int().positive(), _name_or_path: z.string().optional() });

/**
 * `EMBEDDER=hf:<model id or folder>`: an ONNX model with its tokenizer, run by transformers.js in a process of its own.
 * The process starts with the first text, so opening costs nothing where nothing is embedded.
 */
export const hf: EmbedderKind<Config> = {
  scheme: 'hf',
  async open(name, { modelsDir }): Promise<Embedder> {
    const folder = folderOf(name, modelsDir);
    const { file, quantized } = onnxFileIn(folder, name);
    const { hidden_size: dimensions, _name_or_path: original = '' } = configIn(folder, name);
    const format = formatFor(`${name} ${original}`);
    const process = new ModelProcess<OnnxMethods>({
      name: `hf:${name}`,
      script: new URL('./onnx-process.ts', import.meta.url),
      open: { folder, quantized, pooling: format.pooling },
    });
    return {
      identity: {
        id: `hf:${name}`,
        dimensions,
        fileHash: await cachedSha256(file, modelsDir),
        pooling: format.pooling,
        queryPrefix: format.queryPrefix,
        passagePrefix: format.passagePrefix,
      },
      embeddings: new OnnxEmbeddings(process, format, dimensions),
      close: () => process.close(),
    };
  },
};

/** In MODELS_DIR by its name, or by the name the catalogue gives to that repository; else as a path. */
function folderOf(name: string, modelsDir: string): string {
  const pulled = CATALOGUE.find(
    (model) =>
      model.kind === 'embedder' &&
      (model.name === name ||
        model.origins.some((origin) => origin.kind === 'hub' && origin.repository === name)),
  );
  if (pulled !== undefined && isPulled(modelsDir, pulled.name)) {
    pulledFile(modelsDir, pulled);
    return resolve(modelsDir, pulled.name);
  }
  const folder = folderNamed(name, modelsDir);
  if (folder !== undefined) return folder;
  throw new ModelError(
    pulled === undefined
      ? `There is no embedder ${name}, neither in ${modelsDir} nor as a path. Put the folder with its config.json, tokenizer.json and onnx/ there, or check EMBEDDER.`
      : `The embedder ${name} is not on this machine. Get it with: npm run models -- pull ${pulled.name}`,
  );
}

function configIn(folder: string, name: string): z.infer<typeof ModelConfig> {
  const path = join(folder, 'config.json');
  try {
    return ModelConfig.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    throw new ModelError(
      `${path} cannot be read or does not say hidden_size. Get ${name} again, with all its files.`,
      { cause: error },
    );
  }
}
