import { invalid, refused, type Rule, SOURCES, wrong } from './rule.ts';

const { codes, messages, channels, permissions, threads } = SOURCES;

/** Reactions, history and threads. */
export const CHANNEL_LIFE_RULES = {
  mayReact: refused(403, 50013, 'Missing Permissions', permissions),
  /** Different emojis under one message. */
  reactionsAtMost: refused(400, 30010, 'Maximum number of reactions reached', codes, 20),
  emojiKnown: wrong(400, 10014, 'Unknown Emoji', codes),
  /** Messages that one request may read. */
  historyLimit: invalid(100, `${messages}#get-channel-messages`),
  /** Messages that one request may remove: 2 at least. */
  bulkCount: {
    ...wrong(400, 50016, 'Provided too few or too many messages to delete.', codes),
    value: 100,
  },
  /** Milliseconds: older messages are removed one by one. */
  bulkAge: {
    ...wrong(400, 50034, 'You can only bulk delete messages that are under 14 days old.', codes),
    value: 14 * 86_400_000,
  },
  mayManageMessages: refused(403, 50013, 'Missing Permissions', permissions),

  mayThread: refused(403, 50013, 'Missing Permissions', permissions),
  /** Changes of a thread, and of who is in it. */
  mayManageThread: refused(403, 50013, 'Missing Permissions', `${threads}#editing-deleting-threads`),
  mayAddMember: refused(403, 50013, 'Missing Permissions', `${channels}#add-thread-member`),
  /** Everybody in a thread is told to those with the privileged intent alone. */
  mayListMembers: refused(403, 50001, 'Missing Access', `${channels}#list-thread-members`),
  /** Archived threads: the history of the channel, and for private ones the right to manage threads. */
  mayReadThreads: refused(403, 50013, 'Missing Permissions', `${channels}#list-public-archived-threads`),
  memberExists: refused(404, 10007, 'Unknown Member', codes),
  /** People in one thread. */
  threadMembers: refused(
    400,
    30033,
    'Max number of thread participants has been reached (1000)',
    codes,
    1000,
  ),
  /** Active threads of one server. That there is a cap is documented, its height is not: this is a guess. */
  activeThreads: refused(400, 160006, 'Maximum number of active threads has been reached', codes, 1000),
  threadName: invalid(100, `${channels}#start-thread-from-message`),
  oneThreadPerMessage: refused(400, 160004, 'A thread has already been created for this message', codes),
  /** Threads begin in text channels. */
  threadPlace: wrong(400, 50024, 'Cannot execute action on this channel type', codes),
  archivedThread: refused(400, 50083, 'Thread is archived', codes),
  lockedThread: refused(400, 160005, 'Thread is locked', codes),
  slowMode: invalid(21_600, `${channels}#start-thread-from-message`),
} as const satisfies Record<string, Rule>;
