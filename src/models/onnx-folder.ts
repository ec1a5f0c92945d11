import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ModelError } from '../errors.ts';

/** A folder with an ONNX model as transformers.js lays it out: config.json, tokenizer.json, onnx/. */

/** The folder of that name in MODELS_DIR, or else at that path; undefined where there is neither. */
export function folderNamed(name: string, modelsDir: string): string | undefined {
  return [resolve(modelsDir, name), resolve(name)].find((place) => existsSync(place));
}

/**
 * The 8-bit model where there is one, else the full one.
 * @throws ModelError where there is neither
 */
export function onnxFileIn(folder: string, name: string): { file: string; quantized: boolean } {
  const quantized = join(folder, 'onnx', 'model_quantized.onnx');
  if (existsSync(quantized)) return { file: quantized, quantized: true };
  const full = join(folder, 'onnx', 'model.onnx');
  if (existsSync(full)) return { file: full, quantized: false };
  throw new ModelError(
    `${name} has no ONNX file: onnx/model_quantized.onnx or onnx/model.onnx must be in ${folder}.`,
  );
}
