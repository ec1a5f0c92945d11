import { directChannel, directMessageBody } from '../messages/direct-messages.ts';
import { listMessages } from '../messages/list-messages.ts';
import { channelMessageBody, messageBody } from '../messages/message-body.ts';
import { deleteMessage, editMessage, findMessage, postMessage } from '../messages/messages.ts';
import { channelObject } from '../payloads/channel-payload.ts';
import type { Message } from '../state.ts';
import { type Call, channelOf, done, ok, type Route, route, shown } from './route.ts';

const MESSAGES = '/channels/{channel_id}/messages';

function messageOf(call: Call<unknown>): Message {
  return findMessage(call.world, channelOf(call).id, call.path('message_id'));
}

/** Messages in channels and direct conversations. */
export const MESSAGE_ROUTES: readonly Route[] = [
  route('POST', '/users/@me/channels', { body: directMessageBody }, ({ world, body }) =>
    ok(channelObject(world.state, directChannel(world, body.recipient_id))),
  ),
  route('POST', MESSAGES, { body: channelMessageBody }, (call) =>
    shown(call, postMessage(call.world, channelOf(call), call.body)),
  ),
  route('GET', MESSAGES, { query: { after: /^\d{17,20}$/, limit: /^([1-9]\d?|100)$/ } }, (call) => {
    const window = { after: call.query('after') ?? '0', limit: Number(call.query('limit') ?? 50) };
    return ok(listMessages(call.world, channelOf(call), window).map((message) => shown(call, message).body));
  }),
  route('GET', `${MESSAGES}/{message_id}`, {}, (call) => shown(call, messageOf(call))),
  route('PATCH', `${MESSAGES}/{message_id}`, { body: messageBody }, (call) =>
    shown(call, editMessage(call.world, messageOf(call), call.body)),
  ),
  route('DELETE', `${MESSAGES}/{message_id}`, {}, (call) => {
    deleteMessage(call.world, messageOf(call));
    return done;
  }),
  route('POST', '/channels/{channel_id}/typing', {}, (call) => {
    const { state, clock, changed } = call.world;
    state.typing.push({ channelId: channelOf(call).id, at: clock.now() });
    changed();
    return done;
  }),
];
