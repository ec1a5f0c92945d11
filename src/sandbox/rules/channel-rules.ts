import { refused, type Rule, SOURCES } from './rule.ts';

const { codes, permissions } = SOURCES;

/** Where the bot may write, and to whom. */
export const CHANNEL_RULES = {
  channelExists: refused(404, 10003, 'Unknown Channel', codes),
  mayView: refused(403, 50001, 'Missing Access', permissions),
  maySend: refused(403, 50013, 'Missing Permissions', permissions),
  mayReply: refused(400, 160002, 'Cannot reply without permission to read message history', codes),
  mayEmbed: refused(403, 50013, 'Missing Permissions', permissions),
  userExists: refused(404, 10013, 'Unknown User', codes),
  /** A message of somebody else in a direct conversation cannot be removed. */
  ownInDirect: refused(403, 50003, 'Cannot execute action on a DM channel', codes),
  /**
   * Direct conversations that a bot opens in 10 minutes. The code is documented, how many are too many is not: bots
   * report 25 to 40 (DiscordPHP#467), this is the lower end.
   */
  directsOpened: refused(403, 40003, 'You are opening direct messages too fast', codes, 25),
  mayDirect: refused(403, 50007, 'Cannot send messages to this user', codes),
} as const satisfies Record<string, Rule>;
