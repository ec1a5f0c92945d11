import type { CallbackManagerForLLMRun } from '@langchain/core/callbacks/manager';
import { BaseChatModel } from '@langchain/core/language_models/chat_models';
import type { BaseMessage } from '@langchain/core/messages';
import type { ChatGenerationChunk, ChatResult } from '@langchain/core/outputs';
import { ModelError } from '../../errors.ts';
import { reasonOf } from '../reason-of.ts';
import { wholeAnswer } from './whole-answer.ts';

export interface ServedChatOptions {
  /** Makes the provider's model for one answer; its requests must end when the signal fires. */
  readonly connect: (signal: AbortSignal | undefined) => BaseChatModel;
  /** The sentence for a failure in the middle of an answer. */
  readonly failed: (reason: string) => string;
}

/**
 * A provider's chat model made to behave like ours: a signal ends it at once, also before the first token (ChatOllama
 * looks at it only between chunks), and a failure is one sentence.
 */
export class ServedChat extends BaseChatModel {
  readonly #options: ServedChatOptions;

  constructor(options: ServedChatOptions) {
    super({});
    this.#options = options;
  }

  override _llmType(): string {
    return 'served';
  }

  override _generate(
    messages: BaseMessage[],
    options: this['ParsedCallOptions'],
    runManager?: CallbackManagerForLLMRun,
  ): Promise<ChatResult> {
    return wholeAnswer(this._streamResponseChunks(messages, options, runManager));
  }

  /** @throws ModelError when the server fails; the signal's reason when it fires */
  override async *_streamResponseChunks(
    messages: BaseMessage[],
    options: this['ParsedCallOptions'],
    runManager?: CallbackManagerForLLMRun,
  ): AsyncGenerator<ChatGenerationChunk> {
    const { signal } = options;
    signal?.throwIfAborted();
    try {
      yield* this.#options.connect(signal)._streamResponseChunks(messages, options, runManager);
    } catch (error) {
      signal?.throwIfAborted();
      throw new ModelError(this.#options.failed(reasonOf(error)), { cause: error });
    }
    // A provider's stream may simply end when its signal fires.
    signal?.throwIfAborted();
  }
}
