import { InteractionType, MessageFlags } from 'discord-api-types/v10';
import type { Attachment, Message, State } from '../sandbox/state.ts';
import { maySee } from './may-see.ts';
import type { FileOnPage, MessageOnPage, ReplyOnPage } from './view.ts';

/** Characters of a message that stand above a reply to it. */
const MOST_REPLY_PREVIEW = 120;

/** Pictures that hold nothing but pixels; an SVG may hold a script. */
const PICTURES: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);

/** True for files that a page may show in place. */
export function isPicture({ contentType }: Pick<Attachment, 'contentType'>): boolean {
  return PICTURES.has(contentType);
}

/** A message as one person sees it. */
export function messageOnPage(state: State, message: Message, personId: string): MessageOnPage {
  const { flags, mentions, interactionId } = message;
  const interaction = interactionId === null ? undefined : state.interactions.get(interactionId);
  return {
    id: message.id,
    authorId: message.authorId,
    text: message.content,
    at: message.createdAt,
    edited: wasEdited(message),
    ephemeral: (flags & MessageFlags.Ephemeral) !== 0,
    thinking: (flags & MessageFlags.Loading) !== 0,
    mentionsMe: mentions.everyone || mentions.users.includes(personId),
    // What a button brings stands below the message with the button.
    reply: replyOnPage(state, message.replyTo ?? interaction?.messageId ?? null),
    command:
      interaction?.type === InteractionType.ApplicationCommand
        ? { userId: interaction.userId, name: interaction.name }
        : null,
    components: message.components,
    embeds: message.embeds,
    files: message.attachments.map((file) => fileOnPage(file, personId)),
    reactions: message.reactions.map(({ emoji, userIds }) => ({
      emoji,
      count: userIds.length,
      mine: userIds.includes(personId),
    })),
    threadId: threadUnder(state, message, personId),
  };
}

function fileOnPage(file: Attachment, personId: string): FileOnPage {
  return {
    id: file.id,
    name: file.filename,
    description: file.description,
    size: file.size,
    address: `/files/${file.id}?as=${personId}`,
    isPicture: isPicture(file),
  };
}

/** The thread that was started under a message, where this person may see it. */
function threadUnder(state: State, { id }: Message, personId: string): string | null {
  const channels = [...state.channels.values()];
  const found = channels.find(
    (channel) => channel.thread?.messageId === id && maySee(state, channel, personId),
  );
  return found?.id ?? null;
}

/** The first text of a deferred response is no edit; what comes after is marked. */
function wasEdited({ history }: Message): boolean {
  return history.filter(({ content }) => content !== '').length > 1;
}

function replyOnPage(state: State, replyTo: string | null): ReplyOnPage | 'deleted' | null {
  if (replyTo === null) return null;
  const target = state.messages.get(replyTo);
  if (target === undefined || target.deletedAt !== null) return 'deleted';
  const [line = ''] = target.content.split('\n');
  return { messageId: target.id, authorId: target.authorId, text: line.slice(0, MOST_REPLY_PREVIEW) };
}
