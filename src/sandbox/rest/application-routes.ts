import { commandsBody } from '../commands/command-body.ts';
import { replaceCommands } from '../commands/commands.ts';
import { sessionStartLimit } from '../gateway/session-starts.ts';
import { ownUserObject } from '../payloads/user-payload.ts';
import { ok, type Route, route } from './route.ts';

/** The bot itself: who it is, where its gateway is, which commands it has. */
export const APPLICATION_ROUTES: readonly Route[] = [
  route('GET', '/gateway', { auth: false }, ({ gatewayUrl }) => ok({ url: gatewayUrl })),
  route('GET', '/gateway/bot', {}, ({ gatewayUrl, world }) =>
    ok({
      url: gatewayUrl,
      shards: 1,
      session_start_limit: sessionStartLimit(world.state.gateway, world.clock),
    }),
  ),
  route('GET', '/users/@me', {}, ({ world }) => ok(ownUserObject(world.state))),
  route('GET', '/applications/{application_id}/commands', {}, ({ world }) => ok(world.state.commands)),
  route('PUT', '/applications/{application_id}/commands', { body: commandsBody }, ({ world, path, body }) =>
    ok(replaceCommands(world, path('application_id'), body)),
  ),
];
