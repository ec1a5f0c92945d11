import { ChannelType, GatewayIntentBits, PermissionFlagsBits } from 'discord-api-types/v10';
import { threadObject } from '../payloads/thread-payload.ts';
import type { Rulebook } from '../rules/rulebook.ts';
import { limit } from '../rules/rules.ts';
import { type Channel, type Message, permissionsIn, type Thread, type World } from '../state.ts';
import type { ThreadBody, ThreadChanges } from './thread-body.ts';

/** A thread of a guild's text channel. */
export type ThreadChannel = Channel & { readonly thread: Thread };

export function isThread(channel: Channel): channel is ThreadChannel {
  return channel.thread !== null;
}

/** The bot starts a thread, under a message or without one. */
export function startThread(
  world: World,
  parent: Channel,
  body: ThreadBody,
  message: Message | null,
): ThreadChannel {
  const { state, rules } = world;
  const may = permissionsIn(state, parent, state.application.id);
  const isPrivate = body.type === ChannelType.PrivateThread;
  const needed = isPrivate
    ? PermissionFlagsBits.CreatePrivateThreads
    : PermissionFlagsBits.CreatePublicThreads;
  rules.require('threadPlace', parent.type === ChannelType.GuildText);
  rules.require('mayThread', (may & needed) !== 0n);
  rules.require('oneThreadPerMessage', message === null || threadOf(world, message.id) === undefined);
  checkSettings(rules, body);
  return openThread(world, parent, { ...body, ownerId: state.application.id, message });
}

/** Opens a thread for whoever starts it. A thread under a message bears its id. */
export function openThread(
  world: World,
  parent: Channel,
  fields: ThreadBody & { readonly ownerId: string; readonly message: Message | null },
): ThreadChannel {
  const { state, clock } = world;
  const thread: ThreadChannel = {
    // Only where the rule is off a second thread needs an id of its own.
    id: fields.message && !state.channels.has(fields.message.id) ? fields.message.id : world.nextId(),
    name: fields.name,
    type: fields.type ?? ChannelType.PublicThread,
    guildId: parent.guildId,
    recipientId: null,
    peopleIds: [],
    deniedToBot: 0n,
    thread: {
      parentId: parent.id,
      ownerId: fields.ownerId,
      messageId: fields.message?.id ?? null,
      createdAt: clock.now(),
      autoArchiveMinutes: fields.auto_archive_duration ?? 1440,
      slowMode: fields.rate_limit_per_user ?? 0,
      archived: false,
      archiveChangedAt: clock.now(),
      locked: false,
      memberIds: [fields.ownerId],
    },
  };
  state.channels.set(thread.id, thread);
  announceThread(world, thread, 'THREAD_CREATE');
  return thread;
}

/** The thread under a message. */
export function threadOf({ state }: World, messageId: string): ThreadChannel | undefined {
  return [...state.channels.values()].filter(isThread).find(({ thread }) => thread.messageId === messageId);
}

function checkSettings(rules: Rulebook, { name, rate_limit_per_user }: ThreadChanges): void {
  if (typeof name === 'string') rules.within('threadName', name.length, 'name');
  const slow = rate_limit_per_user ?? 0;
  rules.require('slowMode', slow >= 0 && slow <= limit('slowMode'), {
    path: 'rate_limit_per_user',
    code: 'NUMBER_TYPE_MAX',
    message: `int value should be between 0 and ${String(limit('slowMode'))}.`,
  });
}

/** The bot changes a thread: its name, or whether it is archived or locked. */
export function changeThread(world: World, channel: ThreadChannel, changes: ThreadChanges): ThreadChannel {
  const { state, rules, clock } = world;
  const { thread } = channel;
  const may = permissionsIn(state, channel, state.application.id);
  const owns = thread.ownerId === state.application.id;
  rules.require('mayThread', owns || (may & PermissionFlagsBits.ManageThreads) !== 0n);
  rules.require('archivedThread', !thread.archived || changes.archived === false);
  checkSettings(rules, changes);
  channel.name = changes.name ?? channel.name;
  thread.locked = changes.locked ?? thread.locked;
  thread.slowMode = changes.rate_limit_per_user ?? thread.slowMode;
  thread.autoArchiveMinutes = changes.auto_archive_duration ?? thread.autoArchiveMinutes;
  if (typeof changes.archived === 'boolean' && changes.archived !== thread.archived) {
    thread.archived = changes.archived;
    thread.archiveChangedAt = clock.now();
  }
  announceThread(world, channel, 'THREAD_UPDATE');
  return channel;
}

/** Somebody joins a thread, or leaves it. */
export function setMembership(world: World, channel: ThreadChannel, userId: string, joins: boolean): void {
  const { thread } = channel;
  world.rules.require('archivedThread', !thread.archived);
  const others = thread.memberIds.filter((id) => id !== userId);
  thread.memberIds = joins ? [...others, userId] : others;
  world.changed();
}

function announceThread(world: World, channel: ThreadChannel, name: 'THREAD_CREATE' | 'THREAD_UPDATE'): void {
  const { state } = world;
  const may = permissionsIn(state, channel, state.application.id);
  if ((may & PermissionFlagsBits.ViewChannel) !== 0n) {
    const needs = GatewayIntentBits.Guilds;
    const data = threadObject(state, channel);
    if (name === 'THREAD_CREATE') {
      world.dispatch({ name, needs, data: () => ({ ...data, newly_created: true }) });
    } else {
      world.dispatch({ name, needs, data: () => data });
    }
  }
  world.changed();
}
