import { GatewayIntentBits } from 'discord-api-types/v10';
import { entry, type Message, type State } from '../state.ts';

/**
 * True where a bot with these intents reads what a message says: its content, embeds, attachments, components and
 * poll. Without MESSAGE_CONTENT these are its own messages, direct ones, and those that mention it; a reply with
 * ping to a message of the bot mentions it, one to a response to an interaction does not. What a message command is
 * used on can be read as well. Sources: events/gateway.mdx#message-content-intent,
 * gateway/you-might-not-need-a-privileged-intent.mdx, discord-api-docs#5395.
 */
export function isReadable(
  state: State,
  message: Pick<Message, 'authorId' | 'channelId' | 'mentions'>,
  intents: number,
): boolean {
  return (
    (intents & GatewayIntentBits.MessageContent) !== 0 ||
    message.authorId === state.application.id ||
    entry(state.channels, message.channelId).guildId === null ||
    message.mentions.users.includes(state.application.id)
  );
}
