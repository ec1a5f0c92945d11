import { type APIActionRowComponent, type APIComponentInMessageActionRow, MessageFlags } from 'discord.js';

/** Buttons and selects below a message, as Discord takes them. */
export type Row = APIActionRowComponent<APIComponentInMessageActionRow>;

/** A message as it is shown: its text, and what can be pressed below it. */
export interface View {
  readonly content: string;
  readonly rows: readonly Row[];
}

/**
 * A text that stands by itself says first whom it answers; the mention pings nobody.
 * @param askerId user id
 */
export function addressed(askerId: string, text: string): string {
  return `<@${askerId}>\n${text}`;
}

/** Most characters that `addressed` adds: ids have 20 digits at most. */
export const MOST_ADDRESS = 24;

/** Nobody is pinged, whatever a text says. Set on every send and edit, since an edit is parsed anew without it. */
export const NO_MENTIONS: { parse: []; repliedUser: false } = { parse: [], repliedUser: false };

/** What every message of the bot has, for discord.js: its text, no pings, no link previews. */
export function messageOptions(content: string): {
  content: string;
  allowedMentions: typeof NO_MENTIONS;
  flags: MessageFlags.SuppressEmbeds;
} {
  return { content, allowedMentions: NO_MENTIONS, flags: MessageFlags.SuppressEmbeds };
}

/** The same for Discord's REST API itself. */
export interface MessageBody {
  content: string;
  components: Row[];
  allowed_mentions: { parse: []; replied_user: false };
  flags: number;
}

/**
 * Everything is named, so that an edit takes away what could be pressed before, and pings nobody either.
 * @param isNewAndPrivate true for a message that only one person will see; an edit does not say it again
 */
export function messageBody({ content, rows }: View, isNewAndPrivate = false): MessageBody {
  return {
    content,
    components: [...rows],
    allowed_mentions: { parse: [], replied_user: false },
    flags: MessageFlags.SuppressEmbeds | (isNewAndPrivate ? MessageFlags.Ephemeral : 0),
  };
}
