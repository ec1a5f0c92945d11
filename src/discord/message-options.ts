import { MessageFlags } from 'discord.js';

/** Nobody is pinged, whatever a text says. Set on every send and edit, since an edit is parsed anew without it. */
export const NO_MENTIONS = { parse: [], repliedUser: false } as const;

/** What every message of the bot has: its text, no pings, no link previews. */
export function messageOptions(content: string): {
  content: string;
  allowedMentions: { parse: []; repliedUser: false };
  flags: MessageFlags.SuppressEmbeds;
} {
  return { content, allowedMentions: { parse: [], repliedUser: false }, flags: MessageFlags.SuppressEmbeds };
}
