import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { type Clock, systemClock } from '../clock.ts';
import {
  addGuild,
  addPrivateChannel,
  addRole,
  addTextChannel,
  addUser,
  botUser,
  directChannel,
  type UserOptions,
} from './furnish.ts';
import { joinGuild } from './join-guild.ts';
import { Gateway } from './gateway/gateway.ts';
import { Latency, type LatencySettings, USUAL_LATENCY } from './mess/latency.ts';
import { Mess } from './mess/mess.ts';
import type { MessSettings } from './mess/mess-kinds.ts';
import { Person } from './people/person.ts';
import { Rates } from './rates/rates.ts';
import type { SpecCheck } from './rest/handle-request.ts';
import { refuseUpgrade } from './gateway/refuse-upgrade.ts';
import { ApiError } from './rules/api-error.ts';
import { answerRequest } from './rest-server.ts';
import { Rulebook } from './rules/rulebook.ts';
import type { GatewayRuleName } from './rules/gateway-rules.ts';
import { gatewayLimit } from './rules/gateway-rules.ts';
import type { RuleName } from './rules/rules.ts';
import { snowflakes } from './snowflakes.ts';
import {
  type Channel,
  emptyState,
  type Guild,
  type Role,
  type State,
  type User,
  type World,
} from './state.ts';

export interface SandboxOptions {
  /** Rules the 3 seconds, the 15 minutes and all ids; the machine's own time where absent. */
  readonly clock?: Clock;
  readonly spec?: SpecCheck;
  /** Rules to leave out. */
  readonly without?: Iterable<RuleName | GatewayRuleName>;
  /** Bits of privileged intents that the bot may declare. */
  readonly privilegedIntents?: number;
  /** Locale of the first server. */
  readonly guildLocale?: Guild['preferredLocale'];
  /** Milliseconds between heartbeats. */
  readonly heartbeatMs?: number;
  /**
   * True where the gateway cuts off who sends no heartbeat in time, or identifies twice within 5 seconds. A library
   * does both by the machine's time, so a test that owns the clock leaves it out.
   */
  readonly strictTimes?: boolean;
  /** True where requests are limited in number. A library waits by the machine's time, not by a test's. */
  readonly rates?: boolean;
  /** How long requests are on their way; no time where absent. */
  readonly latency?: LatencySettings;
  /** What Discord does to a correct bot; nothing where absent. */
  readonly mess?: MessSettings;
  /** Port on loopback; 0 takes a free one. */
  readonly port?: number;
}

/** A sandbox by the machine's clock that is as slow and as strict about time as Discord is. */
export const LIKE_DISCORD = {
  strictTimes: true,
  rates: true,
  latency: USUAL_LATENCY,
} as const satisfies SandboxOptions;

/**
 * A Discord on loopback: REST and gateway for one bot, one server with the channel `general`, and people.
 * An unmodified discord.js connects to it with `rest: { api: sandbox.api }` and `sandbox.state.application.token`.
 */
export class Sandbox {
  readonly state: State;
  readonly clock: Clock;
  readonly guild: Guild;
  /** May be changed at any time by `mess.set`. */
  readonly mess: Mess;
  readonly #world: World;
  readonly #server: Server;
  readonly #sockets = new WebSocketServer({ noServer: true });
  readonly #gateway: Gateway;
  readonly #listeners = new Set<() => void>();

  private constructor(options: SandboxOptions) {
    this.clock = options.clock ?? systemClock;
    const nextId = snowflakes(this.clock);
    const application = {
      id: nextId(),
      token: `${Buffer.from(nextId()).toString('base64url')}.sandbox.not-a-real-token`,
      name: 'Newshound',
      privilegedIntents: options.privilegedIntents ?? 0,
    };
    this.state = emptyState(application);
    this.mess = new Mess(options.mess);
    const rules = new Rulebook(options.without);
    this.#world = {
      state: this.state,
      clock: this.clock,
      rules,
      nextId,
      timers: new Map(),
      fileUrl: (channelId, id, filename) =>
        `${this.#url('http')}/attachments/${channelId}/${id}/${encodeURIComponent(filename)}`,
      dispatch: (event) => {
        this.#gateway.dispatch(event);
      },
      changed: () => {
        for (const listener of [...this.#listeners]) listener();
      },
    };
    this.#gateway = new Gateway({
      state: this.state,
      clock: this.clock,
      rules,
      mess: this.mess,
      url: () => this.#url('ws'),
      heartbeatMs: options.heartbeatMs ?? gatewayLimit('heartbeatInTime'),
      strictTimes: options.strictTimes ?? false,
    });
    const rates = options.rates === true ? new Rates(this.state.rates, this.clock, rules) : null;
    const latency = options.latency ? new Latency(options.latency, this.clock) : null;
    this.#server = createServer((request, response) => {
      void answerRequest(this.#world, request, response, {
        gatewayUrl: this.#url('ws'),
        spec: options.spec,
        mess: this.mess,
        rates,
        latency,
      });
    });
    this.#server.on('upgrade', (request, socket, head) => {
      if (rules.has('noPages') && request.headers.origin !== undefined) {
        refuseUpgrade(socket, new ApiError('noPages'));
        return;
      }
      this.#sockets.handleUpgrade(request, socket, head, (connection: WebSocket) => {
        this.#gateway.accept(connection, new URL(request.url ?? '/', 'http://sandbox').searchParams);
      });
    });
    const bot = addUser(this.#world, application.id, application.name, { bot: true });
    this.guild = addGuild(this.#world, 'Reading room', options.guildLocale ?? 'en-US', [bot]);
    this.addChannel('general');
  }

  /** Opens the sandbox on 127.0.0.1. */
  static async start(options: SandboxOptions = {}): Promise<Sandbox> {
    const sandbox = new Sandbox(options);
    await new Promise<void>((resolve, reject) => {
      sandbox.#server.once('error', reject);
      sandbox.#server.listen(options.port ?? 0, '127.0.0.1', resolve);
    });
    return sandbox;
  }

  /** Base of the REST API, for `rest.api` or DISCORD_API_URL. */
  get api(): string {
    return `${this.#url('http')}/api`;
  }

  /** The bot as people know it. */
  get bot(): User {
    return botUser(this.#world);
  }

  /** A new member of the server, looking at `general`. */
  person(name: string, options: UserOptions = {}): Person {
    const user = addUser(this.#world, this.#world.nextId(), name, options);
    joinGuild(this.#world, this.guild, user.id);
    return this.#looking(user, this.channel('general'));
  }

  /** A channel of the server by its name. */
  channel(name: string): Channel {
    const channel = [...this.state.channels.values()].find((candidate) => candidate.name === name);
    if (channel === undefined) throw new Error(`The sandbox has no channel #${name}.`);
    return channel;
  }

  /** Adds a channel; the bot learns of it when it connects. */
  addChannel(
    name: string,
    { deniedToBot = 0n, guild = this.guild }: { readonly deniedToBot?: bigint; readonly guild?: Guild } = {},
  ): Channel {
    return addTextChannel(this.#world, name, guild, deniedToBot);
  }

  /**
   * A conversation of people without the bot: a direct one of two, or a group of more. Somebody who is named by a
   * string is new and in no server; the first has added the app for themselves.
   * @returns the first of them, looking at it; others look by `in`
   */
  addPrivateChannel(name: string, first: string | Person, ...others: readonly (string | Person)[]): Person {
    const [user, ...rest] = [first, ...others].map((one, index) =>
      typeof one === 'string'
        ? addUser(this.#world, this.#world.nextId(), one, { installed: index === 0 })
        : one.user,
    );
    if (user === undefined) throw new Error('nobody is in the conversation');
    user.hasInstalled = true;
    return this.#looking(user, addPrivateChannel(this.#world, name, [user, ...rest]));
  }

  /**
   * Somebody in a server that the bot is not in, looking at its only channel; the app is there since they have added
   * it for themselves.
   */
  personElsewhere(name: string, options: UserOptions = {}): Person {
    const user = addUser(this.#world, this.#world.nextId(), name, { installed: true, ...options });
    const guild = addGuild(this.#world, `${name}’s server`, 'en-US', [user]);
    return this.#looking(user, this.addChannel(`${name}-elsewhere`, { guild }));
  }

  /** Another server, which the bot is not in, with members of their own choice and no channel yet. */
  addServer(name: string, ...members: readonly Person[]): Guild {
    return addGuild(
      this.#world,
      name,
      'en-US',
      members.map(({ user }) => user),
    );
  }

  /** The direct conversation of a person with the bot. */
  direct(person: Person): Channel {
    return directChannel(this.#world, person.user.id);
  }

  /** Adds a role to the server and gives it to members. */
  addRole(name: string, permissions: bigint, ...members: readonly User[]): Role {
    return addRole(this.#world, this.guild, name, permissions, members);
  }

  /** Calls the listener after every change of the state, until the function that it returns is called. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /**
   * Cuts the bot's connection to the gateway; what happens until it is back is sent when it resumes.
   * @param code closes it with this code instead; some tell the bot not to come back
   */
  dropConnections(code?: number): void {
    this.#gateway.drop(code);
  }

  /** Asks the bot to connect anew and to resume. */
  askToReconnect(): void {
    this.#gateway.askToReconnect();
  }

  /** Asks the bot for a heartbeat. */
  askForHeartbeat(): void {
    this.#gateway.askForHeartbeat();
  }

  /** Ends the bot's session, or asks it to resume that on the same connection. */
  invalidateSession({ resumable }: { readonly resumable: boolean }): void {
    this.#gateway.invalidate(resumable);
  }

  async close(): Promise<void> {
    this.#gateway.close();
    for (const stop of this.#world.timers.values()) stop();
    for (const socket of this.#sockets.clients) socket.terminate();
    this.#sockets.close();
    await new Promise<void>((resolve) => {
      this.#server.close(() => {
        resolve();
      });
      this.#server.closeAllConnections();
    });
  }

  #url(scheme: 'http' | 'ws'): string {
    return `${scheme}://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`;
  }

  #looking(user: User, channel: Channel): Person {
    return new Person(this.#world, user, channel, (listener) => this.onChange(listener));
  }
}
