import { basename, dirname } from 'node:path';
import {
  AutoModelForSequenceClassification,
  AutoTokenizer,
  env,
  type PreTrainedModel,
  type PreTrainedTokenizer,
  type Tensor,
} from '@huggingface/transformers';
import { specialTokens, withoutSpecialTokens } from '../embedders/special-tokens.ts';
import { type CallContext, serve } from '../process/serve.ts';
import type { CrossEncoderMethods } from './cross-encoder-protocol.ts';

/**
 * The process of a cross-encoder: a sequence classifier with one output over pairs of question and passage.
 */

interface Opened {
  readonly tokenizer: PreTrainedTokenizer;
  readonly model: PreTrainedModel;
  readonly special: readonly string[];
}

/** Pairs that go through the model together; few, so that an abandoned call ends soon. */
const PAIRS_AT_ONCE = 4;
/** Longest pair in tokens: what cross-encoders of this size were trained on. */
const MOST_TOKENS = 512;

let opened: Opened | undefined;

async function open({ folder, quantized }: CrossEncoderMethods['open']['input']): Promise<null> {
  env.allowRemoteModels = false;
  env.localModelPath = dirname(folder);
  const name = basename(folder);
  const tokenizer = await AutoTokenizer.from_pretrained(name, { local_files_only: true });
  const model = await AutoModelForSequenceClassification.from_pretrained(name, {
    dtype: quantized ? 'q8' : 'fp32',
    device: 'cpu',
    local_files_only: true,
    session_options: { intraOpNumThreads: 1 },
  });
  opened = { tokenizer, model, special: specialTokens(tokenizer.added_tokens) };
  return null;
}

async function score(
  { question, passages }: CrossEncoderMethods['score']['input'],
  { signal }: CallContext<unknown>,
): Promise<number[]> {
  if (opened === undefined) throw new Error('the model is not open');
  const { tokenizer, model, special } = opened;
  const plainQuestion = withoutSpecialTokens(question, special);
  const scores: number[] = [];
  for (let start = 0; start < passages.length; start += PAIRS_AT_ONCE) {
    signal.throwIfAborted();
    const pairs = passages
      .slice(start, start + PAIRS_AT_ONCE)
      .map((passage) => withoutSpecialTokens(passage, special));
    const inputs = tokenizer(
      pairs.map(() => plainQuestion),
      { text_pair: pairs, padding: true, truncation: true, max_length: MOST_TOKENS },
    ) as Record<string, Tensor>;
    const { logits } = (await model(inputs)) as { logits: Tensor };
    if (logits.dims[1] !== 1) {
      throw new Error(`it gives ${String(logits.dims[1])} scores for a pair, a reranker gives one`);
    }
    scores.push(...(logits.data as Float32Array));
    // onnxruntime holds the thread while it works: word that the call was given up comes in here.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return scores;
}

serve<CrossEncoderMethods>({ open, score });
