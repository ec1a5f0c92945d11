import { ChannelType, PermissionFlagsBits } from 'discord-api-types/v10';
import { limit } from '../rules/rules.ts';
import { permissionsIn } from '../permissions.ts';
import { entry, type ThreadChannel, type World } from '../state.ts';
import { announceMember, announceNew } from './announce-thread.ts';

/** Who is in a thread. */

/** The bot joins a thread, or adds somebody. Source: resources/channel.mdx#add-thread-member. */
export function addMember(world: World, channel: ThreadChannel, userId: string): void {
  const { state, rules } = world;
  const may = permissionsIn(state, channel, state.application.id);
  const isOwn = userId === state.application.id;
  rules.require('archivedThread', !channel.thread.archived);
  rules.require('mayAddMember', isOwn || (may & PermissionFlagsBits.SendMessagesInThreads) !== 0n);
  rules.require('memberExists', isGuildMember(world, channel, userId));
  rules.require(
    'threadMembers',
    channel.thread.members.has(userId) || channel.thread.members.size < limit('threadMembers'),
  );
  joinThread(world, channel, userId);
}

/** The bot leaves a thread, or puts somebody out. Source: resources/channel.mdx#remove-thread-member. */
export function removeMember(world: World, channel: ThreadChannel, userId: string): void {
  const { state, rules } = world;
  const { thread, type } = channel;
  const may = permissionsIn(state, channel, state.application.id);
  const { id: botId } = state.application;
  const isCreator = thread.ownerId === botId && type === ChannelType.PrivateThread;
  rules.require('archivedThread', !thread.archived);
  rules.require(
    'mayManageThread',
    userId === botId || isCreator || (may & PermissionFlagsBits.ManageThreads) !== 0n,
  );
  leaveThread(world, channel, userId);
}

function isGuildMember({ state }: World, channel: ThreadChannel, userId: string): boolean {
  return entry(state.guilds, channel.guildId ?? '').members.some((member) => member.userId === userId);
}

/** Somebody comes to a thread; nothing happens where they are in it. */
export function joinThread(world: World, channel: ThreadChannel, userId: string): void {
  const { members } = channel.thread;
  if (members.has(userId)) return;
  members.set(userId, world.clock.now());
  announceMember(world, channel, userId);
  // Source: topics/threads.mdx#thread-access.
  if (userId === world.state.application.id) announceNew(world, channel, false);
  world.changed();
}

/** Somebody leaves a thread; nothing happens where they are not in it. */
export function leaveThread(world: World, channel: ThreadChannel, userId: string): void {
  if (!channel.thread.members.delete(userId)) return;
  announceMember(world, channel, userId);
  world.changed();
}
