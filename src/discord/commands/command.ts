import type {
  ChatInputCommandInteraction,
  RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord.js';
import type { BotContext } from '../bot-context.ts';

/** A slash command: what Discord is told about it, and what it does. One file each, and one line in `list.ts`. */
export interface Command {
  readonly data: RESTPostAPIChatInputApplicationCommandsJSONBody;
  /** Must acknowledge within three seconds. What it throws is told to the one who ran it. */
  readonly run: (interaction: ChatInputCommandInteraction, context: BotContext) => Promise<void>;
}
