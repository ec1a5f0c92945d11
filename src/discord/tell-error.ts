import { DiscordAPIError, RESTJSONErrorCodes } from 'discord.js';
import type { Logger } from 'pino';
import { UserError } from '../errors.ts';
import type { Phrases } from '../i18n/phrases.ts';
import { plainText } from './views/markdown.ts';

/**
 * The one place where an error becomes words: it is logged in full, and people read the sentence of a UserError
 * or one that says nothing about the inside.
 */
export function tellError(error: unknown, words: Phrases, log: Logger): string {
  if (error instanceof UserError) {
    log.warn({ err: error }, 'a question could not be answered');
    return plainText(error.message);
  }
  log.error({ err: error }, 'something went wrong');
  return words.somethingWentWrong;
}

/** Codes of Discord that mean: what was to be answered, or the right to answer there, is no longer there. */
const GONE: ReadonlySet<number | string> = new Set([
  10_003, // unknown channel
  10_008, // unknown message
  10_015, // unknown webhook
  10_062, // unknown interaction: acknowledged too late, or on a connection that is gone
  40_060, // acknowledged already, perhaps by a request whose answer was lost
  50_001, // missing access
  50_007, // takes no direct messages
  50_013, // missing permissions
  50_027, // the interaction's token has expired
  160_002, // may not reply there
]);

/** True where the 15 minutes of an interaction that was acknowledged are over. */
export function isExpired(error: unknown): boolean {
  return error instanceof DiscordAPIError && error.code === RESTJSONErrorCodes.InvalidWebhookToken;
}

/** True for errors after which nothing more can be said in this place. */
export function isGone(error: unknown): boolean {
  if (!(error instanceof DiscordAPIError)) return false;
  // A reply to a message that was deleted meanwhile.
  return GONE.has(error.code) || error.message.includes('MESSAGE_REFERENCE_UNKNOWN_MESSAGE');
}
