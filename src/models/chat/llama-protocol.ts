import type { Method } from '../process/protocol.ts';

/** What the process of a GGUF model can be asked; see `llama-process.ts`. */

export interface ChatMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly text: string;
}

export interface WriteInput {
  /** Ends with the message to be answered. */
  readonly messages: readonly ChatMessage[];
  /** How the answer begins; the model goes on from there. Not streamed back. */
  readonly responsePrefix: string;
  /** Longest answer, in tokens. */
  readonly maxTokens: number;
  /** Texts that end the answer and do not belong to it. */
  readonly stop: readonly string[];
}

export interface WriteResult {
  /** `repetition`: the model went in circles and was stopped. */
  readonly reason: 'end' | 'limit' | 'repetition' | 'aborted';
  readonly promptTokens: number;
  /** Tokens at the prompt's beginning that were still in memory from the prompt before. */
  readonly keptTokens: number;
  readonly answerTokens: number;
}

export type LlamaMethods = {
  readonly open: Method<
    { readonly path: string; readonly contextTokens: number; readonly threads: number },
    {
      /** What was asked for, or less where the model was trained on less. */
      readonly contextTokens: number;
      readonly parameters: number;
      /** Whose chat template is used: "its own", or the name of the library's. */
      readonly template: string;
    }
  >;
  readonly write: Method<WriteInput, WriteResult, string>;
  readonly count: Method<string, number>;
};
