import { directMessageBody, openDirect } from '../messages/direct-messages.ts';
import { bulkDelete, bulkDeleteBody, readHistory } from '../messages/history.ts';
import { channelMessageBody, messageBody } from '../messages/message-body.ts';
import { deleteAsBot, editMessage, findMessage, postMessage } from '../messages/messages.ts';
import { reactAsBot, takeReaction } from '../messages/reactions.ts';
import { channelObject } from '../payloads/channel-payload.ts';
import { messageObject } from '../payloads/message-payload.ts';
import type { Message } from '../state.ts';
import { type Call, channelOf, done, ok, type Route, route, shown, withFiles } from './route.ts';

const MESSAGES = '/channels/{channel_id}/messages';

const REACTIONS = `${MESSAGES}/{message_id}/reactions/{emoji_name}`;

function messageOf(call: Call<unknown>): Message {
  return findMessage(call.world, channelOf(call).id, call.path('message_id'));
}

/** Messages in channels and direct conversations. */
export const MESSAGE_ROUTES: readonly Route[] = [
  route('POST', '/users/@me/channels', { body: directMessageBody }, ({ world, body }) =>
    ok(channelObject(world.state, openDirect(world, body.recipient_id))),
  ),
  route('POST', MESSAGES, { body: channelMessageBody, takesFiles: true }, (call) =>
    shown(call, postMessage(call.world, channelOf(call), withFiles(call))),
  ),
  route(
    'GET',
    MESSAGES,
    { query: { limit: /^\d+$/, before: /^\d+$/, after: /^\d+$/, around: /^\d+$/ } },
    (call) => {
      const { world, query } = call;
      const [before, after, around] = [query('before'), query('after'), query('around')];
      const range = { before, after, around, limit: Number(query('limit') ?? 50) };
      const found = readHistory(world, channelOf(call), range);
      const { privilegedIntents } = world.state.application;
      return ok(found.map((message) => messageObject(world.state, message, privilegedIntents)));
    },
  ),
  route('POST', `${MESSAGES}/bulk-delete`, { body: bulkDeleteBody }, (call) => {
    bulkDelete(call.world, channelOf(call), call.body.messages);
    return done;
  }),
  ...(['@me', '{user_id}'] as const).map((who) =>
    route('DELETE', `${REACTIONS}/${who}`, {}, (call) => {
      const { id: botId } = call.world.state.application;
      const userId = who === '@me' ? botId : call.path('user_id');
      takeReaction(call.world, channelOf(call), messageOf(call), call.path('emoji_name'), userId);
      return done;
    }),
  ),
  route('PUT', `${REACTIONS}/@me`, {}, (call) => {
    reactAsBot(call.world, channelOf(call), messageOf(call), call.path('emoji_name'));
    return done;
  }),
  route('GET', `${MESSAGES}/{message_id}`, {}, (call) => shown(call, messageOf(call))),
  route('PATCH', `${MESSAGES}/{message_id}`, { body: messageBody, takesFiles: true }, (call) =>
    shown(call, editMessage(call.world, messageOf(call), withFiles(call))),
  ),
  route('DELETE', `${MESSAGES}/{message_id}`, {}, (call) => {
    deleteAsBot(call.world, channelOf(call), messageOf(call));
    return done;
  }),
  route('POST', '/channels/{channel_id}/typing', {}, (call) => {
    const { state, clock, changed } = call.world;
    state.typing.push({ channelId: channelOf(call).id, at: clock.now() });
    changed();
    return done;
  }),
];
