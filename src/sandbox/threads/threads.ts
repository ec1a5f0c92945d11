import { ChannelType, PermissionFlagsBits } from 'discord-api-types/v10';
import { permissionsIn } from '../permissions.ts';
import { type Channel, isThread, type Message, type ThreadChannel, type World } from '../state.ts';
import { announceNew } from './announce-thread.ts';
import { checkActive, keepActive } from './archive.ts';
import { checkSettings } from './check-settings.ts';
import type { ThreadBody } from './thread-body.ts';

/** The bot starts a thread, under a message or without one. */
export function startThread(
  world: World,
  parent: Channel,
  body: ThreadBody,
  message: Message | null,
): ThreadChannel {
  const { state, rules } = world;
  const may = permissionsIn(state, parent, state.application.id);
  const needed =
    body.type === ChannelType.PrivateThread
      ? PermissionFlagsBits.CreatePrivateThreads
      : PermissionFlagsBits.CreatePublicThreads;
  rules.require('threadPlace', parent.type === ChannelType.GuildText);
  rules.require('mayThread', (may & needed) !== 0n);
  rules.require('oneThreadPerMessage', message === null || threadOf(world, message.id) === undefined);
  checkSettings(rules, body);
  checkActive(world, parent.guildId);
  return openThread(world, parent, { ...body, ownerId: state.application.id, message });
}

/** Opens a thread for whoever starts it. A thread under a message bears its id. */
export function openThread(
  world: World,
  parent: Channel,
  fields: ThreadBody & { readonly ownerId: string; readonly message: Message | null },
): ThreadChannel {
  const { state, clock } = world;
  const now = clock.now();
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
      createdAt: now,
      autoArchiveMinutes: fields.auto_archive_duration ?? 1440,
      slowMode: fields.rate_limit_per_user ?? 0,
      invitable: fields.invitable ?? true,
      archived: false,
      archiveChangedAt: now,
      locked: false,
      members: new Map([[fields.ownerId, now]]),
    },
  };
  state.channels.set(thread.id, thread);
  keepActive(world, thread);
  announceNew(world, thread, true);
  world.changed();
  return thread;
}

/** The thread under a message. */
export function threadOf({ state }: World, messageId: string): ThreadChannel | undefined {
  return [...state.channels.values()].filter(isThread).find(({ thread }) => thread.messageId === messageId);
}
