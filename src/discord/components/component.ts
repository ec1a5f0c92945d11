import type { MessageComponentInteraction, ModalSubmitInteraction } from 'discord.js';
import type { AnswerRecord } from '../answers/answer-record.ts';
import type { BotContext } from '../bot-context.ts';

/** What a button or select below an answer does. One file each, and one line in `list.ts`. */
export interface Component {
  /** Begins its custom ids; lower-case letters. */
  readonly name: string;
  /** True where only whoever asked may press it; others are told so. */
  readonly forAsker: boolean;
  /** Must respond within three seconds. What it throws is told to the one who pressed. */
  readonly run: (
    interaction: MessageComponentInteraction,
    record: AnswerRecord,
    context: BotContext,
  ) => Promise<void>;
  /**
   * Takes the form that `run` has shown, under the same custom id, with the answer below which it was opened; that may
   * be forgotten by now. Must respond within three seconds.
   */
  readonly submit?: (
    interaction: ModalSubmitInteraction,
    record: AnswerRecord | undefined,
    context: BotContext,
  ) => Promise<void>;
}
