import type { Message, MessageComponentInteraction, ModalSubmitInteraction } from 'discord.js';
import { type Phrases, phrases } from '../../i18n/phrases.ts';
import type { AnswerRecord } from '../answers/answer-record.ts';
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
  await carefully(interaction, context, async (words) => {
    const { component, record } = meantBy(interaction, components, context);
    if (component === undefined || record === undefined) {
      context.log.info({ component: component?.name }, 'a button of an answer that is not remembered');
      await tellPrivately(context, interaction, words.forgotten);
    } else if (component.forAsker && interaction.user.id !== record.askerId) {
      await tellPrivately(context, interaction, words.onlyTheAsker);
    } else {
      await component.run(interaction, record, context);
    }
  });
}

/** Takes the form that a button has shown. Never throws. */
export async function runForm(
  interaction: ModalSubmitInteraction,
  components: readonly Component[],
  context: BotContext,
): Promise<void> {
  await carefully(interaction, context, async (words) => {
    const { component, record } = meantBy(interaction, components, context);
    if (component?.submit === undefined) await tellPrivately(context, interaction, words.forgotten);
    else await component.submit(interaction, record, context);
  });
}

/** What is meant by a custom id: who shall act, and on which answer, as far as both are known. */
function meantBy(
  { customId, message }: { readonly customId: string; readonly message: Message | null },
  components: readonly Component[],
  { store }: BotContext,
): { readonly component: Component | undefined; readonly record: AnswerRecord | undefined } {
  const id = readCustomId(customId);
  const record = id && store.get(id.answerId);
  return {
    component: components.find(({ name }) => name === id?.name),
    record: record && message && standsIn(record, message) ? record : undefined,
  };
}

/**
 * True where the answer stands in this message. A message is on people's screens before the bot learns its id, which
 * it never does where Discord's response is lost: then the message itself says what it responds to.
 */
function standsIn({ id, messages, origin }: AnswerRecord, message: Message): boolean {
  if (messages.includes(message.id)) return true;
  return origin.kind === 'interaction'
    ? message.interactionMetadata?.id === id
    : message.author.id === message.client.user.id && message.reference?.messageId === id;
}

/** Tells a failure to the one who acted. */
async function carefully(
  interaction: MessageComponentInteraction | ModalSubmitInteraction,
  context: BotContext,
  work: (words: Phrases) => Promise<void>,
): Promise<void> {
  const { log } = context;
  const words = phrases(frameOf(interaction.locale) ?? 'en');
  try {
    await work(words);
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
