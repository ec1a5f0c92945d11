import type { MessageComponentInteraction } from 'discord.js';
import { phrases } from '../../i18n/phrases.ts';
import { tellPrivately } from '../answers/respond.ts';
import { type BotContext, frameOf } from '../bot-context.ts';
import { isGone, tellError } from '../tell-error.ts';
import type { Component } from './component.ts';
import { readCustomId } from './custom-id.ts';

/**
 * Does what the button or select that somebody used stands for, on the answer that it belongs to. What comes from
 * outside is checked against what the store knows: the answer must stand in this very message. Never throws.
 */
export async function runComponent(
  interaction: MessageComponentInteraction,
  components: readonly Component[],
  context: BotContext,
): Promise<void> {
  const { log, store } = context;
  const words = phrases(frameOf(interaction.locale) ?? 'en');
  try {
    const id = readCustomId(interaction.customId);
    const component = components.find(({ name }) => name === id?.name);
    const record = id && store.get(id.answerId);
    if (component === undefined || record?.messages.includes(interaction.message.id) !== true) {
      log.info({ component: component?.name }, 'a button of an answer that is not remembered');
      await tellPrivately(context, interaction, words.forgotten);
    } else if (component.forAsker && interaction.user.id !== record.askerId) {
      await tellPrivately(context, interaction, words.onlyTheAsker);
    } else {
      await component.run(interaction, record, context);
    }
  } catch (error) {
    if (isGone(error)) {
      log.warn({ err: error }, 'a button was lost');
      return;
    }
    try {
      await tellPrivately(context, interaction, tellError(error, words, log));
    } catch (failure) {
      log.error({ err: failure }, 'an error could not be told');
    }
  }
}
