import { MessageFlags, MessageType, PermissionFlagsBits } from 'discord-api-types/v10';
import { addMessage, announceMessage } from '../messages/add-message.ts';
import { type Mentions, mentionsIn } from '../messages/mentions.ts';
import { messageText } from '../messages/message-text.ts';
import { deleteMessage } from '../messages/messages.ts';
import { type Attachment, entry, isThread, type Message } from '../state.ts';
import { complaint, may, type Viewpoint } from './viewpoint.ts';

/** Messages of people: writing, changing and removing them, as far as a client lets them. */

const { ManageMessages, ManageThreads, MentionEveryone } = PermissionFlagsBits;

/** Whom a person's text notifies: somebody who is there, and everybody where the right is there. */
function mentionedBy(at: Viewpoint, text: string, replied: readonly string[]): Mentions {
  const found = mentionsIn(text);
  const { users } = at.world.state;
  return {
    users: [...new Set([...found.users, ...replied])].filter((id) => users.has(id)),
    roles: found.roles,
    everyone: found.everyone && may(at, MentionEveryone),
  };
}

/**
 * Writes a message; in a thread that is archived it wakes that up.
 * @throws Error where the thread is locked, or not for this person
 */
export function writeMessage(
  at: Viewpoint,
  text: string,
  {
    replyTo = null,
    replied = [],
    attachments = [],
  }: {
    readonly replyTo?: string | null;
    readonly replied?: readonly string[];
    readonly attachments?: readonly Attachment[];
  } = {},
): Message {
  const { channel, user, world } = at;
  if (isThread(channel)) {
    const needed = PermissionFlagsBits.ViewChannel | PermissionFlagsBits.SendMessagesInThreads;
    if (!may(at, needed)) throw complaint(at, `${user.name} cannot write in ${channel.name}.`);
    if (channel.thread.locked && !may(at, ManageThreads)) throw complaint(at, `${channel.name} is locked.`);
  }
  return addMessage(world, {
    channelId: channel.id,
    authorId: user.id,
    content: text.trim(),
    attachments,
    type: replyTo === null ? MessageType.Default : MessageType.Reply,
    mentions: mentionedBy(at, text, replied),
    replyTo,
  });
}

/**
 * Changes what a message of one's own says; whom it mentions is read anew, and nobody is notified.
 * @throws Error where it is somebody else's, or gone, or in a thread that is archived or locked
 */
export function editOwn(at: Viewpoint, message: Message, text: string): void {
  const { user, world } = at;
  if (message.authorId !== user.id || message.deletedAt !== null)
    throw complaint(at, `${user.name} cannot edit this message.`);
  const channel = entry(world.state.channels, message.channelId);
  if (channel.thread?.archived === true) throw complaint(at, `${channel.name} is archived.`);
  if (channel.thread?.locked === true && !may({ ...at, channel }, ManageThreads))
    throw complaint(at, `${channel.name} is locked.`);
  const replied = message.replyTo === null ? undefined : world.state.messages.get(message.replyTo);
  const pinged = replied && message.mentions.users.includes(replied.authorId) ? [replied.authorId] : [];
  message.content = text.trim();
  message.mentions = mentionedBy({ ...at, channel }, text, pinged);
  message.editedAt = world.clock.now();
  message.history.push({ at: world.clock.now(), content: messageText(message) });
  announceMessage(world, message, 'MESSAGE_UPDATE');
}

/**
 * Removes a message: one's own, or as a moderator anybody's. What one alone sees is put away, and nobody learns of it.
 * @throws Error where a client would not let that happen
 */
export function removeAs(at: Viewpoint, message: Message): void {
  const { user, world } = at;
  const channel = entry(world.state.channels, message.channelId);
  const isOwn = message.authorId === user.id || (message.flags & MessageFlags.Ephemeral) !== 0;
  const moderates = channel.guildId !== null && may({ ...at, channel }, ManageMessages);
  if (message.deletedAt !== null || !(isOwn || moderates))
    throw complaint(at, `${user.name} cannot delete this message.`);
  deleteMessage(world, message);
}
