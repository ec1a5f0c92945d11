import { randomUUID } from 'node:crypto';
import {
  GatewayDispatchEvents,
  type GatewayIdentifyData,
  GatewayIntentBits,
  GatewayOpcodes,
  type GatewayReadyDispatchData,
  type GatewayResumeData,
} from 'discord-api-types/v10';
import type { RawData, WebSocket } from 'ws';
import { guildObject, userObject } from './payloads/payloads.ts';
import { GATEWAY_RULES } from './rules/gateway-rules.ts';
import type { Dispatch, State } from './state.ts';

/** Milliseconds between heartbeats. Source: events/gateway.mdx#hello-event, the value Discord sends. */
const HEARTBEAT_INTERVAL = 41_250;

/** Source: events/gateway.mdx#privileged-intents. */
const PRIVILEGED =
  GatewayIntentBits.GuildMembers | GatewayIntentBits.GuildPresences | GatewayIntentBits.MessageContent;

const ALL_INTENTS = Object.values(GatewayIntentBits)
  .filter((bit) => typeof bit === 'number')
  .reduce((sum, bit) => sum | bit, 0);

/** What outlives a connection: a resumed session gets every event that it missed. */
interface Session {
  readonly id: string;
  readonly intents: number;
  readonly sent: { readonly s: number; readonly t: string; readonly d: unknown }[];
  socket: WebSocket | null;
}

/** The gateway's side of every connection. It encodes JSON without compression. */
export class Gateway {
  readonly #state: State;
  readonly #url: () => string;
  readonly #sessions = new Map<string, Session>();

  constructor(state: State, url: () => string) {
    this.#state = state;
    this.#url = url;
  }

  /** Greets a new connection. */
  accept(socket: WebSocket, query: URLSearchParams): void {
    if (query.get('v') !== String(GATEWAY_RULES.version.value)) {
      this.#close(socket, 'version');
      return;
    }
    let session: Session | null = null;
    socket.on('message', (data) => {
      session = this.#receive(socket, data, session);
    });
    socket.on('close', (code) => {
      if (session?.socket !== socket) return;
      session.socket = null;
      // Source: events/gateway.mdx#initiating-a-disconnect.
      if (code === 1000 || code === 1001) this.#sessions.delete(session.id);
    });
    send(socket, { op: GatewayOpcodes.Hello, d: { heartbeat_interval: HEARTBEAT_INTERVAL } });
  }

  /** Sends an event to every session whose intents ask for it. */
  dispatch(event: Dispatch): void {
    for (const session of this.#sessions.values()) {
      if (event.needs === 0 || (session.intents & event.needs) !== 0) {
        this.#send(session, event.name, event.data(session.intents));
      }
    }
  }

  /** Cuts every connection, or closes it with a code; sessions can be resumed. */
  drop(code?: number): void {
    for (const { socket } of this.#sessions.values()) {
      if (code === undefined) socket?.terminate();
      else socket?.close(code);
    }
  }

  #receive(socket: WebSocket, data: RawData, session: Session | null): Session | null {
    const bytes = Buffer.isBuffer(data) ? data : Buffer.from(data as ArrayBuffer);
    if (bytes.length > GATEWAY_RULES.payloadSize.value) return this.#close(socket, 'payloadSize');
    const payload = decoded(bytes);
    if (payload === undefined) return this.#close(socket, 'decodable');
    switch (payload.op) {
      case GatewayOpcodes.Heartbeat:
        send(socket, { op: GatewayOpcodes.HeartbeatAck });
        return session;
      case GatewayOpcodes.Identify:
        if (session) return this.#close(socket, 'identifiedOnce');
        return this.#identify(socket, payload.d as GatewayIdentifyData);
      case GatewayOpcodes.Resume:
        if (session) return this.#close(socket, 'identifiedOnce');
        return this.#resume(socket, payload.d as GatewayResumeData);
      default:
        return this.#close(socket, session ? 'knownOpcode' : 'authenticatedFirst');
    }
  }

  #identify(socket: WebSocket, { token, intents, compress }: GatewayIdentifyData): Session | null {
    const { application, guilds } = this.#state;
    if (token !== application.token) return this.#close(socket, 'authentic');
    if (compress === true) this.#state.violations.push('Gateway: compression is not modelled.');
    if ((intents & ~ALL_INTENTS) !== 0) return this.#close(socket, 'validIntents');
    if ((intents & PRIVILEGED & ~application.privilegedIntents) !== 0)
      return this.#close(socket, 'allowedIntents');
    const session: Session = { id: randomUUID(), intents, sent: [], socket };
    this.#sessions.set(session.id, session);
    this.#send(session, GatewayDispatchEvents.Ready, {
      v: 10,
      user: { ...userObject(this.#state, application.id), mfa_enabled: false, verified: true, email: null },
      guilds: [...guilds.keys()].map((id) => ({ id, unavailable: true })),
      session_id: session.id,
      resume_gateway_url: this.#url(),
      shard: [0, 1],
      application: { id: application.id, flags: 0 },
    } satisfies Record<keyof GatewayReadyDispatchData, unknown>);
    if ((intents & GatewayIntentBits.Guilds) !== 0) {
      for (const guild of guilds.values()) {
        this.#send(session, GatewayDispatchEvents.GuildCreate, guildObject(this.#state, guild));
      }
    }
    return session;
  }

  #resume(socket: WebSocket, { token, session_id, seq }: GatewayResumeData): Session | null {
    if (token !== this.#state.application.token) return this.#close(socket, 'authentic');
    const session = this.#sessions.get(session_id);
    if (session === undefined || seq > session.sent.length) {
      send(socket, { op: GatewayOpcodes.InvalidSession, d: false });
      return null;
    }
    session.socket = socket;
    for (const event of session.sent.slice(seq)) send(socket, { op: GatewayOpcodes.Dispatch, ...event });
    this.#send(session, GatewayDispatchEvents.Resumed, {});
    return session;
  }

  #send(session: Session, t: string, d: unknown): void {
    const event = { s: session.sent.length + 1, t, d };
    session.sent.push(event);
    if (session.socket) send(session.socket, { op: GatewayOpcodes.Dispatch, ...event });
  }

  #close(socket: WebSocket, rule: keyof typeof GATEWAY_RULES): null {
    const { close, reason } = GATEWAY_RULES[rule];
    if (rule !== 'authentic') this.#state.violations.push(`Gateway: closed with ${String(close)}, ${reason}`);
    socket.close(close, reason);
    return null;
  }
}

function send(socket: WebSocket, payload: unknown): void {
  socket.send(JSON.stringify(payload));
}

function decoded(bytes: Buffer): { readonly op: unknown; readonly d: unknown } | undefined {
  try {
    const payload: unknown = JSON.parse(bytes.toString('utf8'));
    return typeof payload === 'object' && payload !== null && 'op' in payload
      ? { op: payload.op, d: 'd' in payload ? payload.d : undefined }
      : undefined;
  } catch {
    return undefined;
  }
}
