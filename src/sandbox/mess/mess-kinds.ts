/** One way in which Discord is not tidy. */
export interface MessKind {
  /** What its number means: a share of what it may hit, from 0 to 1, or milliseconds. */
  readonly unit: 'share' | 'ms';
  /** A number to try a bot with. */
  readonly typical: number;
  readonly what: string;
  /** Where it is documented, or who has met it. */
  readonly source: string;
}

/** Everything that Discord does to a correct bot, each of which a test may turn on by itself. */
export const MESS = {
  eventFirst: {
    unit: 'share',
    typical: 1,
    what: 'The event of a message that the bot sends comes before the response to its request.',
    source: 'reference.mdx#consistency: nothing is ordered between the API and the gateway',
  },
  duplicatedEvents: {
    unit: 'share',
    typical: 0.5,
    what: 'After a resume, events that the bot already had come again.',
    source: 'reference.mdx#consistency: an event may be sent up to n times',
  },
  reorderedEvents: {
    unit: 'share',
    typical: 1,
    what: 'After a resume, missed events come in another order.',
    source: 'reference.mdx#consistency, although events/gateway.mdx#resuming promises order',
  },
  droppedSockets: {
    unit: 'ms',
    typical: 5000,
    what: 'So often every connection to the gateway is cut without a close frame.',
    source: 'events/gateway.mdx#disconnecting: "disconnects are a semi-regular event and should be expected"',
  },
  absentMember: {
    unit: 'share',
    typical: 1,
    what: 'Events of messages in a server carry no `member`.',
    source: 'events/gateway-events.mdx#message-create, optional field `member`',
  },
  absentChannel: {
    unit: 'share',
    typical: 1,
    what: 'Interactions carry no `channel`, only its id.',
    source:
      'interactions/receiving-and-responding.mdx#interaction-object-interaction-structure, optional field `channel`',
  },
  lostResponses: {
    unit: 'share',
    typical: 0.1,
    what: 'A request succeeded, and its connection breaks before the response: asked again, a callback gets 40060.',
    source: 'reference.mdx#consistency; whoever retries a callback meets TripSit/TripBot#771',
  },
  serverErrors: {
    unit: 'share',
    typical: 0.1,
    what: 'A request is answered with 500, 502 or 503, and nothing was done.',
    source: 'topics/opcodes-and-status-codes.mdx#http-http-response-codes, 502 and 5xx',
  },
  slowAnswers: {
    unit: 'share',
    typical: 0.1,
    what: 'A request is done at once and answered 4 seconds later, after the 3 seconds of an interaction.',
    source: 'discord/discord-api-docs#5558',
  },
  sharedLimits: {
    unit: 'share',
    typical: 0.1,
    what: 'A request is refused with 429 since others have used up the resource; it does not count as invalid.',
    source: 'topics/rate-limits.mdx#exceeding-a-rate-limit, scope `shared`',
  },
  unansweredHeartbeats: {
    unit: 'share',
    typical: 1,
    what: 'Heartbeats get no acknowledgement: the connection is a zombie.',
    source: 'events/gateway.mdx#sending-heartbeats',
  },
} as const satisfies Record<string, MessKind>;

export type MessName = keyof typeof MESS;

/** How much of each kind, in its unit; kinds that are not named do not happen. */
export type MessSettings = Readonly<Partial<Record<MessName, number>>> & {
  /** The same seed gives the same mess. */
  readonly seed?: number;
};

/** Everything at once, as much as is typical. */
export function allMess(seed = 1): MessSettings {
  const typical = Object.entries(MESS).map(([name, kind]) => [name, kind.typical]);
  return { ...(Object.fromEntries(typical) as MessSettings), seed };
}
