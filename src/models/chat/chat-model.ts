import type { BaseChatModel } from '@langchain/core/language_models/chat_models';

/** An opened chat model: LangChain's class with what planning a prompt needs to know. */
export interface ChatModel {
  /** As written in CHAT_MODEL, e.g. "smollm2-135m" or "ollama:llama3.1". */
  readonly id: string;
  /** Tokens that prompt and answer may use together. */
  readonly contextTokens: number;
  /** True where the model has fewer than a billion parameters and is prompted with single sentences. */
  readonly small: boolean;
  /** Tokens of a text, without the chat template's own. Exact for `gguf:`, an upper estimate elsewhere. */
  countTokens(text: string): Promise<number>;
  /** Answers that are being written or waited for right now: 0 when a question would be read at once. */
  waiting(): number;
  readonly model: BaseChatModel;
  close(): Promise<void>;
}

/** One way to name a chat model, `scheme:name` in CHAT_MODEL. */
export interface ChatModelKind<Context> {
  readonly scheme: string;
  /** @throws ModelError that names the cure when it is missing, misnamed or out of reach. */
  open(name: string, context: Context): Promise<ChatModel>;
}
