import type { CallbackManagerForLLMRun } from '@langchain/core/callbacks/manager';
import { BaseChatModel, type BaseChatModelCallOptions } from '@langchain/core/language_models/chat_models';
import { AIMessageChunk, type BaseMessage, type UsageMetadata } from '@langchain/core/messages';
import { ChatGenerationChunk, type ChatResult } from '@langchain/core/outputs';
import PQueue from 'p-queue';
import { ModelError } from '../../errors.ts';
import type { ModelProcess } from '../process/model-process.ts';
import type { ChatMessage, LlamaMethods, WriteResult } from './llama-protocol.ts';
import { wholeAnswer } from './whole-answer.ts';

/** What is needed of the model's process. */
export type LlamaProcess = Pick<ModelProcess<LlamaMethods>, 'call'>;

export interface LlamaCppCallOptions extends BaseChatModelCallOptions {
  /** How the answer begins; it becomes the beginning of what is streamed. */
  readonly responsePrefix?: string;
}

/**
 * A GGUF model in a process of its own as LangChain's chat model. Answers are written one after the other; who comes
 * while one is being written waits, and `waiting` tells how many are ahead.
 */
export class LlamaCppChat extends BaseChatModel<LlamaCppCallOptions> {
  readonly #process: LlamaProcess;
  readonly #maxTokens: number;
  readonly #queue = new PQueue({ concurrency: 1 });

  /** @param maxTokens longest answer, in tokens */
  constructor(process: LlamaProcess, maxTokens: number) {
    super({});
    this.#process = process;
    this.#maxTokens = maxTokens;
  }

  override _llmType(): string {
    return 'llama-cpp';
  }

  /** Answers that are being written or waited for. */
  waiting(): number {
    return this.#queue.size + this.#queue.pending;
  }

  /** Exact, without a template's own tokens. */
  countTokens(text: string): Promise<number> {
    return this.#process.call('count', text).result;
  }

  override _generate(
    messages: BaseMessage[],
    options: this['ParsedCallOptions'],
    runManager?: CallbackManagerForLLMRun,
  ): Promise<ChatResult> {
    return wholeAnswer(this._streamResponseChunks(messages, options, runManager));
  }

  /** @throws ModelError where the prompt does not fit or the process fails; the signal's reason when it fires */
  override async *_streamResponseChunks(
    messages: BaseMessage[],
    { signal, responsePrefix = '', stop = [] }: this['ParsedCallOptions'],
    runManager?: CallbackManagerForLLMRun,
  ): AsyncGenerator<ChatGenerationChunk> {
    const input = {
      messages: messages.map(plainMessage),
      responsePrefix,
      maxTokens: this.#maxTokens,
      stop,
    };
    const leave = await this.#takeTurn(signal);
    const abandoned = new AbortController();
    const call = this.#process.call(
      'write',
      input,
      signal === undefined ? abandoned.signal : AbortSignal.any([signal, abandoned.signal]),
    );
    // The next in the queue may begin when the model is free, not when this caller has gone.
    void call.settled.then(leave);
    try {
      let opening = responsePrefix;
      for await (const part of call) {
        const text = opening + part;
        opening = '';
        yield textChunk(text);
        await runManager?.handleLLMNewToken(text);
      }
      yield closingChunk(opening, await call.result);
    } finally {
      abandoned.abort();
    }
  }

  /** Waits until no other answer is being written; returns what must be called when this one is done. */
  async #takeTurn(signal: AbortSignal | undefined): Promise<() => void> {
    signal?.throwIfAborted();
    // Fires only while waiting: p-queue would let the next begin as soon as the signal of a running one fires.
    const waiting = new AbortController();
    const stopWaiting = (): void => waiting.abort(signal?.reason);
    signal?.addEventListener('abort', stopWaiting, { once: true });
    try {
      return await new Promise((resolve, reject) => {
        const turn = (): Promise<void> =>
          new Promise((leave) => {
            resolve(leave);
          });
        this.#queue.add(turn, { signal: waiting.signal }).catch(reject);
      });
    } finally {
      signal?.removeEventListener('abort', stopWaiting);
    }
  }
}

const ROLES: Readonly<Record<string, ChatMessage['role']>> = { system: 'system', human: 'user', ai: 'assistant' };

function plainMessage(message: BaseMessage): ChatMessage {
  const role = ROLES[message.type];
  if (role === undefined) {
    throw new ModelError(`A GGUF model takes messages of system, human and ai, not of ${message.type}.`);
  }
  return { role, text: message.text };
}

function textChunk(text: string): ChatGenerationChunk {
  return new ChatGenerationChunk({ text, message: new AIMessageChunk({ content: text }) });
}

/** The last chunk: why the answer ended, and how many tokens it took. */
function closingChunk(text: string, result: WriteResult): ChatGenerationChunk {
  const { reason, promptTokens, keptTokens, answerTokens } = result;
  const usage: UsageMetadata = {
    input_tokens: promptTokens,
    output_tokens: answerTokens,
    total_tokens: promptTokens + answerTokens,
    input_token_details: { cache_read: keptTokens },
  };
  const message = new AIMessageChunk({ content: text, response_metadata: { finish_reason: reason } });
  // The class's type of this property depends on what else a program declares about messages.
  return new ChatGenerationChunk({ text, message: Object.assign(message, { usage_metadata: usage }) });
}
