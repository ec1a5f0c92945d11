import { PermissionFlagsBits } from 'discord-api-types/v10';
import { limit } from '../rules/rules.ts';
import { permissionsIn } from '../permissions.ts';
import { isThread, type Channel, type ThreadChannel, type World } from '../state.ts';
import { announceChange, announceOwnMembership } from './announce-thread.ts';

/** Threads fall asleep and wake up. Source: topics/threads.mdx#active-archived-threads. */

/** How many threads of a server are active. */
function activeThreads({ state }: World, guildId: string | null): number {
  return [...state.channels.values()].filter(
    (channel) => channel.guildId === guildId && channel.thread?.archived === false,
  ).length;
}

/** Requires that one more thread of this server may be active. */
export function checkActive(world: World, guildId: string | null): void {
  world.rules.require('activeThreads', activeThreads(world, guildId) < limit('activeThreads'));
}

/** Something has happened in a thread: it is archived when as long as it says nothing more does. */
export function keepActive(world: World, channel: ThreadChannel): void {
  const { clock, timers } = world;
  timers.get(channel.id)?.();
  const ends = clock.after(channel.thread.autoArchiveMinutes * 60_000, () => {
    setArchived(world, channel, true);
  });
  timers.set(channel.id, ends);
}

/** Archives a thread, or unarchives it, and tells the bot. */
export function setArchived(world: World, channel: ThreadChannel, archived: boolean): void {
  const { thread } = channel;
  if (thread.archived === archived) return;
  if (!archived) checkActive(world, channel.guildId);
  thread.archived = archived;
  thread.archiveChangedAt = world.clock.now();
  if (archived) {
    world.timers.get(channel.id)?.();
    world.timers.delete(channel.id);
  } else {
    keepActive(world, channel);
  }
  announceChange(world, channel);
  if (!archived) announceOwnMembership(world, channel);
  world.changed();
}

/** Requires that the bot may change what stands in a channel: nothing does in a thread that is archived or locked. */
export function checkUnlocked(world: World, channel: Channel): void {
  if (!isThread(channel)) return;
  world.rules.require('archivedThread', !channel.thread.archived);
  world.rules.require('lockedThread', !channel.thread.locked || mayManage(world, channel));
}

/**
 * Requires that the bot may react, take reactions back, or remove messages: a lock keeps it from that in archived threads
 * alone. Source: topics/threads.mdx#locked-threads.
 */
export function checkAsleep(
  world: World,
  channel: Channel,
  { mayBeArchived }: { readonly mayBeArchived: boolean },
): void {
  if (!isThread(channel)) return;
  const { archived, locked } = channel.thread;
  world.rules.require('archivedThread', !archived || mayBeArchived);
  world.rules.require('lockedThread', !archived || !locked || mayManage(world, channel));
}

function mayManage({ state }: World, channel: Channel): boolean {
  return (permissionsIn(state, channel, state.application.id) & PermissionFlagsBits.ManageThreads) !== 0n;
}
