import type { z } from 'zod';
import { commandsBody } from '../commands/command-body.ts';
import { replaceCommands } from '../commands/commands.ts';
import { directChannel, directMessageBody } from '../messages/direct-messages.ts';
import { sessionStartLimit } from '../gateway/session-starts.ts';
import {
  acknowledge,
  byToken,
  callbackBody,
  followUp,
  responseMessage,
} from '../interactions/interactions.ts';
import {
  channelMessageBody,
  deleteMessage,
  editMessage,
  findMessage,
  messageBody,
  postMessage,
} from '../messages/messages.ts';
import { channelObject, messageObject, ownUserObject } from '../payloads/payloads.ts';
import type { Channel, Message, World } from '../state.ts';

/** The REST API as a table: one entry a route, its path as in Discord's OpenAPI description. */

interface Call<Body> {
  readonly world: World;
  /** The value of a part of the path. */
  readonly path: (name: string) => string;
  readonly body: Body;
  /** Base of the gateway's URL. */
  readonly gatewayUrl: string;
}

interface Reply {
  readonly status: 200 | 204;
  readonly body?: unknown;
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  /** False where the token in the path stands in for the bot's. */
  readonly auth: boolean;
  /** The query parameters that are modelled, each with its one modelled value. */
  readonly query: Readonly<Record<string, string>>;
  readonly body: z.ZodType | null;
  /** Throws an ApiError where a rule is broken. */
  readonly run: (call: Call<unknown>) => Reply;
}

function route<Schema extends z.ZodType | null>(
  method: Route['method'],
  path: string,
  options: { readonly auth?: false; readonly query?: Route['query']; readonly body?: Schema },
  run: (call: Call<Schema extends z.ZodType ? z.infer<Schema> : undefined>) => Reply,
): Route {
  return {
    method,
    path,
    auth: options.auth ?? true,
    query: options.query ?? {},
    body: options.body ?? null,
    run: run as Route['run'],
  };
}

const ok = (body: unknown): Reply => ({ status: 200, body });
const done: Reply = { status: 204 };

function channelOf({ world, path }: Call<unknown>): Channel {
  return world.rules.found('channelExists', world.state.channels.get(path('channel_id')));
}

function shown({ world }: Call<unknown>, message: Message): Reply {
  return ok(messageObject(world.state, message, world.state.application.privilegedIntents));
}

function interactionOf(call: Call<unknown>) {
  return byToken(call.world, call.path('webhook_id'), call.path('webhook_token'));
}

const WEBHOOK = '/webhooks/{webhook_id}/{webhook_token}';
const RESPONSES = ['@original', '{message_id}'].map((name) => `${WEBHOOK}/messages/${name}`);
const MESSAGES = '/channels/{channel_id}/messages';

function nameOf(call: Call<unknown>, path: string): string {
  return path.endsWith('@original') ? '@original' : call.path('message_id');
}

export const ROUTES: readonly Route[] = [
  route('GET', '/gateway', { auth: false }, ({ gatewayUrl }) => ok({ url: gatewayUrl })),
  route('GET', '/gateway/bot', {}, ({ gatewayUrl, world }) =>
    ok({
      url: gatewayUrl,
      shards: 1,
      session_start_limit: sessionStartLimit(world.state.gateway, world.clock),
    }),
  ),
  route('GET', '/users/@me', {}, ({ world }) => ok(ownUserObject(world.state))),
  route('POST', '/users/@me/channels', { body: directMessageBody }, ({ world, body }) =>
    ok(channelObject(world.state, directChannel(world, body.recipient_id))),
  ),
  route('GET', '/applications/{application_id}/commands', {}, ({ world }) => ok(world.state.commands)),
  route('PUT', '/applications/{application_id}/commands', { body: commandsBody }, ({ world, path, body }) =>
    ok(replaceCommands(world, path('application_id'), body)),
  ),
  route(
    'POST',
    '/interactions/{interaction_id}/{interaction_token}/callback',
    { auth: false, body: callbackBody, query: { with_response: 'false' } },
    ({ world, path, body }) => {
      acknowledge(world, path('interaction_id'), path('interaction_token'), body);
      return done;
    },
  ),
  route('POST', WEBHOOK, { auth: false, body: messageBody, query: { wait: 'true' } }, (call) =>
    shown(call, followUp(call.world, interactionOf(call), call.body)),
  ),
  ...RESPONSES.flatMap((path) => [
    route('GET', path, { auth: false }, (call) =>
      shown(call, responseMessage(call.world, interactionOf(call), nameOf(call, path))),
    ),
    route('PATCH', path, { auth: false, body: messageBody }, (call) =>
      shown(
        call,
        editMessage(
          call.world,
          responseMessage(call.world, interactionOf(call), nameOf(call, path)),
          call.body,
        ),
      ),
    ),
    route('DELETE', path, { auth: false }, (call) => {
      deleteMessage(call.world, responseMessage(call.world, interactionOf(call), nameOf(call, path)));
      return done;
    }),
  ]),
  route('POST', MESSAGES, { body: channelMessageBody }, (call) =>
    shown(call, postMessage(call.world, channelOf(call), call.body)),
  ),
  route('GET', `${MESSAGES}/{message_id}`, {}, (call) =>
    shown(call, findMessage(call.world, channelOf(call).id, call.path('message_id'))),
  ),
  route('PATCH', `${MESSAGES}/{message_id}`, { body: messageBody }, (call) =>
    shown(
      call,
      editMessage(
        call.world,
        findMessage(call.world, channelOf(call).id, call.path('message_id')),
        call.body,
      ),
    ),
  ),
  route('DELETE', `${MESSAGES}/{message_id}`, {}, (call) => {
    deleteMessage(call.world, findMessage(call.world, channelOf(call).id, call.path('message_id')));
    return done;
  }),
  route('POST', '/channels/{channel_id}/typing', {}, (call) => {
    const { state, clock, changed } = call.world;
    state.typing.push({ channelId: channelOf(call).id, at: clock.now() });
    changed();
    return done;
  }),
];
