import { MessageFlags, PermissionFlagsBits } from 'discord-api-types/v10';
import { checkComponents } from '../components/check-components.ts';
import type { Rulebook } from '../rules/rulebook.ts';
import { permissionsIn } from '../permissions.ts';
import { type Channel, entry, type Message, type World } from '../state.ts';
import { checkEmbeds, isFilled } from './check-embeds.ts';
import type { AllowedMentions, MessageBody } from './message-body.ts';

/** Source: resources/message.mdx#create-message and #edit-message, parameter `flags`. */
export const SETTABLE =
  MessageFlags.SuppressEmbeds | MessageFlags.SuppressNotifications | MessageFlags.IsComponentsV2;

/** What a message shows, as it would be after the request. */
export type Shown = Readonly<Pick<Message, 'content' | 'flags' | 'embeds' | 'components' | 'attachments'>>;

/** Checks the fields of a request that hold whatever the message shows. */
export function checkFields(rules: Rulebook, body: MessageBody, settable: number): void {
  rules.atMost('contentLength', (body.content ?? '').length, 'content');
  rules.atMost('nonceLength', String(body.nonce ?? '').length, 'nonce');
  rules.require('settableFlags', ((body.flags ?? 0) & ~settable) === 0, {
    path: 'flags',
    code: 'MESSAGE_FLAGS_NOT_SETTABLE',
    message: `Only ${String(settable)} can be set, not ${String(body.flags)}.`,
  });
  checkAllowedMentions(rules, body.allowed_mentions ?? {});
}

function checkAllowedMentions(rules: Rulebook, allowed: AllowedMentions): void {
  const { parse = [], users = [], roles = [] } = allowed;
  const exclusive =
    !(parse.includes('users') && users.length > 0) && !(parse.includes('roles') && roles.length > 0);
  rules.require('mentionsExclusive', exclusive, {
    path: 'allowed_mentions',
    code: 'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE',
    message: 'parse and a list of ids are mutually exclusive.',
  });
  rules.atMost('mentionsAtMost', Math.max(users.length, roles.length), 'allowed_mentions');
}

/** Checks what a message will show. */
export function checkShown(rules: Rulebook, shown: Shown): void {
  const v2 = (shown.flags & MessageFlags.IsComponentsV2) !== 0;
  const { content, embeds, components, attachments } = shown;
  const files = attachments.map(({ filename }) => filename);
  rules.require('v2Exclusive', !v2 || (content === '' && embeds.length === 0), {
    path: content === '' ? 'embeds' : 'content',
    code: 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
    message: 'The field cannot be used when using MessageFlags.IS_COMPONENTS_V2',
  });
  checkEmbeds(rules, embeds, files);
  checkComponents(rules, components, { v2, files });
  const attached = !v2 && files.length > 0;
  const filled = content !== '' || embeds.some(isFilled) || components.length > 0 || attached;
  rules.require('contentPresent', filled);
}

/** Checks that the bot may write in a channel, and write this. */
export function checkChannel({ state, rules }: World, channel: Channel, body: MessageBody): void {
  if (channel.recipientId !== null) {
    rules.require('mayDirect', entry(state.users, channel.recipientId).acceptsDirectMessages);
    return;
  }
  const may = permissionsIn(state, channel, state.application.id);
  const has = (permission: bigint): boolean => (may & permission) !== 0n;
  const { thread } = channel;
  rules.require(
    'maySend',
    has(thread ? PermissionFlagsBits.SendMessagesInThreads : PermissionFlagsBits.SendMessages),
  );
  rules.require('lockedThread', !thread?.locked || has(PermissionFlagsBits.ManageThreads));
  const replies = body.message_reference !== undefined && body.message_reference !== null;
  rules.require('mayReply', !replies || has(PermissionFlagsBits.ReadMessageHistory));
  rules.require('mayAttach', (body.files ?? []).length === 0 || has(PermissionFlagsBits.AttachFiles));
  rules.require('mayEmbed', (body.embeds ?? []).length === 0 || has(PermissionFlagsBits.EmbedLinks));
}
