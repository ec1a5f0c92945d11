import { type Message, type OmitPartialGroupDMChannel, PermissionFlagsBits } from 'discord.js';
import { answerQuestion, type AnswerPlace } from './answer-question.ts';
import { type BotContext, frameOf, wordsFor } from './bot-context.ts';
import { messageOptions } from './message-options.ts';
import { isGone } from './tell-error.ts';

type ChannelMessage = OmitPartialGroupDMChannel<Message>;

/**
 * Answers a message that is meant for the bot: one that mentions it by name, or any in a direct conversation. Bots,
 * `@everyone`, roles and mere replies are not. Never throws.
 */
export async function answerMention(message: ChannelMessage, context: BotContext): Promise<void> {
  if (!isForBot(message)) return;
  const text = questionOf(message);
  // Nothing tells the language of an empty question but the server that it is asked in.
  const words = wordsFor(text, text === '' ? frameOf(message.guild?.preferredLocale ?? '') : undefined);
  try {
    if (!mayWrite(message)) {
      context.log.warn({ channel: message.channelId }, 'mentioned where the bot may not write');
      await message.author.send(messageOptions(words.cannotWriteHere));
      return;
    }
    if (text === '') {
      await message.reply(messageOptions(words.howToAsk));
      return;
    }
  } catch (error) {
    context.log[isGone(error) ? 'warn' : 'error']({ err: error }, 'a mention could not be answered');
    return;
  }
  message.channel.sendTyping().catch((error: unknown) => {
    context.log.debug({ err: error }, 'typing could not be shown');
  });
  await answerQuestion({ text }, placeBelow(message), words, context);
}

function isForBot({ author, client, mentions, system, webhookId, guild }: ChannelMessage): boolean {
  if (author.bot || system || webhookId !== null) return false;
  return (
    guild === null ||
    mentions.has(client.user, { ignoreEveryone: true, ignoreRoles: true, ignoreRepliedUser: true })
  );
}

/** The text without the mentions of the bot. */
function questionOf({ content, client }: ChannelMessage): string {
  return content
    .replace(new RegExp(`<@!?${client.user.id}>`, 'g'), ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Whether a reply can be written; asked before, so that nothing is searched in vain. */
function mayWrite({ channel, client }: ChannelMessage): boolean {
  if (channel.isDMBased()) return true;
  const send = channel.isThread()
    ? PermissionFlagsBits.SendMessagesInThreads
    : PermissionFlagsBits.SendMessages;
  const needed = PermissionFlagsBits.ViewChannel | PermissionFlagsBits.ReadMessageHistory | send;
  return channel.permissionsFor(client.user)?.has(needed) !== false;
}

/** A reply to the message, and further messages in its channel. The nonces keep a repeated request from posting twice. */
function placeBelow(message: ChannelMessage): AnswerPlace {
  let reply: Message | undefined;
  let added = 0;
  return {
    async show(content) {
      if (reply) await reply.edit(messageOptions(content));
      else reply = await message.reply({ ...messageOptions(content), nonce: message.id, enforceNonce: true });
    },
    async add(content) {
      added++;
      const nonce = `${message.id}-${String(added)}`;
      await message.channel.send({ ...messageOptions(content), nonce, enforceNonce: true });
    },
  };
}
