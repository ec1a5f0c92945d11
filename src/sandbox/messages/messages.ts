import { GatewayIntentBits, MessageFlags, PermissionFlagsBits } from 'discord-api-types/v10';
import { z } from 'zod';
import { messageEvent } from '../payloads/payloads.ts';
import { type Channel, entry, type Message, permissionsIn, type Ping, type World } from '../state.ts';

/** Writing, changing and removing messages: what Discord checks, and whom it notifies. */

const snowflake = z.string().regex(/^\d{17,20}$/);

const allowedMentions = z.strictObject({
  parse: z.array(z.enum(['users', 'roles', 'everyone'])).optional(),
  users: z.array(snowflake).optional(),
  roles: z.array(snowflake).optional(),
  replied_user: z.boolean().optional(),
});

/** Fields of a message that are modelled. discord.js sends `tts` and `enforce_nonce` with every one. */
const messageFields = {
  content: z.string().nullish(),
  tts: z.literal(false).optional(),
  nonce: z.union([z.string(), z.int()]).optional(),
  enforce_nonce: z.boolean().optional(),
  allowed_mentions: allowedMentions.nullish(),
  flags: z.int().nullish(),
};

/** Body of a message that starts or follows an interaction's response, and of every edit. */
export const messageBody = z.strictObject(messageFields);

/** Body of a message in a channel, which may also be a reply. */
export const channelMessageBody = z.strictObject({
  ...messageFields,
  message_reference: z
    .strictObject({
      type: z.literal(0).optional(),
      message_id: snowflake,
      channel_id: snowflake.optional(),
      fail_if_not_exists: z.boolean().optional(),
    })
    .optional(),
});

export type MessageBody = z.infer<typeof channelMessageBody>;

type AllowedMentions = z.infer<typeof allowedMentions>;

/** Source: resources/message.mdx#create-message and #edit-message, parameter `flags`. */
const SETTABLE = MessageFlags.SuppressEmbeds | MessageFlags.SuppressNotifications;

interface Mentions {
  readonly users: string[];
  readonly roles: string[];
  readonly everyone: boolean;
}

/** All that a text mentions, whether it may or not. */
export function mentionsIn(content: string): Mentions {
  const ids = (pattern: RegExp) => [
    ...new Set([...content.matchAll(pattern)].map((match) => match[1] ?? '')),
  ];
  return {
    users: ids(/<@!?(\d+)>/g),
    roles: ids(/<@&(\d+)>/g),
    everyone: /@(everyone|here)/.test(content),
  };
}

/**
 * What is left of it by `allowed_mentions`. Without the field a message in a channel may mention everybody,
 * a response to an interaction users alone. Source: resources/message.mdx#allowed-mentions-object.
 */
function permitted(
  found: Mentions,
  allowed: AllowedMentions | null | undefined,
  inResponse: boolean,
): Mentions {
  const parse = allowed ? (allowed.parse ?? []) : inResponse ? ['users'] : ['users', 'roles', 'everyone'];
  return {
    users: found.users.filter((id) => parse.includes('users') || (allowed?.users ?? []).includes(id)),
    roles: found.roles.filter((id) => parse.includes('roles') || (allowed?.roles ?? []).includes(id)),
    everyone: found.everyone && parse.includes('everyone'),
  };
}

function pingsOf(messageId: string, mentions: Mentions, by: Ping['by']): Ping[] {
  return [
    ...(mentions.everyone ? [{ messageId, target: 'everyone' as const, by }] : []),
    ...mentions.users.map((user) => ({ messageId, target: { user }, by })),
    ...mentions.roles.map((role) => ({ messageId, target: { role }, by })),
  ];
}

function checkBody({ rules }: World, body: MessageBody, ephemeralAllowed: boolean): void {
  rules.atMost('contentLength', (body.content ?? '').length, 'content');
  rules.atMost('nonceLength', String(body.nonce ?? '').length, 'nonce');
  const settable = SETTABLE | (ephemeralAllowed ? MessageFlags.Ephemeral : 0);
  rules.require('settableFlags', ((body.flags ?? 0) & ~settable) === 0, {
    path: 'flags',
    code: 'MESSAGE_FLAGS_NOT_SETTABLE',
    message: `Only ${String(settable)} can be set, not ${String(body.flags)}.`,
  });
  const { parse = [], users = [], roles = [] } = body.allowed_mentions ?? {};
  const exclusive =
    !(parse.includes('users') && users.length > 0) && !(parse.includes('roles') && roles.length > 0);
  rules.require('mentionsExclusive', exclusive, {
    path: 'allowed_mentions',
    code: 'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE',
    message: 'parse and a list of ids are mutually exclusive.',
  });
  rules.atMost('mentionsAtMost', Math.max(users.length, roles.length), 'allowed_mentions');
}

function checkChannel({ state, rules }: World, channel: Channel, reply: boolean): void {
  if (channel.recipientId !== null) {
    rules.require('mayDirect', entry(state.users, channel.recipientId).acceptsDirectMessages);
    return;
  }
  const may = permissionsIn(state, channel, state.application.id);
  rules.require('mayView', (may & PermissionFlagsBits.ViewChannel) !== 0n);
  rules.require('maySend', (may & PermissionFlagsBits.SendMessages) !== 0n);
  rules.require('mayReply', !reply || (may & PermissionFlagsBits.ReadMessageHistory) !== 0n);
}

/** Puts a message into a channel, whoever wrote it, and tells the bot where its intents and rights allow that. */
export function addMessage(
  world: World,
  fields: Pick<Message, 'channelId' | 'authorId' | 'content' | 'flags' | 'mentions'> &
    Partial<Pick<Message, 'replyTo' | 'interactionId' | 'nonce'>>,
): Message {
  const now = world.clock.now();
  const message: Message = {
    replyTo: null,
    interactionId: null,
    nonce: null,
    ...fields,
    id: world.nextId(),
    createdAt: now,
    editedAt: null,
    deletedAt: null,
    history: [{ at: now, content: fields.content }],
  };
  world.state.messages.set(message.id, message);
  announce(world, message, 'MESSAGE_CREATE');
  return message;
}

function announce(
  world: World,
  message: Message,
  name: 'MESSAGE_CREATE' | 'MESSAGE_UPDATE' | 'MESSAGE_DELETE',
): void {
  const { state } = world;
  const channel = entry(state.channels, message.channelId);
  const visible =
    (permissionsIn(state, channel, state.application.id) & PermissionFlagsBits.ViewChannel) !== 0n;
  if (visible && (message.flags & MessageFlags.Ephemeral) === 0) {
    world.dispatch({
      name,
      needs: channel.guildId === null ? GatewayIntentBits.DirectMessages : GatewayIntentBits.GuildMessages,
      data: (intents) =>
        name === 'MESSAGE_DELETE'
          ? {
              id: message.id,
              channel_id: channel.id,
              ...(channel.guildId !== null && { guild_id: channel.guildId }),
            }
          : messageEvent(state, message, intents),
    });
  }
  world.changed();
}

/** A message of the bot in a channel. */
export function postMessage(world: World, channel: Channel, body: MessageBody): Message {
  const { state, rules } = world;
  const replyTo = body.message_reference?.message_id ?? null;
  checkChannel(world, channel, replyTo !== null);
  checkBody(world, body, false);
  rules.require('contentPresent', (body.content ?? '').trim() !== '');
  const target = replyTo === null ? undefined : state.messages.get(replyTo);
  const targetThere = target !== undefined && target.deletedAt === null && target.channelId === channel.id;
  rules.require(
    'replyTargetExists',
    replyTo === null || targetThere || body.message_reference?.fail_if_not_exists === false,
    {
      path: 'message_reference',
      code: 'MESSAGE_REFERENCE_UNKNOWN_MESSAGE',
      message: 'Unknown message',
    },
  );
  const nonce = body.nonce === undefined ? null : String(body.nonce);
  if (nonce !== null && body.enforce_nonce === true) {
    const twin = [...state.messages.values()].find(
      (message) => message.nonce === nonce && message.authorId === state.application.id,
    );
    if (twin) return twin;
  }
  const mentions = permitted(mentionsIn(body.content ?? ''), body.allowed_mentions, false);
  const message = addMessage(world, {
    channelId: channel.id,
    authorId: state.application.id,
    content: (body.content ?? '').trim(),
    flags: body.flags ?? 0,
    mentions,
    replyTo: targetThere ? replyTo : null,
    nonce,
  });
  state.pings.push(...pingsOf(message.id, mentions, 'create'));
  const pingsAuthor = body.allowed_mentions ? body.allowed_mentions.replied_user === true : true;
  if (targetThere && pingsAuthor) {
    state.pings.push({ messageId: message.id, target: { user: target.authorId }, by: 'reply' });
  }
  return message;
}

/** A message of the bot that responds to an interaction; these need no permission in the channel. */
export function respond(world: World, channel: Channel, interactionId: string, body: MessageBody): Message {
  checkBody(world, body, true);
  world.rules.require('contentPresent', (body.content ?? '').trim() !== '');
  const mentions = permitted(mentionsIn(body.content ?? ''), body.allowed_mentions, true);
  const message = addMessage(world, {
    channelId: channel.id,
    authorId: world.state.application.id,
    content: (body.content ?? '').trim(),
    flags: body.flags ?? 0,
    mentions,
    interactionId,
  });
  world.state.pings.push(...pingsOf(message.id, mentions, 'create'));
  return message;
}

/**
 * The bot changes a message of its own. An edit of the content is parsed for mentions anew, with the defaults
 * where `allowed_mentions` is absent. Source: resources/message.mdx#edit-message.
 */
export function editMessage(world: World, message: Message, body: MessageBody): Message {
  const { state, rules, clock } = world;
  rules.require('messageExists', message.deletedAt === null);
  rules.require('ownMessage', message.authorId === state.application.id);
  const ephemeral = message.flags & MessageFlags.Ephemeral;
  rules.require('ephemeralFixed', ((body.flags ?? 0) & MessageFlags.Ephemeral) === 0, {
    path: 'flags',
    code: 'MESSAGE_FLAGS_NOT_SETTABLE',
    message: 'EPHEMERAL is fixed by the first response.',
  });
  checkBody(world, body, false);
  const content = body.content === undefined || body.content === null ? message.content : body.content.trim();
  rules.require('contentPresent', content !== '');
  message.content = content;
  message.flags = (body.flags ?? message.flags & SETTABLE) | ephemeral;
  message.editedAt = clock.now();
  message.history.push({ at: clock.now(), content });
  if (body.content !== undefined) {
    message.mentions = permitted(mentionsIn(content), body.allowed_mentions, message.interactionId !== null);
    state.pings.push(...pingsOf(message.id, message.mentions, 'edit'));
  }
  announce(world, message, 'MESSAGE_UPDATE');
  return message;
}

/** Removes a message; it stays in the state with the time of its end. */
export function deleteMessage(world: World, message: Message): void {
  world.rules.require('messageExists', message.deletedAt === null);
  message.deletedAt = world.clock.now();
  announce(world, message, 'MESSAGE_DELETE');
}

/** A message that is there and in this channel, else 10008. */
export function findMessage({ state, rules }: World, channelId: string, messageId: string): Message {
  const message = state.messages.get(messageId);
  return rules.found('messageExists', message?.channelId === channelId ? message : undefined);
}
