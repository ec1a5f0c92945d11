import { basename, dirname } from 'node:path';
import { env, type FeatureExtractionPipeline, pipeline } from '@huggingface/transformers';
import { serve } from '../process/serve.ts';
import { batchesByLength } from './batches.ts';
import type { Embedded, OnnxMethods } from './onnx-protocol.ts';
import { specialTokens, withoutSpecialTokens } from './special-tokens.ts';

/**
 * The process of an ONNX embedder.
 */

interface Opened {
  readonly extract: FeatureExtractionPipeline;
  readonly pooling: 'mean' | 'cls';
  readonly special: readonly string[];
}

let opened: Opened | undefined;

async function open({ folder, quantized, pooling }: OnnxMethods['open']['input']): Promise<null> {
  env.allowRemoteModels = false;
  env.localModelPath = dirname(folder);
  const extract = await pipeline('feature-extraction', basename(folder), {
    dtype: quantized ? 'q8' : 'fp32',
    device: 'cpu',
    local_files_only: true,
    // Two spinning threads on a machine that has other work were slower than one.
    session_options: { intraOpNumThreads: 1 },
  });
  opened = { extract, pooling, special: specialTokens(extract.tokenizer.added_tokens) };
  return null;
}

async function embed(texts: readonly string[]): Promise<Embedded> {
  if (opened === undefined) throw new Error('the model is not open');
  const { extract, pooling, special } = opened;
  const plain = texts.map((text) => withoutSpecialTokens(text, special));
  const counts = plain.map((text) => extract.tokenizer.encode(text).length);
  const limit = extract.tokenizer.model_max_length as number;

  let vectors = new Float32Array(0);
  let dimensions = 0;
  for (const batch of batchesByLength(counts.map((count) => Math.min(count, limit)))) {
    const output = await extract(
      batch.map((position) => plain[position] ?? ''),
      { pooling, normalize: true },
    );
    dimensions = output.dims[1] ?? 0;
    if (vectors.length === 0) vectors = new Float32Array(texts.length * dimensions);
    const rows = output.data as Float32Array;
    batch.forEach((position, row) => {
      vectors.set(rows.subarray(row * dimensions, (row + 1) * dimensions), position * dimensions);
    });
    output.dispose();
    // onnxruntime holds the thread while it works: a question that came meanwhile goes first.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return { vectors, dimensions, truncated: counts.filter((count) => count > limit).length };
}

serve<OnnxMethods>({ open, embed });
