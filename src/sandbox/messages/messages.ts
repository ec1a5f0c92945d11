import { MessageFlags, MessageType, PermissionFlagsBits } from 'discord-api-types/v10';
import { numberComponents } from '../components/number-components.ts';
import { displayedTexts } from '../components/walk.ts';
import { attached } from '../files/attach.ts';
import { limit } from '../rules/rules.ts';
import { permissionsIn } from '../permissions.ts';
import { type Channel, entry, type Message, type World } from '../state.ts';
import { checkAsleep, checkUnlocked } from '../threads/archive.ts';
import { addMessage, announceMessage } from './add-message.ts';
import { checkChannel, checkFields, checkShown, SETTABLE, type Shown } from './check-message.ts';
import { mentionsIn, permitted, pingsOf } from './mentions.ts';
import type { MessageBody } from './message-body.ts';
import { messageText } from './message-text.ts';

/** Writing, changing and removing messages of the bot: what Discord checks, and whom it notifies. */

/** What a new message shows. */
function shownBy(world: World, channelId: string, body: MessageBody): Shown {
  return {
    content: (body.content ?? '').trim(),
    flags: body.flags ?? 0,
    embeds: body.embeds ?? [],
    components: numberComponents(body.components ?? []),
    attachments: attached(world, channelId, body),
  };
}

/** Mentions in the text and in the texts of components work; those in embeds do not. */
function mentioned({ content, components }: Pick<Shown, 'content' | 'components'>) {
  return mentionsIn([content, ...displayedTexts(components)].join('\n'));
}

/** A message of the bot in a channel. */
export function postMessage(world: World, channel: Channel, body: MessageBody): Message {
  const { state, rules } = world;
  checkChannel(world, channel, body);
  checkFields(rules, body, SETTABLE);
  const shown = checked(world, shownBy(world, channel.id, body));
  const target = replyTarget(world, channel, body);
  const twin = sameNonce(world, body);
  if (twin) return twin;
  const mentions = permitted(mentioned(shown), body.allowed_mentions, false);
  const message = addMessage(world, {
    channelId: channel.id,
    authorId: state.application.id,
    ...shown,
    type: target ? MessageType.Reply : MessageType.Default,
    mentions,
    replyTo: target?.id ?? null,
    nonce: nonceOf(body),
  });
  state.pings.push(...pingsOf(message.id, mentions, 'create'));
  const pingsAuthor = body.allowed_mentions ? body.allowed_mentions.replied_user === true : true;
  if (target && pingsAuthor) {
    state.pings.push({ messageId: message.id, target: { user: target.authorId }, by: 'reply' });
  }
  return message;
}

function checked({ rules }: World, shown: Shown): Shown {
  checkShown(rules, shown);
  return shown;
}

function replyTarget({ state, rules }: World, channel: Channel, body: MessageBody): Message | undefined {
  const reference = body.message_reference;
  if (reference === undefined || reference === null) return undefined;
  const target = state.messages.get(reference.message_id);
  const there = target !== undefined && target.deletedAt === null && target.channelId === channel.id;
  rules.require('replyTargetExists', there || reference.fail_if_not_exists === false, {
    path: 'message_reference',
    code: 'MESSAGE_REFERENCE_UNKNOWN_MESSAGE',
    message: 'Unknown message',
  });
  return there ? target : undefined;
}

function nonceOf({ nonce }: MessageBody): string | null {
  return nonce === undefined || nonce === null ? null : String(nonce);
}

/** The message that an enforced nonce stands for already. Source: resources/message.mdx#create-message. */
function sameNonce({ state, clock }: World, body: MessageBody): Message | undefined {
  const nonce = nonceOf(body);
  if (nonce === null || body.enforce_nonce !== true) return undefined;
  const since = clock.now() - NONCE_LIFETIME;
  return [...state.messages.values()].find(
    (message) =>
      message.nonce === nonce && message.authorId === state.application.id && message.createdAt >= since,
  );
}

/** Milliseconds for which a nonce is remembered: "the past few minutes", which Discord does not count out. */
const NONCE_LIFETIME = 5 * 60_000;

/** A message of the bot that responds to an interaction; these need no permission in the channel. */
export function respond(
  world: World,
  channel: Channel,
  fields: Pick<Message, 'interactionId' | 'type' | 'replyTo'>,
  body: MessageBody,
): Message {
  const { state, rules } = world;
  checkFields(rules, body, SETTABLE | MessageFlags.Ephemeral);
  const shown = checked(world, shownBy(world, channel.id, body));
  const mentions = permitted(mentioned(shown), body.allowed_mentions, true);
  const message = addMessage(world, {
    channelId: channel.id,
    authorId: state.application.id,
    ...shown,
    ...fields,
    mentions,
  });
  state.pings.push(...pingsOf(message.id, mentions, 'create'));
  return message;
}

/**
 * The bot changes a message of its own. An edit of the text is parsed for mentions anew, with the defaults
 * where `allowed_mentions` is absent. Source: resources/message.mdx#edit-message.
 */
export function editMessage(world: World, message: Message, body: MessageBody): Message {
  const { state, rules, clock } = world;
  rules.require('ownMessage', message.authorId === state.application.id);
  checkUnlocked(world, entry(state.channels, message.channelId));
  checkOldEdits(world, message);
  rules.require('ephemeralFixed', ((body.flags ?? 0) & MessageFlags.Ephemeral) === 0, {
    path: 'flags',
    code: 'MESSAGE_FLAGS_NOT_SETTABLE',
    message: 'EPHEMERAL is fixed by the first response.',
  });
  checkFields(rules, body, SETTABLE);
  const shown = checked(world, edited(world, message, body));
  Object.assign(message, shown);
  message.editedAt = clock.now();
  message.history.push({ at: clock.now(), content: messageText(message) });
  if (body.content !== undefined || body.components !== undefined) {
    message.mentions = permitted(mentioned(shown), body.allowed_mentions, message.interactionId !== null);
    state.pings.push(...pingsOf(message.id, message.mentions, 'edit'));
  }
  announceMessage(world, message, 'MESSAGE_UPDATE');
  return message;
}

/** Flags that an edit cannot take away. */
const LASTING = MessageFlags.Ephemeral | MessageFlags.IsComponentsV2;

function edited(world: World, message: Message, body: MessageBody): Shown {
  const { rules } = world;
  const v2 = (message.flags & MessageFlags.IsComponentsV2) !== 0;
  const asked = body.flags ?? message.flags & SETTABLE;
  // Components are read by the rules of the flags that the request names, if it names any.
  const forgotten = v2 && (asked & MessageFlags.IsComponentsV2) === 0 && (body.components ?? []).length > 0;
  rules.require('v2Irreversible', !forgotten, {
    path: 'flags',
    code: 'UNION_TYPE_CHOICES',
    message: 'IS_COMPONENTS_V2 stays with the message: name it whenever flags are set.',
  });
  return {
    content: body.content === undefined ? message.content : (body.content ?? '').trim(),
    flags: asked | (message.flags & LASTING),
    embeds: body.embeds === undefined ? message.embeds : (body.embeds ?? []),
    components: body.components === undefined ? message.components : numberComponents(body.components ?? []),
    attachments: attached(world, message.channelId, body, message.attachments),
  };
}

const HOUR = 3_600_000;

/** Messages older than an hour take few edits. */
function checkOldEdits({ rules, clock }: World, message: Message): void {
  const old = message.createdAt + HOUR;
  if (clock.now() <= old) return;
  const late = message.history.filter(({ at }) => at > old && at > clock.now() - HOUR);
  rules.requireLater('oldEdits', late.length < limit('oldEdits'), (late[0]?.at ?? old) + HOUR - clock.now());
}

/** The bot removes a message of its own, or with the right to anybody's; in private its own alone. */
export function deleteAsBot(world: World, channel: Channel, message: Message): void {
  const { state, rules } = world;
  const isOwn = message.authorId === state.application.id;
  rules.require('ownInDirect', isOwn || channel.guildId !== null);
  const may = permissionsIn(state, channel, state.application.id);
  rules.require('mayManageMessages', isOwn || (may & PermissionFlagsBits.ManageMessages) !== 0n);
  checkAsleep(world, channel, { mayBeArchived: true });
  deleteMessage(world, message);
}

/** Removes a message; it stays in the state with the time of its end. */
export function deleteMessage(world: World, message: Message): void {
  message.deletedAt = world.clock.now();
  announceMessage(world, message, 'MESSAGE_DELETE');
}

/** A message that is there and in this channel, else 10008; what one person alone sees is not in the channel. */
export function findMessage({ state, rules }: World, channelId: string, messageId: string): Message {
  const message = state.messages.get(messageId);
  const there = message?.channelId === channelId && (message.flags & MessageFlags.Ephemeral) === 0;
  const found = rules.found('messageExists', there ? message : undefined);
  rules.require('messageExists', found.deletedAt === null);
  return found;
}
