/** One rule of the gateway, as a row of the table. */
export interface GatewayRule {
  /** The limit, in the unit that the description says; `null` where the rule is not a number. */
  readonly value: number | null;
  /** The close code that answers whoever breaks it; `null` where the answer is an invalid session (opcode 9). */
  readonly close: number | null;
  readonly reason: string;
  /** True where a correct bot never comes here: breaking the rule fails the test that caused it. */
  readonly fault: boolean;
  /** A file of Discord's developer documentation, with the heading where it has one. */
  readonly source: string;
}

const CODES = 'topics/opcodes-and-status-codes.mdx#gateway-close-event-codes';
const GATEWAY = 'events/gateway.mdx';
const EVENTS = 'events/gateway-events.mdx';

const row = (
  close: number | null,
  reason: string,
  source: string,
  { value = null, fault = true }: { readonly value?: number | null; readonly fault?: boolean } = {},
): GatewayRule => ({ value, close, reason, fault, source });

const UNDECODABLE = 'Error while decoding payload.';

/** Rules of the gateway, each with the code that answers whoever breaks it, and its source. */
export const GATEWAY_RULES = {
  /** Voice, soundboard and whatever else is not modelled ends here too. */
  knownOpcode: row(4001, 'Unknown opcode.', CODES),
  decodable: row(4002, UNDECODABLE, CODES),
  /** The fields of what a bot sends. */
  validPayload: row(4002, UNDECODABLE, `${EVENTS}#send-events`),
  /** Bytes of one payload that a bot sends. */
  payloadSize: row(4002, UNDECODABLE, `${GATEWAY}#sending-events`, { value: 4096 }),
  /** JSON is modelled, ETF is not. */
  encoding: row(4002, UNDECODABLE, `${GATEWAY}#encoding-and-compression`),
  /** zlib-stream is modelled, zstd-stream is not. */
  compression: row(4002, UNDECODABLE, `${GATEWAY}#transport-compression`),
  authenticatedFirst: row(4003, 'Not authenticated.', CODES),
  authentic: row(4004, 'Authentication failed.', CODES, { fault: false }),
  /** Identifications in 24 hours; the next one resets the token. */
  sessionStarts: row(4004, 'Authentication failed.', `${GATEWAY}#identifying`, { value: 1000 }),
  identifiedOnce: row(4005, 'Already authenticated.', CODES),
  validSequence: row(4007, 'Invalid seq.', CODES),
  /** Payloads of a bot in 60 seconds of one connection. */
  sendRate: row(4008, 'Rate limited.', `${GATEWAY}#rate-limiting`, { value: 120 }),
  /** Milliseconds between heartbeats; as many again are waited. */
  heartbeatInTime: row(4009, 'Session timed out.', `${GATEWAY}#sending-heartbeats`, {
    value: 41_250,
    fault: false,
  }),
  /** One shard is modelled. */
  validShard: row(4010, 'Invalid shard.', CODES),
  /** Servers that one shard may serve. */
  shardingRequired: row(4011, 'Sharding required.', `${GATEWAY}#sharding`, { value: 2500 }),
  version: row(4012, 'Invalid API version.', CODES, { value: 10 }),
  validIntents: row(4013, 'Invalid intent(s).', CODES),
  allowedIntents: row(4014, 'Disallowed intent(s).', `${GATEWAY}#privileged-intents`),
  /** All members of a server, and presences, need a privileged intent; the close code is not documented. */
  memberIntents: row(4014, 'Disallowed intent(s).', `${EVENTS}#request-guild-members`),
  /** Milliseconds between two identifications; the second one before gets an invalid session. */
  identifyRate: row(null, 'Invalid session.', `${GATEWAY}#rate-limiting`, { value: 5000, fault: false }),
} as const satisfies Record<string, GatewayRule>;

export type GatewayRuleName = keyof typeof GATEWAY_RULES;

/** The number of a rule of the gateway that is one. */
export function gatewayLimit(name: GatewayRuleName): number {
  return GATEWAY_RULES[name].value ?? Number.POSITIVE_INFINITY;
}
