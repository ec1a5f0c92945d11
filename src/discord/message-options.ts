import { MessageFlags } from 'discord.js';

/** Nobody is pinged, whatever a text says. Set on every send and edit, since an edit is parsed anew without it. */
export const NO_MENTIONS: { parse: []; repliedUser: false } = { parse: [], repliedUser: false };

/** What every message of the bot has: its text, no pings, no link previews. */
export function messageOptions(content: string): {
  content: string;
  allowedMentions: typeof NO_MENTIONS;
  flags: MessageFlags.SuppressEmbeds;
} {
  return { content, allowedMentions: NO_MENTIONS, flags: MessageFlags.SuppressEmbeds };
}
