import {
  getLlama,
  type LlamaContextSequence,
  LlamaLogLevel,
  type LlamaModel,
  type LlamaText,
  resolveChatWrapper,
  type Token,
} from 'node-llama-cpp';
import { ModelError } from '../../errors.ts';
import { serve } from '../process/serve.ts';
import { type ChatTemplate, historyOf, templateFrom, withOneBeginning } from './chat-template.ts';
import type { LlamaMethods, WriteInput, WriteResult } from './llama-protocol.ts';
import { RepetitionGuard } from './repetition.ts';
import { TextStream } from './text-stream.ts';

/**
 * The process of a GGUF model. One sequence: calls of `write` must come one after the other.
 */

/** The prompt is read in pieces, because reading cannot be interrupted within one. */
const PIECE_TOKENS = 64;
/** On a slow machine the pieces shrink until one takes about this long. */
const PIECE_MS = 250;
const LEAST_PIECE_TOKENS = 8;

interface Opened {
  readonly model: LlamaModel;
  readonly sequence: LlamaContextSequence;
  readonly template: ChatTemplate;
  readonly contextTokens: number;
}

let opened: Opened | undefined;

function current(): Opened {
  if (opened === undefined) throw new Error('the model is not open');
  return opened;
}

async function open({
  path,
  contextTokens: wanted,
  threads,
}: LlamaMethods['open']['input']): Promise<LlamaMethods['open']['result']> {
  const llama = await getLlama({
    build: 'never',
    skipDownload: true,
    maxThreads: threads,
    logLevel: LlamaLogLevel.error,
  });
  const model = await llama.loadModel({ modelPath: path });
  const contextTokens = Math.min(wanted, model.trainContextSize);
  const context = await model.createContext({ contextSize: contextTokens, threads });
  const { template, name } = templateOf(model);
  opened = { model, template, contextTokens, sequence: context.getSequence() };
  return { contextTokens, parameters: parametersOf(model), template: name };
}

/** The file's own template; where it has none or it cannot be used, what the library knows for such models. */
function templateOf(model: LlamaModel): { template: ChatTemplate; name: string } {
  const jinja: unknown = model.fileInfo.metadata.tokenizer.chat_template;
  if (typeof jinja === 'string') {
    try {
      return { template: templateFrom(jinja), name: 'its own' };
    } catch (error) {
      console.error("the model's own chat template cannot be used:", error);
    }
  }
  const wrapper = resolveChatWrapper(model);
  return { template: wrapper, name: wrapper.wrapperName };
}

function parametersOf(model: LlamaModel): number {
  const tensors = model.fileInfo.tensorInfo ?? [];
  const sizes = tensors.map(({ dimensions }) => dimensions.reduce<number>((size, side) => size * Number(side), 1));
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function write(
  { messages, responsePrefix, maxTokens, stop }: WriteInput,
  { signal, send }: { signal: AbortSignal; send: (text: string) => void },
): Promise<WriteResult> {
  const { model, template, sequence } = current();
  const history = historyOf(messages, responsePrefix);
  const { contextText, stopGenerationTriggers } = template.generateContextState({ chatHistory: history });
  const prompt = withOneBeginning(
    contextText.tokenize(model.tokenizer),
    model.tokens.bos,
    model.tokens.shouldPrependBosToken,
  );
  refuseOverflow(prompt.length, maxTokens);

  const { keptTokens, last } = await read(sequence, prompt, signal);
  const report = (reason: WriteResult['reason'], answerTokens: number): WriteResult => ({
    reason,
    promptTokens: prompt.length,
    keptTokens,
    answerTokens,
  });
  if (last === null) return report('aborted', 0);

  const stops = stopsOf(model, stopGenerationTriggers);
  const guard = new RepetitionGuard();
  const text = new TextStream(
    (tokens, preceding) => model.detokenize(tokens as Token[], false, preceding as Token[]),
    prompt,
    [...stops.texts, ...stop],
  );
  let begun = responsePrefix !== '';
  const show = (piece: string): void => {
    // Templates end in a line break or not; a model's first word then has a space in front or not.
    const shown = begun ? piece : piece.trimStart();
    if (shown === '') return;
    begun = true;
    send(shown);
  };
  let count = 0;
  let reason: WriteResult['reason'] = 'end';
  for await (const token of sequence.evaluate(last, { temperature: 0 })) {
    if (signal.aborted) return report('aborted', count);
    if (stops.tokens.has(token)) break;
    count++;
    show(text.push(token));
    if (text.stopped) break;
    if (guard.push(token)) reason = 'repetition';
    else if (count >= maxTokens) reason = 'limit';
    if (reason !== 'end') break;
  }
  show(text.end());
  return report(reason, count);
}

/** llama.cpp would drop the beginning of the user's message without a word. */
function refuseOverflow(promptTokens: number, answerTokens: number): void {
  const { contextTokens } = current();
  if (promptTokens + answerTokens <= contextTokens) return;
  throw new ModelError(
    `The prompt has ${String(promptTokens)} tokens and the answer may have ${String(answerTokens)}, but the model has room for ${String(contextTokens)}. Ask a shorter question, raise CONTEXT_TOKENS (up to what the model was trained on) or lower ANSWER_TOKENS.`,
  );
}

/**
 * Reads a prompt except its last piece, which starts the answer. What the prompt before had in common is kept.
 * @returns the last piece, null where the signal fired
 */
async function read(
  sequence: LlamaContextSequence,
  prompt: readonly Token[],
  signal: AbortSignal,
): Promise<{ keptTokens: number; last: Token[] | null }> {
  // At least one token must be read for the answer to begin.
  await sequence.adaptStateToTokens(prompt.slice(0, -1), false);
  const keptTokens = sequence.nextTokenIndex;
  let size = PIECE_TOKENS;
  let next = keptTokens;
  while (prompt.length - next > size) {
    if (signal.aborted) return { keptTokens, last: null };
    const started = performance.now();
    await sequence.evaluateWithoutGeneratingNewTokens(prompt.slice(next, next + size));
    next += size;
    const fitting = Math.floor((size * PIECE_MS) / Math.max(1, performance.now() - started));
    size = Math.min(PIECE_TOKENS, Math.max(LEAST_PIECE_TOKENS, fitting));
  }
  return { keptTokens, last: signal.aborted ? null : prompt.slice(next) };
}

/** What ends the model's turn beside its own end tokens: marks that are one token, and other texts. */
function stopsOf(model: LlamaModel, triggers: readonly LlamaText[]): { tokens: Set<Token>; texts: string[] } {
  const tokens = new Set<Token>();
  const texts: string[] = [];
  for (const trigger of triggers) {
    const mark = trigger.tokenize(model.tokenizer);
    const first = mark[0];
    if (first === undefined) continue;
    if (model.isSpecialToken(first)) tokens.add(first);
    else texts.push(model.detokenize(mark));
  }
  return { tokens, texts };
}

serve<LlamaMethods>({
  open,
  write,
  // Never with special tokens: a text may hold a template's marks, which must stay plain.
  count: (text) => Promise.resolve(current().model.tokenize(text, false).length),
});
