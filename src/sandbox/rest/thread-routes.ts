import { findMessage } from '../messages/messages.ts';
import { channelObject } from '../payloads/channel-payload.ts';
import { threadObject } from '../payloads/thread-payload.ts';
import { threadBody, threadChangesBody, threadUnderMessageBody } from '../threads/thread-body.ts';
import {
  changeThread,
  isThread,
  setMembership,
  startThread,
  type ThreadChannel,
} from '../threads/threads.ts';
import { type Call, channelOf, done, ok, type Reply, type Route, route } from './route.ts';

const CHANNEL = '/channels/{channel_id}';

/** Only threads can be changed and joined here. */
function threadIn(call: Call<unknown>): ThreadChannel {
  const channel = channelOf(call);
  return call.world.rules.found('threadPlace', isThread(channel) ? channel : undefined);
}

const created = ({ world }: Call<unknown>, thread: ThreadChannel): Reply => ({
  status: 201,
  body: threadObject(world.state, thread),
});

/** Channels as they are, and threads: starting, changing, joining and leaving them. */
export const THREAD_ROUTES: readonly Route[] = [
  route('GET', CHANNEL, {}, (call) => ok(channelObject(call.world.state, channelOf(call)))),
  route('PATCH', CHANNEL, { body: threadChangesBody }, (call) =>
    ok(threadObject(call.world.state, changeThread(call.world, threadIn(call), call.body))),
  ),
  route('POST', `${CHANNEL}/messages/{message_id}/threads`, { body: threadUnderMessageBody }, (call) => {
    const parent = channelOf(call);
    const message = findMessage(call.world, parent.id, call.path('message_id'));
    return created(call, startThread(call.world, parent, call.body, message));
  }),
  route('POST', `${CHANNEL}/threads`, { body: threadBody }, (call) =>
    created(call, startThread(call.world, channelOf(call), call.body, null)),
  ),
  ...(['@me', '{user_id}'] as const).flatMap((who) =>
    (['PUT', 'DELETE'] as const).map((method) =>
      route(method, `${CHANNEL}/thread-members/${who}`, {}, (call) => {
        const userId = who === '@me' ? call.world.state.application.id : call.path('user_id');
        setMembership(call.world, threadIn(call), userId, method === 'PUT');
        return done;
      }),
    ),
  ),
];
