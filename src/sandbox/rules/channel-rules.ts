import { refused, type Rule, SOURCES } from './rule.ts';

const { codes, permissions } = SOURCES;

/** Where the bot may write, and to whom. */
export const CHANNEL_RULES = {
  channelExists: refused(404, 10003, 'Unknown Channel', codes),
  mayView: refused(403, 50001, 'Missing Access', permissions),
  maySend: refused(403, 50013, 'Missing Permissions', permissions),
  mayReply: refused(400, 160002, 'Cannot reply without permission to read message history', codes),
  mayEmbed: refused(403, 50013, 'Missing Permissions', permissions),
  mayDirect: refused(403, 50007, 'Cannot send messages to this user', codes),
} as const satisfies Record<string, Rule>;
