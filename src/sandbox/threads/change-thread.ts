import { PermissionFlagsBits } from 'discord-api-types/v10';
import { permissionsIn } from '../permissions.ts';
import type { ThreadChannel, World } from '../state.ts';
import { announceChange } from './announce-thread.ts';
import { keepActive, setArchived } from './archive.ts';
import { checkSettings } from './check-settings.ts';
import type { ThreadChanges } from './thread-body.ts';

/** The bot changes a thread: its name, its settings, or whether it is archived or locked. */
export function changeThread(world: World, channel: ThreadChannel, changes: ThreadChanges): ThreadChannel {
  const { rules } = world;
  const { thread } = channel;
  checkRights(world, channel, changes);
  rules.require('archivedThread', !thread.archived || changes.archived === false);
  checkSettings(rules, changes);
  const { archived, ...others } = changes;
  // A thread that is asleep wakes up before it is changed, and one that shall sleep is changed before.
  if (archived === false) setArchived(world, channel, false);
  const changed = Object.values(others).some((value) => value !== undefined && value !== null);
  channel.name = changes.name ?? channel.name;
  thread.locked = changes.locked ?? thread.locked;
  thread.invitable = changes.invitable ?? thread.invitable;
  thread.slowMode = changes.rate_limit_per_user ?? thread.slowMode;
  if (typeof changes.auto_archive_duration === 'number') {
    thread.autoArchiveMinutes = changes.auto_archive_duration;
    thread.archiveChangedAt = world.clock.now();
    keepActive(world, channel);
  }
  if (changed) announceChange(world, channel);
  if (archived === true) setArchived(world, channel, true);
  world.changed();
  return channel;
}

/**
 * Moderators may change everything; the creator all but lock and slow mode; any member may unarchive a thread that is not
 * locked. Source: topics/threads.mdx#editing-deleting-threads.
 */
function checkRights({ state, rules }: World, channel: ThreadChannel, changes: ThreadChanges): void {
  const { thread } = channel;
  const { id: botId } = state.application;
  if ((permissionsIn(state, channel, botId) & PermissionFlagsBits.ManageThreads) !== 0n) return;
  const given = Object.keys(changes).filter((key) => {
    const value = changes[key as keyof ThreadChanges];
    return value !== undefined && value !== null;
  });
  const onlyWakes = given.every((key) => key === 'archived') && changes.archived === false;
  const moderates = given.includes('locked') || given.includes('rate_limit_per_user');
  const mayWake = thread.members.has(botId) && !thread.locked;
  rules.require('mayManageThread', onlyWakes ? mayWake : thread.ownerId === botId && !moderates);
  rules.require('lockedThread', !thread.locked);
}
