import { PermissionFlagsBits } from 'discord-api-types/v10';
import type { z } from 'zod';
import { addTextChannel } from '../furnish.ts';
import { messageObject } from '../payloads/message-payload.ts';
import type { Upload } from '../files/upload.ts';
import { permissionsIn } from '../permissions.ts';
import { type Channel, type Guild, hasBot, type Message, type World } from '../state.ts';

/** A request as a route sees it. */
export interface Call<Body> {
  readonly world: World;
  /** The value of a part of the path. */
  readonly path: (name: string) => string;
  /** The value of a parameter of the query. */
  readonly query: (name: string) => string | undefined;
  readonly body: Body;
  readonly files: readonly Upload[];
  /** Base of the gateway's URL. */
  readonly gatewayUrl: string;
}

export interface Reply {
  readonly status: 200 | 201 | 204;
  readonly body?: unknown;
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** As in Discord's OpenAPI description. */
  readonly path: string;
  /** False where the token in the path stands in for the bot's. */
  readonly auth: boolean;
  /** The query parameters that are modelled, each with the values that are. */
  readonly query: Readonly<Record<string, RegExp>>;
  readonly body: z.ZodType | null;
  readonly takesFiles: boolean;
  /** Throws an ApiError where a rule is broken. */
  readonly run: (call: Call<unknown>) => Reply;
}

export function route<Schema extends z.ZodType | null>(
  method: Route['method'],
  path: string,
  options: {
    readonly auth?: false;
    readonly query?: Route['query'];
    readonly body?: Schema;
    readonly takesFiles?: true;
  },
  run: (call: Call<Schema extends z.ZodType ? z.infer<Schema> : undefined>) => Reply,
): Route {
  return {
    method,
    path,
    auth: options.auth ?? true,
    query: options.query ?? {},
    body: options.body ?? null,
    takesFiles: options.takesFiles ?? false,
    run: run as Route['run'],
  };
}

export const ok = (body: unknown): Reply => ({ status: 200, body });

export const done: Reply = { status: 204 };

/** Stands in for a channel that there is none of, where nothing asks whether there is. */
function emptyChannel(world: World): Channel {
  const [guild] = [...world.state.guilds.values()].filter((one) => hasBot(world.state, one));
  if (guild === undefined) throw new Error('The bot is in no server.');
  return addTextChannel(world, 'nowhere', guild, 0n);
}

/** The channel that the path names, else 10003; one that the bot cannot see is refused whatever it wants there. */
export function channelOf({ world, path }: Call<unknown>): Channel {
  const { state, rules } = world;
  const channel = rules.found('channelExists', state.channels.get(path('channel_id')), () =>
    emptyChannel(world),
  );
  rules.require('mayView', mayIn(world, channel, PermissionFlagsBits.ViewChannel));
  return channel;
}

/** True where the bot has all of these permissions. */
export function mayIn({ state }: World, channel: Channel, needed: bigint): boolean {
  return (permissionsIn(state, channel, state.application.id) & needed) === needed;
}

/** The server that the path names; one that the bot is not in is refused. */
export function guildOf({ world, path }: Call<unknown>): Guild {
  const { state, rules } = world;
  const guild = rules.found('guildAccess', state.guilds.get(path('guild_id')));
  rules.require('guildAccess', hasBot(state, guild));
  return guild;
}

/** A message as the bot may read it. */
export function shown({ world }: Call<unknown>, message: Message): Reply {
  return ok(messageObject(world.state, message, world.state.application.privilegedIntents));
}

/** A message as the request writes it, with what was uploaded. */
export function withFiles<Body extends object>({
  body,
  files,
}: Call<Body>): Body & Pick<Call<Body>, 'files'> {
  return { ...body, files };
}
