import { invalid, refused, type Rule, SOURCES, wrong } from './rule.ts';

const { codes, messages } = SOURCES;

/** Messages. Lengths are in UTF-16 units, which are never fewer than what Discord counts. */
export const MESSAGE_RULES = {
  contentLength: invalid(2000, `${messages}#create-message`),
  contentPresent: wrong(400, 50006, 'Cannot send an empty message', codes),
  nonceLength: invalid(25, `${messages}#create-message`),
  settableFlags: invalid(null, `${messages}#create-message`),
  /** A kind of mention in `parse` and a list of its ids at once. */
  mentionsExclusive: invalid(null, `${messages}#allowed-mentions-object`),
  /** Users, and roles, that one message may name. */
  mentionsAtMost: invalid(100, `${messages}#allowed-mentions-object`),
  replyTargetExists: refused(400, 50035, 'Invalid Form Body', `${messages}#message-reference-structure`),
  ownMessage: wrong(403, 50005, 'Cannot edit a message authored by another user', codes),
  messageExists: refused(404, 10008, 'Unknown Message', codes),
  /**
   * Edits of one message that is older than an hour, within an hour. That there is a cap is documented, its height
   * is not (discord-api-docs#4413): this is a cautious guess. It is answered with 429 like any limit (aikaterna-cogs#302), and
   * here with the time after which the next edit is taken.
   */
  oldEdits: refused(
    429,
    30046,
    'Maximum number of edits to messages older than 1 hour reached. Try again later.',
    codes,
    3,
  ),
} as const satisfies Record<string, Rule>;
