import { acknowledge } from '../interactions/acknowledge.ts';
import { callbackBody } from '../interactions/callback-body.ts';
import { byToken, followUp, responseMessage } from '../interactions/follow-up.ts';
import { messageBody } from '../messages/message-body.ts';
import { deleteMessage, editMessage } from '../messages/messages.ts';
import { callbackResponse } from '../payloads/callback-payload.ts';
import type { Message } from '../state.ts';
import { type Call, done, ok, type Route, route, shown, withFiles } from './route.ts';

const WEBHOOK = '/webhooks/{webhook_id}/{webhook_token}';

const RESPONSES = ['@original', '{message_id}'].map((name) => `${WEBHOOK}/messages/${name}`);

function interactionOf(call: Call<unknown>) {
  return byToken(call.world, call.path('webhook_id'), call.path('webhook_token'));
}

/** The response that a path names. */
function messageOf(call: Call<unknown>, path: string): Message {
  const name = path.endsWith('@original') ? '@original' : call.path('message_id');
  return responseMessage(call.world, interactionOf(call), name);
}

/** Responses to interactions: the first one, and those that follow by the interaction's token. */
export const INTERACTION_ROUTES: readonly Route[] = [
  route(
    'POST',
    '/interactions/{interaction_id}/{interaction_token}/callback',
    { auth: false, body: callbackBody, takesFiles: true, query: { with_response: /^(true|false)$/ } },
    ({ world, path, query, body, files }) => {
      const given = { ...body, files };
      const interaction = acknowledge(world, path('interaction_id'), path('interaction_token'), given);
      return query('with_response') === 'true'
        ? ok(callbackResponse(world.state, interaction, body.type))
        : done;
    },
  ),
  route(
    'POST',
    WEBHOOK,
    { auth: false, body: messageBody, takesFiles: true, query: { wait: /^true$/ } },
    (call) => shown(call, followUp(call.world, interactionOf(call), withFiles(call))),
  ),
  ...RESPONSES.flatMap((path) => [
    route('GET', path, { auth: false }, (call) => shown(call, messageOf(call, path))),
    route('PATCH', path, { auth: false, body: messageBody, takesFiles: true }, (call) =>
      shown(call, editMessage(call.world, messageOf(call, path), withFiles(call))),
    ),
    route('DELETE', path, { auth: false }, (call) => {
      deleteMessage(call.world, messageOf(call, path));
      return done;
    }),
  ]),
];
