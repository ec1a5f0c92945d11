import {
  type APIInteraction,
  type ChannelType,
  type GatewayDispatchPayload,
  type InteractionType,
  type Locale,
  type MessageType,
} from 'discord-api-types/v10';
import type { Clock } from '../clock.ts';
import type { RegisteredCommand } from './commands/command-body.ts';
import type { MessageComponent } from './components/component-body.ts';
import type { Form } from './forms/form-body.ts';
import { emptyGatewayState, type GatewayState } from './gateway/session.ts';
import type { OfferedChoice } from './interactions/callback-body.ts';
import type { Embed } from './messages/embed-body.ts';
import { emptyRates, type RatesState } from './rates/rates.ts';
import type { Rulebook } from './rules/rulebook.ts';
import type { Wire } from './wire.ts';

/** Everything the sandbox knows, as plain data: a test may read all of it. */

/** As Discord writes it: "de", "en-US", … */
export type LocaleCode = `${Locale}`;

export interface User {
  readonly id: string;
  readonly name: string;
  readonly bot: boolean;
  readonly locale: LocaleCode;
  /** False for those who do not let strangers write to them. */
  acceptsDirectMessages: boolean;
  /** True for those who have added the app for themselves. */
  hasInstalled: boolean;
}

export interface Role {
  readonly id: string;
  readonly name: string;
  permissions: bigint;
}

export interface Guild {
  readonly id: string;
  readonly name: string;
  readonly ownerId: string;
  readonly preferredLocale: LocaleCode;
  /** The first is `@everyone` and bears the id of the guild. */
  readonly roles: Role[];
  readonly members: { readonly userId: string; readonly roleIds: string[] }[];
}

/** A text channel or thread of a guild, a conversation with the bot, or one between people alone. */
export interface Channel {
  readonly id: string;
  name: string;
  readonly type: ChannelType;
  readonly guildId: string | null;
  /** The person who talks with the bot in private. */
  readonly recipientId: string | null;
  /** Those in a conversation without the bot. */
  readonly peopleIds: readonly string[];
  /** Permissions that this channel takes from the bot. */
  deniedToBot: bigint;
  /** What makes it a thread. */
  readonly thread: Thread | null;
}

/** A thread below a text channel, which decides who may do what in it. */
export interface Thread {
  readonly parentId: string;
  readonly ownerId: string;
  /** The message that it began under. */
  readonly messageId: string | null;
  readonly createdAt: number;
  autoArchiveMinutes: number;
  /** Seconds between two messages of one person. */
  slowMode: number;
  archived: boolean;
  archiveChangedAt: number;
  locked: boolean;
  /** False where only moderators add people to a private thread. */
  invitable: boolean;
  /** Who is in it, by id, and since when. */
  readonly members: Map<string, number>;
}

/** A thread of a guild's text channel. */
export type ThreadChannel = Channel & { readonly thread: Thread };

export function isThread(channel: Channel): channel is ThreadChannel {
  return channel.thread !== null;
}

/** A file of a message. */
export interface Attachment {
  readonly id: string;
  readonly filename: string;
  readonly description: string | null;
  readonly contentType: string;
  /** In bytes. */
  readonly size: number;
  /** Where it can be fetched, on loopback. */
  readonly url: string;
  readonly content: Blob;
}

export interface Message {
  readonly id: string;
  readonly channelId: string;
  readonly authorId: string;
  readonly type: MessageType;
  content: string;
  flags: number;
  embeds: readonly Embed[];
  /** Each with its id. */
  components: readonly MessageComponent[];
  attachments: readonly Attachment[];
  readonly reactions: { readonly emoji: string; readonly userIds: string[] }[];
  mentions: { readonly users: string[]; readonly roles: string[]; readonly everyone: boolean };
  readonly replyTo: string | null;
  /** The interaction it responds to, directly or as a follow-up. */
  readonly interactionId: string | null;
  readonly nonce: string | null;
  readonly createdAt: number;
  editedAt: number | null;
  deletedAt: number | null;
  /**
   * What could be read in it, texts of embeds and components included, from its creation on, and since when: one
   * entry for each request that changed it.
   */
  readonly history: { readonly at: number; readonly content: string }[];
}

type AnyInteraction = Exclude<APIInteraction, { readonly type: InteractionType.Ping }>;

export interface Interaction {
  readonly id: string;
  readonly token: string;
  readonly type: AnyInteraction['type'];
  /** The command's name, or the custom id of what was pressed or filled in. */
  readonly name: string;
  /** What the person did, in words: "used /ask", "pressed “Stop”". */
  readonly action: string;
  readonly userId: string;
  readonly channelId: string;
  /** The message whose component was pressed, or from whose component the form came. */
  readonly messageId: string | null;
  /** The interaction that showed the form. */
  readonly openedBy: string | null;
  /** By whom the app is there: "0" names the server that added it, "1" the person who did. */
  readonly owners: Readonly<Partial<Record<0 | 1, string>>>;
  /** What the person gave, as the event carries it. */
  readonly data: Wire<NonNullable<AnyInteraction['data']>>;
  readonly createdAt: number;
  acknowledgedAt: number | null;
  /** The first response: a message of its own, or the one that was updated. */
  responseId: string | null;
  followUps: number;
  /** What the bot offered while the person typed. */
  choices: readonly OfferedChoice[] | null;
  /** The form that the bot showed, until it is sent or put away. */
  form: Form | null;
}

/** Somebody was notified, or would be highlighted by an edit. */
export interface Ping {
  readonly messageId: string;
  readonly target: 'everyone' | { readonly user: string } | { readonly role: string };
  readonly by: 'create' | 'edit' | 'reply';
}

export interface State {
  readonly application: {
    readonly id: string;
    readonly token: string;
    readonly name: string;
    /** Bits of the privileged intents that the developer portal has switched on. */
    readonly privilegedIntents: number;
  };
  readonly users: Map<string, User>;
  readonly guilds: Map<string, Guild>;
  readonly channels: Map<string, Channel>;
  /** In the order of their creation; deleted ones stay, with the time of their end. */
  readonly messages: Map<string, Message>;
  readonly interactions: Map<string, Interaction>;
  /** Those of all servers, and those of single ones. */
  commands: RegisteredCommand[];
  /** New commands of the last 24 hours, by the server that they belong to. */
  commandCreates: { readonly at: number; readonly scope: string | null }[];
  readonly gateway: GatewayState;
  readonly rates: RatesState;
  /** Files that people gave to commands and forms, by their ids. */
  readonly uploads: Map<string, Attachment>;
  /** When the bot opened direct conversations, lately. */
  directsOpened: number[];
  readonly typing: { readonly channelId: string; readonly at: number }[];
  /** Pings by the bot. */
  readonly pings: Ping[];
  /** What no correct bot does. A test that ends with one has failed. */
  readonly violations: string[];
  readonly requests: {
    readonly at: number;
    readonly method: string;
    readonly path: string;
    /** `null` until it is answered. */
    status: number | null;
    /** True while it waits for the clock. */
    underWay: boolean;
  }[];
}

type DispatchOf<Payload> = Payload extends { readonly t: infer Name extends string; readonly d: infer Data }
  ? {
      readonly name: `${Name}`;
      /** The intent it needs, as a bit; 0 where it needs none. */
      readonly needs: number;
      /** The payload as a session with these intents may see it. */
      readonly data: (intents: number) => Wire<Data>;
    }
  : never;

/** An event for the bot, with the payload that Discord's API types give it. */
export type Dispatch = DispatchOf<GatewayDispatchPayload>;

/** The state together with what it needs to live: handed to everything that acts on it. */
export interface World {
  readonly state: State;
  readonly clock: Clock;
  readonly rules: Rulebook;
  readonly nextId: () => string;
  /** Where a file can be fetched. */
  readonly fileUrl: (channelId: string, id: string, filename: string) => string;
  /** Sends an event to the bot, as far as its intents let it through. */
  readonly dispatch: (event: Dispatch) => void;
  /** What ends a thread's inactivity, by its id: calling it does so no more. */
  readonly timers: Map<string, () => void>;
  /** Tells those who wait that something has changed. */
  readonly changed: () => void;
}

export function emptyState(application: State['application']): State {
  return {
    application,
    users: new Map(),
    guilds: new Map(),
    channels: new Map(),
    messages: new Map(),
    interactions: new Map(),
    commands: [],
    commandCreates: [],
    gateway: emptyGatewayState(),
    rates: emptyRates(),
    uploads: new Map(),
    directsOpened: [],
    typing: [],
    pings: [],
    violations: [],
    requests: [],
  };
}

/** Reads an entry that must be there. */
export function entry<T>(map: ReadonlyMap<string, T>, id: string): T {
  const value = map.get(id);
  if (value === undefined) throw new Error(`The sandbox has no entry ${id}.`);
  return value;
}

/** True where the bot is in this server; others are there for people who have added the app for themselves. */
export function hasBot(state: State, guild: Guild): boolean {
  return guild.members.some(({ userId }) => userId === state.application.id);
}
