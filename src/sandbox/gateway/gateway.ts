import { randomUUID } from 'node:crypto';
import {
  GatewayDispatchEvents,
  GatewayIntentBits,
  GatewayOpcodes,
  type GatewayReadyDispatchData,
} from 'discord-api-types/v10';
import type { WebSocket } from 'ws';
import type { z } from 'zod';
import type { Clock } from '../../clock.ts';
import type { Mess } from '../mess/mess.ts';
import { messyReplay, withoutOptional } from '../mess/messy-events.ts';
import { guildObject } from '../payloads/guild-payload.ts';
import { userObject } from '../payloads/user-payload.ts';
import { gatewayLimit, type GatewayRuleName } from '../rules/gateway-rules.ts';
import type { Rulebook } from '../rules/rulebook.ts';
import { type Dispatch, type Guild, hasBot, type State } from '../state.ts';
import { plain, zlibStream } from './compression.ts';
import { Connection } from './connection.ts';
import { mayRequest, memberChunks } from './guild-members.ts';
import { ALL_INTENTS, asksFor, PRIVILEGED } from './intents.ts';
import * as sent from './sent-by-bot.ts';
import { acknowledge, missed, record, type Session } from './session.ts';
import { forgetOldStarts } from './session-starts.ts';

export interface GatewayOptions {
  readonly state: State;
  readonly clock: Clock;
  readonly rules: Rulebook;
  readonly mess: Mess;
  /** Where a session is resumed. */
  readonly url: () => string;
  /** Milliseconds between heartbeats. */
  readonly heartbeatMs: number;
  /** True where a bot that sends none is cut off, and one that identifies too often is refused. */
  readonly strictTimes: boolean;
}

/** The gateway's side of every connection. */
export class Gateway {
  readonly #options: GatewayOptions;
  readonly #connections = new Set<Connection>();
  #cancelDrops: () => void = () => undefined;

  constructor(options: GatewayOptions) {
    this.#options = options;
    options.mess.onChange(() => {
      this.#dropRegularly();
    });
    this.#dropRegularly();
  }

  /** Greets a new connection. */
  accept(socket: WebSocket, query: URLSearchParams): void {
    const { clock, rules, state, heartbeatMs } = this.#options;
    const compress = query.get('compress');
    const connection = new Connection(socket, compress === 'zlib-stream' ? zlibStream() : plain, {
      clock,
      rules,
      blame: (what) => state.violations.push(what),
    });
    this.#connections.add(connection);
    socket.on('message', (data) => {
      const payload = connection.read(data);
      if (payload) this.#receive(connection, payload.op, payload.d);
    });
    socket.on('close', (code) => {
      this.#connections.delete(connection);
      this.#leave(connection, code);
    });
    if (query.get('v') !== String(gatewayLimit('version')) && connection.breaks('version')) return;
    if (query.get('encoding') !== 'json' && connection.breaks('encoding')) return;
    if (compress !== null && compress !== 'zlib-stream' && connection.breaks('compression')) return;
    connection.send({ op: GatewayOpcodes.Hello, d: { heartbeat_interval: heartbeatMs } });
    this.#watch(connection);
  }

  /** Sends an event to every session whose intents ask for it. */
  dispatch(event: Dispatch): void {
    for (const session of this.#options.state.gateway.sessions.values()) {
      if (asksFor(session.intents, event)) this.#send(session, event.name, event.data(session.intents));
    }
  }

  /** Cuts every connection, or closes it with a code; sessions can be resumed. */
  drop(code?: number): void {
    for (const connection of [...this.#connections]) connection.end(code);
  }

  /** Asks every bot to connect anew and resume. Source: events/gateway-events.mdx#reconnect. */
  askToReconnect(): void {
    for (const connection of this.#connections) connection.send({ op: GatewayOpcodes.Reconnect, d: null });
  }

  /** Asks every bot for a heartbeat now. Source: events/gateway.mdx#heartbeat-requests. */
  askForHeartbeat(): void {
    for (const connection of this.#connections) connection.send({ op: GatewayOpcodes.Heartbeat, d: null });
  }

  /** Ends every session, or, where it can be resumed, asks for that. Source: events/gateway-events.mdx#invalid-session. */
  invalidate(resumable: boolean): void {
    if (!resumable) this.#options.state.gateway.sessions.clear();
    for (const connection of this.#connections) {
      this.#leave(connection);
      connection.send({ op: GatewayOpcodes.InvalidSession, d: resumable });
    }
  }

  /** Stops what would keep a clock busy. */
  close(): void {
    this.#cancelDrops();
  }

  #receive(connection: Connection, op: unknown, d: unknown): void {
    switch (op) {
      case GatewayOpcodes.Heartbeat:
        this.#checked(connection, sent.heartbeat, d, (sequence) => {
          this.#heartbeat(connection, sequence);
        });
        return;
      case GatewayOpcodes.Identify:
      case GatewayOpcodes.Resume:
        if (connection.session && connection.breaks('identifiedOnce')) return;
        if (op === GatewayOpcodes.Identify)
          this.#checked(connection, sent.identify, d, (body) => {
            this.#identify(connection, body);
          });
        else
          this.#checked(connection, sent.resume, d, (body) => {
            this.#resume(connection, body);
          });
        return;
      default:
        if (connection.session === null) connection.breaks('authenticatedFirst');
        else this.#serve(connection, connection.session, op, d);
    }
  }

  /** What only a bot that has identified may send. */
  #serve(connection: Connection, session: Session, op: unknown, d: unknown): void {
    const { state } = this.#options;
    switch (op) {
      case GatewayOpcodes.PresenceUpdate:
        this.#checked(connection, sent.presenceUpdate, d, (presence) => {
          state.gateway.presence = presence;
        });
        return;
      case GatewayOpcodes.RequestGuildMembers:
        this.#checked(connection, sent.requestMembers, d, (body) => {
          if (!mayRequest(session.intents, body) && connection.breaks('memberIntents')) return;
          for (const chunk of memberChunks(state, body))
            this.#send(session, GatewayDispatchEvents.GuildMembersChunk, chunk);
        });
        return;
      default:
        connection.breaks('knownOpcode');
    }
  }

  #checked<T>(connection: Connection, schema: z.ZodType<T>, d: unknown, act: (body: T) => void): void {
    const result = schema.safeParse(d);
    if (result.success) act(result.data);
    else connection.breaks('validPayload');
  }

  #heartbeat(connection: Connection, sequence: number | null): void {
    this.#watch(connection);
    if (connection.session && sequence !== null) acknowledge(connection.session, sequence);
    if (!this.#options.mess.happens('unansweredHeartbeats'))
      connection.send({ op: GatewayOpcodes.HeartbeatAck });
  }

  #watch(connection: Connection): void {
    if (this.#options.strictTimes) connection.watch(this.#options.heartbeatMs);
  }

  #identify(connection: Connection, body: sent.Identify): void {
    const { state, clock, strictTimes } = this.#options;
    const { application, gateway } = state;
    const { intents, shard: [shardId, shards] = [0, 1] } = body;
    const last = gateway.starts.at(-1) ?? Number.NEGATIVE_INFINITY;
    const refusals: readonly (readonly [boolean, GatewayRuleName])[] = [
      [body.token !== application.token, 'authentic'],
      [shardId !== 0 || shards !== 1, 'validShard'],
      [this.#guilds().length > gatewayLimit('shardingRequired'), 'shardingRequired'],
      [(intents & ~ALL_INTENTS) !== 0, 'validIntents'],
      [(intents & PRIVILEGED & ~application.privilegedIntents) !== 0, 'allowedIntents'],
      [forgetOldStarts(gateway, clock) >= gatewayLimit('sessionStarts'), 'sessionStarts'],
      [strictTimes && clock.now() - last < gatewayLimit('identifyRate'), 'identifyRate'],
    ];
    const refusal = refusals.find(([wrong, rule]) => wrong && connection.breaks(rule));
    if (refusal) {
      if (refusal[1] === 'identifyRate') connection.send({ op: GatewayOpcodes.InvalidSession, d: false });
      return;
    }
    gateway.starts.push(clock.now());
    if (body.presence) gateway.presence = body.presence;
    if (body.compress === true) connection.compressPayloads();
    this.#ready(connection, intents);
  }

  #ready(connection: Connection, intents: number): void {
    const { state, url } = this.#options;
    const { application, gateway } = state;
    const guilds = this.#guilds();
    const session: Session = {
      id: randomUUID(),
      intents,
      sequence: 0,
      events: [],
      connected: true,
      resumed: 0,
    };
    gateway.sessions.set(session.id, session);
    connection.session = session;
    this.#send(session, GatewayDispatchEvents.Ready, {
      v: 10,
      user: { ...userObject(state, application.id), mfa_enabled: false, verified: true, email: null },
      guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
      session_id: session.id,
      resume_gateway_url: url(),
      shard: [0, 1],
      application: { id: application.id, flags: 0 },
    } satisfies Record<keyof GatewayReadyDispatchData, unknown>);
    if ((intents & GatewayIntentBits.Guilds) === 0) return;
    for (const guild of guilds)
      this.#send(session, GatewayDispatchEvents.GuildCreate, guildObject(state, guild));
  }

  /** The servers that the bot is in. */
  #guilds(): Guild[] {
    const { state } = this.#options;
    return [...state.guilds.values()].filter((guild) => hasBot(state, guild));
  }

  #resume(connection: Connection, { token, session_id, seq }: sent.Resume): void {
    const { state, mess } = this.#options;
    if (token !== state.application.token && connection.breaks('authentic')) return;
    const session = state.gateway.sessions.get(session_id);
    if (session && seq > session.sequence && connection.breaks('validSequence')) return;
    const events = session && missed(session, seq);
    if (session === undefined || events === undefined) {
      state.gateway.sessions.delete(session_id);
      connection.send({ op: GatewayOpcodes.InvalidSession, d: false });
      return;
    }
    for (const other of this.#connections) if (other.session === session) other.session = null;
    connection.session = session;
    session.connected = true;
    session.resumed += 1;
    const had = session.events.filter(({ s }) => s <= seq);
    for (const event of messyReplay(mess, events, had))
      connection.send({ op: GatewayOpcodes.Dispatch, ...event });
    this.#send(session, GatewayDispatchEvents.Resumed, {});
  }

  #send(session: Session, t: string, d: unknown): void {
    const event = record(session, t, withoutOptional(this.#options.mess, t, d));
    for (const connection of this.#connections) {
      if (connection.session === session) connection.send({ op: GatewayOpcodes.Dispatch, ...event });
    }
  }

  /** A connection that ended, or whose session did. Source of the codes: events/gateway.mdx#initiating-a-disconnect. */
  #leave(connection: Connection, code?: number): void {
    const { session } = connection;
    connection.session = null;
    if (session === null) return;
    session.connected = false;
    if (code === 1000 || code === 1001) this.#options.state.gateway.sessions.delete(session.id);
  }

  #dropRegularly(): void {
    const { mess, clock } = this.#options;
    this.#cancelDrops();
    const every = mess.every('droppedSockets');
    if (every === 0) return;
    this.#cancelDrops = clock.after(every, () => {
      mess.count('droppedSockets');
      this.drop();
      this.#dropRegularly();
    });
  }
}
