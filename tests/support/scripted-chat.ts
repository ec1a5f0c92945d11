import type { CallbackManagerForLLMRun } from '@langchain/core/callbacks/manager';
import { BaseChatModel, type BaseChatModelCallOptions } from '@langchain/core/language_models/chat_models';
import { AIMessage, AIMessageChunk, type BaseMessage } from '@langchain/core/messages';
import { ChatGenerationChunk, type ChatResult } from '@langchain/core/outputs';
import type { ChatModel } from '../../src/models/chat/chat-model.ts';

/** What a scripted model does: writes pieces, and then ends, fails, or never ends. */
export interface Script {
  readonly pieces?:
    readonly string[] | ((model: ScriptedModel, signal?: AbortSignal) => AsyncIterable<string>);
  readonly fails?: Error;
  readonly hangs?: boolean;
}

/** A LangChain chat model that writes what it is told and remembers what it was asked. */
export class ScriptedModel extends BaseChatModel {
  readonly #script: Script;
  /** Each prompt as one text. */
  readonly prompts: string[] = [];
  readonly responsePrefixes: (string | undefined)[] = [];
  /** True once a call has been given up because its signal fired. */
  wasStopped = false;

  constructor(script: Script) {
    super({});
    this.#script = script;
  }

  override _llmType(): string {
    return 'scripted';
  }

  override async _generate(
    messages: BaseMessage[],
    options: this['ParsedCallOptions'],
    runManager?: CallbackManagerForLLMRun,
  ): Promise<ChatResult> {
    let text = '';
    for await (const chunk of this._streamResponseChunks(messages, options, runManager)) text += chunk.text;
    return { generations: [{ text, message: new AIMessage(text) }] };
  }

  override async *_streamResponseChunks(
    messages: BaseMessage[],
    options: BaseChatModelCallOptions & { responsePrefix?: string },
    runManager?: CallbackManagerForLLMRun,
  ): AsyncGenerator<ChatGenerationChunk> {
    this.prompts.push(messages.map(({ text }) => text).join('\n'));
    this.responsePrefixes.push(options.responsePrefix);
    const { pieces = [] } = this.#script;
    for await (const text of typeof pieces === 'function' ? pieces(this, options.signal) : pieces) {
      yield new ChatGenerationChunk({ text, message: new AIMessageChunk(text) });
      await runManager?.handleLLMNewToken(text);
    }
    if (this.#script.fails !== undefined) throw this.#script.fails;
    if (this.#script.hangs === true) await this.#untilStopped(options.signal);
  }

  async #untilStopped(signal: AbortSignal | undefined): Promise<void> {
    await new Promise<void>((resolve) => {
      if (signal?.aborted === true) resolve();
      signal?.addEventListener('abort', () => resolve(), { once: true });
    });
    this.wasStopped = true;
    signal?.throwIfAborted();
  }
}

/** A scripted model as the product takes one; its tokens are words. */
export class ScriptedChat implements ChatModel {
  readonly id: string = 'scripted';
  readonly contextTokens: number;
  readonly small: boolean;
  readonly model: ScriptedModel;
  readonly #waiting: number;
  isClosed = false;

  constructor(
    script: Script = {},
    {
      contextTokens = 4096,
      small = false,
      waiting = 0,
    }: Partial<Pick<ChatModel, 'contextTokens' | 'small'>> & { waiting?: number } = {},
  ) {
    this.model = new ScriptedModel(script);
    this.contextTokens = contextTokens;
    this.small = small;
    this.#waiting = waiting;
  }

  countTokens(text: string): Promise<number> {
    return Promise.resolve(countWords(text));
  }

  waiting(): number {
    return this.#waiting;
  }

  close(): Promise<void> {
    this.isClosed = true;
    return Promise.resolve();
  }
}

export function countWords(text: string): number {
  return text.split(/\s+/u).filter(Boolean).length;
}
