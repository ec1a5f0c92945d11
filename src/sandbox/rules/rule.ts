/** One limit or rule of Discord, as a row of the table. */
export interface Rule {
  /** The limit, in the unit that its name or description says; `null` where the rule is not a number. */
  readonly value: number | null;
  /** HTTP status and Discord's error code of the answer. */
  readonly status: number;
  readonly code: number;
  readonly message: string;
  /** True where a correct bot never comes here: breaking the rule fails the test that caused it. */
  readonly fault: boolean;
  /** A file of Discord's developer documentation, with the heading where it has one. */
  readonly source: string;
}

/** Files of Discord's developer documentation that several rules cite. */
export const SOURCES = {
  codes: 'topics/opcodes-and-status-codes.mdx#json',
  interactions: 'interactions/receiving-and-responding.mdx',
  commands: 'interactions/application-commands.mdx',
  components: 'components/reference.mdx',
  messages: 'resources/message.mdx',
  channels: 'resources/channel.mdx',
  permissions: 'topics/permissions.mdx',
  threads: 'topics/threads.mdx',
} as const;

/** 50035, which only a wrong request gets. */
export function invalid(value: number | null, source: string): Rule {
  return { value, status: 400, code: 50035, message: 'Invalid Form Body', fault: true, source };
}

/** Something that a correct bot never does. */
export function wrong(status: number, code: number, message: string, source: string): Rule {
  return { value: null, status, code, message, fault: true, source };
}

/** Something that may happen to a correct bot: a message that is gone, a right that was taken away. */
export function refused(
  status: number,
  code: number,
  message: string,
  source: string,
  value: number | null = null,
): Rule {
  return { value, status, code, message, fault: false, source };
}
