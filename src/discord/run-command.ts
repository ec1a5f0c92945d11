import { type ChatInputCommandInteraction, MessageFlags } from 'discord.js';
import { phrases } from '../i18n/phrases.ts';
import { type BotContext, frameOf } from './bot-context.ts';
import type { Command } from './commands/command.ts';
import { messageOptions } from './message-options.ts';
import { isGone, tellError } from './tell-error.ts';

/** Runs the command that somebody chose, and tells them where it fails. Never throws. */
export async function runCommand(
  interaction: ChatInputCommandInteraction,
  commands: readonly Command[],
  context: BotContext,
): Promise<void> {
  const { log } = context;
  try {
    const command = commands.find(({ data }) => data.name === interaction.commandName);
    if (command === undefined)
      throw new Error(`the command ${interaction.commandName} is registered but unknown`);
    await command.run(interaction, context);
  } catch (error) {
    if (isGone(error)) {
      log.warn({ err: error, command: interaction.commandName }, 'a command was lost');
      return;
    }
    const options = messageOptions(tellError(error, phrases(frameOf(interaction.locale) ?? 'en'), log));
    try {
      if (interaction.deferred || interaction.replied) await interaction.editReply(options);
      else await interaction.reply({ ...options, flags: MessageFlags.Ephemeral });
    } catch (failure) {
      log.error({ err: failure }, 'an error could not be told');
    }
  }
}
