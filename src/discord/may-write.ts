import {
  type BaseInteraction,
  ChannelType,
  type GuildTextBasedChannel,
  InteractionContextType,
  PermissionFlagsBits,
  ThreadChannel,
} from 'discord.js';

/** What the bot needs in order to write in a channel. */
function needed(isThread: boolean): bigint {
  const send = isThread ? PermissionFlagsBits.SendMessagesInThreads : PermissionFlagsBits.SendMessages;
  return PermissionFlagsBits.ViewChannel | send;
}

/** Whether the bot may write where an interaction happened, apart from responding to it, and find that again. */
export function mayWriteAt(interaction: BaseInteraction): boolean {
  const { channel, guildId, context } = interaction;
  // In a direct conversation it may; where it is no member, as with an app that somebody brought along, it may not.
  if (guildId === null) return context === InteractionContextType.BotDM;
  if (!interaction.inCachedGuild() || isStrangerIn(channel)) return false;
  const rights = needed(channel?.isThread() === true) | PermissionFlagsBits.ReadMessageHistory;
  return interaction.appPermissions.has(rights);
}

/** Whether the bot may write in a channel of a server; asked before, so that nothing is searched in vain. */
export function mayWriteIn(channel: GuildTextBasedChannel): boolean {
  return mayIn(channel, needed(channel.isThread()));
}

/** Whether the bot may reply to messages in a channel, and find again what it wrote. */
export function mayReplyIn(channel: GuildTextBasedChannel): boolean {
  return mayIn(channel, PermissionFlagsBits.ReadMessageHistory);
}

function mayIn(channel: GuildTextBasedChannel, rights: bigint): boolean {
  return channel.permissionsFor(channel.client.user)?.has(rights) !== false;
}

/** True in a private thread that the bot is no member of. */
function isStrangerIn(channel: BaseInteraction['channel']): boolean {
  return channel instanceof ThreadChannel && channel.type === ChannelType.PrivateThread && !channel.joined;
}
