/** What the gateway remembers, as plain data: a test may read all of it. */

/** An event as it was sent, to be sent again when the session is resumed. */
export interface SentEvent {
  /** Its sequence number. */
  readonly s: number;
  readonly t: string;
  readonly d: unknown;
}

/** What outlives a connection. */
export interface Session {
  readonly id: string;
  readonly intents: number;
  /** The sequence number of its last event. */
  sequence: number;
  /** The last events, oldest first. */
  events: SentEvent[];
  connected: boolean;
  /** How often it was resumed. */
  resumed: number;
}

export interface GatewayState {
  /** Those that can be resumed, connected or not. */
  readonly sessions: Map<string, Session>;
  /** When the bot identified, in the last 24 hours. */
  starts: number[];
  /** What the bot shows itself as; `null` where it has said nothing. */
  presence: unknown;
}

export function emptyGatewayState(): GatewayState {
  return { sessions: new Map(), starts: [], presence: null };
}

/** Events that are kept although the bot has them: so many may come a second time. */
const KEPT = 50;

/** Adds an event to a session. */
export function record(session: Session, t: string, d: unknown): SentEvent {
  session.sequence += 1;
  const event = { s: session.sequence, t, d };
  session.events.push(event);
  return event;
}

/** Forgets events that the bot has, by what its heartbeat says. */
export function acknowledge(session: Session, sequence: number): void {
  const oldest = sequence - KEPT;
  if ((session.events[0]?.s ?? Number.POSITIVE_INFINITY) <= oldest)
    session.events = session.events.filter(({ s }) => s > oldest);
}

/** The events after this one, or `undefined` where some of them are forgotten. */
export function missed(session: Session, sequence: number): readonly SentEvent[] | undefined {
  const oldest = session.events[0]?.s ?? session.sequence + 1;
  return sequence < oldest - 1 ? undefined : session.events.filter(({ s }) => s > sequence);
}
