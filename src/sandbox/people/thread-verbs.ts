import { ChannelType, PermissionFlagsBits } from 'discord-api-types/v10';
import { limit } from '../rules/rules.ts';
import { permissionsIn } from '../permissions.ts';
import { isThread, type Message, type ThreadChannel, type User } from '../state.ts';
import { announceChange } from '../threads/announce-thread.ts';
import { setArchived } from '../threads/archive.ts';
import { joinThread, leaveThread } from '../threads/thread-members.ts';
import { openThread, threadOf } from '../threads/threads.ts';
import { complaint, may, type Viewpoint } from './viewpoint.ts';

/** What people do with threads, as far as a client lets them. */

const { CreatePrivateThreads, CreatePublicThreads, ManageThreads, ViewChannel } = PermissionFlagsBits;

/** Starts a thread under a message, or without one; a private one is there for whoever is added. */
export function beginThread(
  at: Viewpoint,
  name: string,
  { under, isPrivate }: { readonly under: Message | null; readonly isPrivate: boolean },
): ThreadChannel {
  const { channel, user, world } = at;
  if (channel.type !== ChannelType.GuildText)
    throw complaint(at, 'Threads begin in the channels of a server.');
  if (!may(at, isPrivate ? CreatePrivateThreads : CreatePublicThreads))
    throw complaint(at, `${user.name} cannot start this thread.`);
  if (under && threadOf(world, under.id)) throw complaint(at, 'This message has a thread already.');
  const type = isPrivate ? ChannelType.PrivateThread : ChannelType.PublicThread;
  return openThread(world, channel, { name, type, ownerId: user.id, message: under });
}

/** The thread that this person looks at, where it is active. */
function activeThread(at: Viewpoint): ThreadChannel {
  const { channel } = at;
  if (!isThread(channel)) throw complaint(at, `${channel.name} is no thread.`);
  if (channel.thread.archived) throw complaint(at, `${channel.name} is archived.`);
  return channel;
}

export function join(at: Viewpoint): void {
  const thread = activeThread(at);
  if (!may(at, ViewChannel)) throw complaint(at, `${at.user.name} does not see ${thread.name}.`);
  add(at, thread, at.user);
}

export function leave(at: Viewpoint): void {
  leaveThread(at.world, activeThread(at), at.user.id);
}

/** Adds somebody else; to a private thread that is not for invitations moderators alone do. */
export function invite(at: Viewpoint, user: User): void {
  const thread = activeThread(at);
  const mayInvite = thread.type !== ChannelType.PrivateThread || thread.thread.invitable;
  const isIn = thread.thread.members.has(at.user.id);
  if (!may(at, ManageThreads) && !(isIn && mayInvite))
    throw complaint(at, `${at.user.name} cannot add anybody to ${thread.name}.`);
  add(at, thread, user);
}

function add(at: Viewpoint, thread: ThreadChannel, user: User): void {
  const parent = at.world.state.channels.get(thread.thread.parentId);
  if (parent === undefined || (permissionsIn(at.world.state, parent, user.id) & ViewChannel) === 0n)
    throw complaint(at, `${user.name} does not see the channel of ${thread.name}.`);
  if (thread.thread.members.size >= limit('threadMembers')) throw complaint(at, `${thread.name} is full.`);
  joinThread(at.world, thread, user.id);
}

/** Archives the thread, or wakes it up, as its creator or a moderator would. */
export function archive(at: Viewpoint, archived: boolean): void {
  const { channel, user, world } = at;
  if (!isThread(channel)) throw complaint(at, `${channel.name} is no thread.`);
  const { thread } = channel;
  const mayToo = archived ? thread.ownerId === user.id : thread.members.has(user.id) && !thread.locked;
  if (!may(at, ManageThreads) && !mayToo) throw complaint(at, `${user.name} cannot do that.`);
  setArchived(world, channel, archived);
}

/** Locks the thread, or opens it, as a moderator would. */
export function lock(at: Viewpoint, locked: boolean): void {
  const { channel, user, world } = at;
  if (!isThread(channel)) throw complaint(at, `${channel.name} is no thread.`);
  if (!may(at, ManageThreads)) throw complaint(at, `${user.name} cannot lock ${channel.name}.`);
  channel.thread.locked = locked;
  announceChange(world, channel);
  world.changed();
}
