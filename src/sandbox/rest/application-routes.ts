import { sessionStartLimit } from '../gateway/session-starts.ts';
import { ownUserObject } from '../payloads/user-payload.ts';
import { ok, type Route, route } from './route.ts';

/** The bot itself: who it is, and where its gateway is. */
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
];
