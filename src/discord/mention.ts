import { type Message, type OmitPartialGroupDMChannel } from 'discord.js';
import { newRecord } from './answers/answer-record.ts';
import { takeQuestion } from './answers/take-question.ts';
import { type BotContext, frameOf, wordsFor } from './bot-context.ts';
import { mayReplyIn, mayWriteIn } from './may-write.ts';
import { addressed, messageOptions } from './message-options.ts';
import { isGone } from './tell-error.ts';

type ChannelMessage = OmitPartialGroupDMChannel<Message>;

/** A reply of fewer words, and without a question mark, is thanks or applause. */
const LEAST_WORDS = 3;

/**
 * Answers a message that is meant for the bot: one that mentions it by name, one that asks on in a reply to it, or any
 * in a direct conversation. Bots, `@everyone`, roles and mere thanks are not. Never throws.
 */
export async function answerMention(message: ChannelMessage, context: BotContext): Promise<void> {
  if (!isForBot(message)) return;
  const text = questionOf(message);
  // Nothing tells the language of an empty question but the server that it is asked in.
  const words = wordsFor(text, text === '' ? frameOf(message.guild?.preferredLocale ?? '') : undefined);
  const { channel } = message;
  try {
    if (!channel.isDMBased() && !mayWriteIn(channel)) {
      context.log.warn({ channel: message.channelId }, 'mentioned where the bot may not write');
      await message.author.send(messageOptions(words.cannotWriteHere));
      return;
    }
    if (text === '') {
      await reply(message, words.howToAsk);
      return;
    }
  } catch (error) {
    context.log[isGone(error) ? 'warn' : 'error']({ err: error }, 'a mention could not be answered');
    return;
  }
  const record = newRecord({
    id: message.id,
    channelId: message.channelId,
    askerId: message.author.id,
    askedAt: context.clock.now(),
    question: text,
    frame: undefined,
    origin: { kind: 'message', ...(!mayReplyTo(message) && { alone: true }) },
  });
  const door = {
    accept: () => {
      channel.sendTyping().catch((error: unknown) => {
        context.log.debug({ err: error }, 'typing could not be shown');
      });
      return Promise.resolve();
    },
  };
  await takeQuestion(record, door, words, context);
}

function isForBot(message: ChannelMessage): boolean {
  const { author, client, mentions, system, webhookId, guild } = message;
  if (author.bot || system || webhookId !== null) return false;
  if (guild === null) return true;
  const ignored = { ignoreEveryone: true, ignoreRoles: true };
  if (mentions.has(client.user, { ...ignored, ignoreRepliedUser: true })) return true;
  return mentions.has(client.user, ignored) && asksOn(questionOf(message));
}

function asksOn(text: string): boolean {
  return text.includes('?') || text.split(' ').length >= LEAST_WORDS;
}

/** The text without the mentions of the bot. */
function questionOf({ content, client }: ChannelMessage): string {
  return content
    .replace(new RegExp(`<@!?${client.user.id}>`, 'g'), ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

function mayReplyTo({ channel }: ChannelMessage): boolean {
  return channel.isDMBased() || mayReplyIn(channel);
}

/** One reply, or a message of its own; the nonce keeps a repeated request from posting it twice. */
async function reply(message: ChannelMessage, text: string): Promise<void> {
  const once = { nonce: message.id, enforceNonce: true };
  if (mayReplyTo(message)) await message.reply({ ...messageOptions(text), ...once });
  else await message.channel.send({ ...messageOptions(addressed(message.author.id, text)), ...once });
}
