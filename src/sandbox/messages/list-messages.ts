import { MessageFlags, PermissionFlagsBits } from 'discord-api-types/v10';
import { type Channel, type Message, permissionsIn, type World } from '../state.ts';

/**
 * What came into a channel after a moment, newest first; what one person alone sees is not in the channel. Without the
 * right to read the history there is nothing. Source: resources/message.mdx#get-channel-messages.
 * @param after id of the message that comes just before, or of anything of that moment
 */
export function listMessages(
  { state, rules }: World,
  channel: Channel,
  { after, limit }: { readonly after: string; readonly limit: number },
): Message[] {
  const may = permissionsIn(state, channel, state.application.id);
  rules.require('mayView', (may & PermissionFlagsBits.ViewChannel) !== 0n);
  if ((may & PermissionFlagsBits.ReadMessageHistory) === 0n) return [];
  return [...state.messages.values()]
    .filter(
      (message) =>
        message.channelId === channel.id &&
        message.deletedAt === null &&
        (message.flags & MessageFlags.Ephemeral) === 0 &&
        BigInt(message.id) > BigInt(after),
    )
    .slice(0, limit)
    .reverse();
}
