import { ChannelType, PermissionFlagsBits } from 'discord-api-types/v10';
import { type Channel, entry, type State } from './state.ts';

/**
 * What somebody may do in a channel; channel overwrites are modelled for the bot alone. A private thread is there for its
 * members and for moderators. Source: topics/permissions.mdx, topics/threads.mdx#permissions.
 */
export function permissionsIn(state: State, channel: Channel, userId: string): bigint {
  const isBot = userId === state.application.id;
  if (channel.guildId === null) {
    const { recipientId, peopleIds } = channel;
    const there = recipientId === null ? peopleIds.includes(userId) : isBot || recipientId === userId;
    return there ? ALL_PERMISSIONS : 0n;
  }
  const guild = entry(state.guilds, channel.guildId);
  const member = guild.members.find((candidate) => candidate.userId === userId);
  if (member === undefined) return 0n;
  const granted = guild.roles
    .filter((role) => role.id === guild.id || member.roleIds.includes(role.id))
    .reduce((sum, role) => sum | role.permissions, 0n);
  if (guild.ownerId === userId || (granted & PermissionFlagsBits.Administrator) !== 0n)
    return ALL_PERMISSIONS;
  const { deniedToBot } = channel.thread ? entry(state.channels, channel.thread.parentId) : channel;
  const may = isBot ? granted & ~deniedToBot : granted;
  const invited = channel.type !== ChannelType.PrivateThread || channel.thread?.members.has(userId) === true;
  return invited || (may & PermissionFlagsBits.ManageThreads) !== 0n ? may : 0n;
}

/** Every bit that stands for a permission. Source: topics/permissions.mdx, highest is 1 << 52. */
const ALL_PERMISSIONS = (1n << 53n) - 1n;
