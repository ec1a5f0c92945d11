import { ChannelType, GatewayIntentBits, PermissionFlagsBits } from 'discord-api-types/v10';
import { findMessage } from '../messages/messages.ts';
import { channelObject } from '../payloads/channel-payload.ts';
import { memberObject } from '../payloads/member-payload.ts';
import { threadMember, threadObject } from '../payloads/thread-payload.ts';
import { entry, isThread, type ThreadChannel } from '../state.ts';
import { changeThread } from '../threads/change-thread.ts';
import { threadBody, threadChangesBody, threadUnderMessageBody } from '../threads/thread-body.ts';
import { addMember, removeMember } from '../threads/thread-members.ts';
import { startThread } from '../threads/threads.ts';
import { type Call, channelOf, done, guildOf, mayIn, ok, type Reply, type Route, route } from './route.ts';

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

/** A membership, with what the server knows of the member where the request asks for it. */
function memberOf({ world: { state }, query }: Call<unknown>, channel: ThreadChannel, userId: string) {
  const guild = entry(state.guilds, channel.guildId ?? '');
  return {
    ...threadMember(channel, userId),
    ...(query('with_member') === 'true' && { member: memberObject(state, guild, userId) }),
  };
}

/** Who is in a thread, by their ids; a page of them where the members are asked for too. */
function listMembers(call: Call<unknown>): Reply {
  const { world, query } = call;
  const allowed = (world.state.application.privilegedIntents & GatewayIntentBits.GuildMembers) !== 0;
  world.rules.require('mayListMembers', allowed);
  const thread = threadIn(call);
  const ids = [...thread.thread.members.keys()].sort((a, b) => Number(BigInt(a) - BigInt(b)));
  const after = BigInt(query('after') ?? 0);
  const isPaged = query('with_member') === 'true';
  const page = ids.filter((id) => BigInt(id) > after).slice(0, Number(query('limit') ?? MOST_MEMBERS));
  return ok((isPaged ? page : ids).map((userId) => memberOf(call, thread, userId)));
}

/** Source: resources/channel.mdx#list-thread-members. */
const MOST_MEMBERS = 100;

/** Threads that the bot may see, with its own memberships in them. */
function listed(call: Call<unknown>, threads: readonly ThreadChannel[], hasMore = false): Reply {
  const { state } = call.world;
  const { id: botId } = state.application;
  const seen = threads.filter((thread) => mayIn(call.world, thread, PermissionFlagsBits.ViewChannel));
  const joined = seen.filter(({ thread }) => thread.members.has(botId));
  return ok({
    threads: seen.map((thread) => threadObject(state, thread)),
    members: joined.map((thread) => threadMember(thread, botId)),
    has_more: hasMore,
  });
}

/** Archived threads of a channel, those that were archived last first. */
function archived(call: Call<unknown>, type: ChannelType): Reply {
  const { world, query } = call;
  const parent = channelOf(call);
  const { ReadMessageHistory, ManageThreads } = PermissionFlagsBits;
  const needed = ReadMessageHistory | (type === ChannelType.PrivateThread ? ManageThreads : 0n);
  world.rules.require('mayReadThreads', mayIn(world, parent, needed));
  const before = query('before') === undefined ? Number.POSITIVE_INFINITY : Date.parse(query('before') ?? '');
  const all = [...world.state.channels.values()]
    .filter(isThread)
    .filter((thread) => thread.type === type && thread.thread.parentId === parent.id)
    .filter(({ thread }) => thread.archived && thread.archiveChangedAt < before)
    .sort((a, b) => b.thread.archiveChangedAt - a.thread.archiveChangedAt);
  const most = Number(query('limit') ?? all.length);
  return listed(call, all.slice(0, most), all.length > most);
}

const PAGE = { query: { before: /^\d{4}-\d\d-\d\dT[\d:.]+(Z|\+00:00)$/, limit: /^\d{1,3}$/ } };

const WITH_MEMBER = /^(true|false)$/;

/** Channels as they are, and threads: starting, changing, listing, joining and leaving them. */
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
  route('GET', `${CHANNEL}/threads/archived/public`, PAGE, (call) =>
    archived(call, ChannelType.PublicThread),
  ),
  route('GET', `${CHANNEL}/threads/archived/private`, PAGE, (call) =>
    archived(call, ChannelType.PrivateThread),
  ),
  route('GET', '/guilds/{guild_id}/threads/active', {}, (call) => {
    const guild = guildOf(call);
    const threads = [...call.world.state.channels.values()].filter(isThread);
    return listed(
      call,
      threads.filter(({ guildId, thread }) => guildId === guild.id && !thread.archived),
    );
  }),
  route(
    'GET',
    `${CHANNEL}/thread-members`,
    { query: { with_member: WITH_MEMBER, after: /^\d+$/, limit: /^([1-9]\d?|100)$/ } },
    listMembers,
  ),
  ...(['@me', '{user_id}'] as const).flatMap((who) => {
    const path = `${CHANNEL}/thread-members/${who}`;
    const userIn = ({ world, path: part }: Call<unknown>): string =>
      who === '@me' ? world.state.application.id : part('user_id');
    return [
      route('PUT', path, {}, (call) => {
        addMember(call.world, threadIn(call), userIn(call));
        return done;
      }),
      route('DELETE', path, {}, (call) => {
        removeMember(call.world, threadIn(call), userIn(call));
        return done;
      }),
    ];
  }),
  route('GET', `${CHANNEL}/thread-members/{user_id}`, { query: { with_member: WITH_MEMBER } }, (call) => {
    const thread = threadIn(call);
    const named = call.path('user_id');
    const userId = named === '@me' ? call.world.state.application.id : named;
    call.world.rules.require('memberExists', thread.thread.members.has(userId));
    return ok(memberOf(call, thread, userId));
  }),
];
