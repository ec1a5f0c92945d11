import { type BaseInteraction, type GuildTextBasedChannel, PermissionFlagsBits } from 'discord.js';

/** What the bot needs in order to write in a channel and to find again what it wrote. */
function needed(isThread: boolean): bigint {
  const send = isThread ? PermissionFlagsBits.SendMessagesInThreads : PermissionFlagsBits.SendMessages;
  return PermissionFlagsBits.ViewChannel | PermissionFlagsBits.ReadMessageHistory | send;
}

/** Whether the bot may write where an interaction happened, apart from responding to it. */
export function mayWriteAt(interaction: BaseInteraction): boolean {
  const { channel, guildId } = interaction;
  // In a direct conversation it may; where it is no member, as with an app that somebody brought along, it may not.
  if (guildId === null) return channel?.isDMBased() === true;
  if (!interaction.inCachedGuild()) return false;
  return interaction.appPermissions.has(needed(channel?.isThread() === true));
}

/** Whether the bot may write in a channel of a server; asked before, so that nothing is searched in vain. */
export function mayWriteIn(channel: GuildTextBasedChannel): boolean {
  return channel.permissionsFor(channel.client.user)?.has(needed(channel.isThread())) !== false;
}
