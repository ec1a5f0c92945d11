/**
 * The limits and rules of Discord that the sandbox enforces, in one table. A source is a file of
 * Discord's developer documentation, with the heading where it has one.
 */

export interface Rule {
  /** The limit, in the unit that its name or description says; `null` where the rule is not a number. */
  readonly value: number | null;
  /** HTTP status and Discord's error code of the answer. */
  readonly status: number;
  readonly code: number;
  readonly message: string;
  /** True where a correct bot never comes here: breaking the rule fails the test that caused it. */
  readonly fault: boolean;
  readonly source: string;
}

type Row = readonly [value: number | null, code: number, source: string];

const row = (status: number, message: string, fault: boolean, [value, code, source]: Row): Rule => ({
  value,
  status,
  code,
  message,
  fault,
  source,
});

/** 50035, which only a wrong request gets. */
const invalid = (value: number | null, source: string): Rule =>
  row(400, 'Invalid Form Body', true, [value, 50035, source]);

const CODES = 'topics/opcodes-and-status-codes.mdx#json';
const INTERACTIONS = 'interactions/receiving-and-responding.mdx';
const COMMANDS = 'interactions/application-commands.mdx';
const MESSAGES = 'resources/message.mdx';

export const RULES = {
  // What the sandbox does not model is refused rather than ignored.
  knownRoute: row(404, '404: Not Found', true, [null, 0, 'topics/opcodes-and-status-codes.mdx#http']),
  knownFields: invalid(null, 'the schema of the route, and the official OpenAPI description'),
  authorised: row(401, '401: Unauthorized', false, [null, 0, 'reference.mdx#authentication']),

  // Messages. Lengths are in UTF-16 units, which are never fewer than what Discord counts.
  contentLength: invalid(2000, `${MESSAGES}#create-message`),
  contentPresent: row(400, 'Cannot send an empty message', true, [null, 50006, CODES]),
  nonceLength: invalid(25, `${MESSAGES}#create-message`),
  settableFlags: invalid(null, `${MESSAGES}#create-message`),
  /** A kind of mention in `parse` and a list of its ids at once. */
  mentionsExclusive: invalid(null, `${MESSAGES}#allowed-mentions-object`),
  /** Users, and roles, that one message may name. */
  mentionsAtMost: invalid(100, `${MESSAGES}#allowed-mentions-object`),
  replyTargetExists: row(400, 'Invalid Form Body', false, [null, 50035, `${MESSAGES}#message-reference`]),
  ownMessage: row(403, 'Cannot edit a message authored by another user', true, [null, 50005, CODES]),
  messageExists: row(404, 'Unknown Message', false, [null, 10008, CODES]),
  channelExists: row(404, 'Unknown Channel', false, [null, 10003, CODES]),
  mayView: row(403, 'Missing Access', false, [null, 50001, 'topics/permissions.mdx']),
  maySend: row(403, 'Missing Permissions', false, [null, 50013, 'topics/permissions.mdx']),
  mayReply: row(400, 'Cannot reply without permission to read message history', false, [null, 160002, CODES]),
  mayDirect: row(403, 'Cannot send messages to this user', false, [null, 50007, CODES]),

  // Interactions. Times are in milliseconds.
  acknowledgeWithin: row(404, 'Unknown interaction', false, [
    3000,
    10062,
    `${INTERACTIONS}#followup-messages`,
  ]),
  acknowledgeOnce: row(400, 'Interaction has already been acknowledged.', true, [null, 40060, CODES]),
  tokenLifetime: row(401, 'Invalid Webhook Token', false, [
    900_000,
    50027,
    `${INTERACTIONS}#followup-messages`,
  ]),
  /** Edits and follow-ups need a first response. */
  acknowledgedFirst: row(404, 'Unknown Webhook', true, [null, 10015, `${INTERACTIONS}#followup-messages`]),
  /** A deferral accepts EPHEMERAL alone, and no edit changes it later. */
  ephemeralFixed: invalid(null, `${INTERACTIONS}#interaction-response-object-messages`),

  // Commands. Lengths are in characters.
  commandCount: invalid(100, `${COMMANDS}#registering-a-command`),
  commandName: invalid(32, `${COMMANDS}#application-command-naming`),
  commandDescription: invalid(100, `${COMMANDS}#application-command-object`),
  commandOptions: invalid(25, `${COMMANDS}#application-command-object`),
} as const satisfies Record<string, Rule>;

export type RuleName = keyof typeof RULES;

/** Rules of the gateway: the close code that answers whoever breaks one. Source: topics/opcodes-and-status-codes.mdx#gateway. */
export const GATEWAY_RULES = {
  knownOpcode: { value: null, close: 4001, reason: 'Unknown opcode.' },
  decodable: { value: null, close: 4002, reason: 'Error while decoding payload.' },
  /** Bytes of one payload that a bot sends. Source: events/gateway.mdx#sending-events. */
  payloadSize: { value: 4096, close: 4002, reason: 'Error while decoding payload.' },
  authenticatedFirst: { value: null, close: 4003, reason: 'Not authenticated.' },
  authentic: { value: null, close: 4004, reason: 'Authentication failed.' },
  identifiedOnce: { value: null, close: 4005, reason: 'Already authenticated.' },
  version: { value: 10, close: 4012, reason: 'Invalid API version.' },
  validIntents: { value: null, close: 4013, reason: 'Invalid intent(s).' },
  allowedIntents: { value: null, close: 4014, reason: 'Disallowed intent(s).' },
} as const;

/** What one field of a request did wrong; `code` as Discord names it. */
export interface FieldError {
  readonly path: string;
  readonly code: string;
  readonly message: string;
}

/** An error answer of the REST API. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly rule: RuleName;
  readonly status: number;
  readonly fault: boolean;
  readonly body: unknown;

  constructor(name: RuleName, errors: readonly FieldError[] = []) {
    const rule = RULES[name];
    super(`${rule.message}${errors.map((error) => `; ${error.path}: ${error.message}`).join('')}`);
    this.rule = name;
    this.status = rule.status;
    this.fault = rule.fault;
    this.body = {
      message: rule.message,
      code: rule.code,
      ...(errors.length > 0 && { errors: nested(errors) }),
    };
  }
}

/**
 * `a.b` becomes `{ a: { b: { _errors: [...] } } }`; of several errors in one field the last is told.
 * Source: reference.mdx#error-messages.
 */
function nested(errors: readonly FieldError[]): Readonly<Record<string, unknown>> {
  const entries = errors.map(({ path, ...error }): [string, unknown] => {
    const [first = '', ...keys] = path.split('.');
    return [first, keys.reduceRight<unknown>((inner, key) => ({ [key]: inner }), { _errors: [error] })];
  });
  return Object.fromEntries(entries);
}

/** The table at work; single rules can be switched off to prove that a test would notice. */
export class Rulebook {
  readonly #off: ReadonlySet<RuleName>;

  constructor(off: Iterable<RuleName> = []) {
    this.#off = new Set(off);
  }

  /** @throws ApiError where the rule is on and does not hold. */
  require(name: RuleName, holds: boolean, ...errors: readonly FieldError[]): void {
    if (!holds && !this.#off.has(name)) throw new ApiError(name, errors);
  }

  /** Requires that a field is not longer than the rule's value. */
  atMost(name: RuleName, length: number, path: string): void {
    const most = limit(name);
    const message = `Must be ${String(most)} or fewer in length.`;
    this.require(name, length <= most, { path, code: 'BASE_TYPE_MAX_LENGTH', message });
  }

  /** Hands on what is there; what is not there cannot be had by switching the rule off. */
  found<T>(name: RuleName, value: T | undefined): T {
    if (value === undefined) throw new ApiError(name);
    return value;
  }
}

/** The number of a rule that is one. */
export function limit(name: RuleName): number {
  return RULES[name].value ?? Number.POSITIVE_INFINITY;
}
