import { type APIThreadChannel, type APIThreadMember, ChannelType } from 'discord-api-types/v10';
import type { State, ThreadChannel } from '../state.ts';
import type { Wire } from '../wire.ts';

/** Members are counted so far. Source: topics/threads.mdx#thread-fields. */
const MOST_COUNTED = 50;

/** A thread as Discord hands it out. */
export function threadObject(state: State, channel: ThreadChannel): Wire<APIThreadChannel> {
  const { id, name, type, guildId, thread } = channel;
  const messages = [...state.messages.values()].filter((message) => message.channelId === id);
  const botId = state.application.id;
  const isPrivate = type === ChannelType.PrivateThread;
  return {
    id,
    type: isPrivate ? type : ChannelType.PublicThread,
    guild_id: guildId ?? '',
    name,
    parent_id: thread.parentId,
    owner_id: thread.ownerId,
    last_message_id: messages.at(-1)?.id ?? null,
    rate_limit_per_user: thread.slowMode,
    flags: 0,
    message_count: messages.filter(({ deletedAt }) => deletedAt === null).length,
    total_message_sent: messages.length,
    member_count: Math.min(thread.members.size, MOST_COUNTED),
    applied_tags: [],
    thread_metadata: {
      archived: thread.archived,
      archive_timestamp: new Date(thread.archiveChangedAt).toISOString(),
      auto_archive_duration: thread.autoArchiveMinutes,
      locked: thread.locked,
      create_timestamp: new Date(thread.createdAt).toISOString(),
      ...(isPrivate && { invitable: thread.invitable }),
    },
    ...(thread.members.has(botId) && { member: threadMember(channel, botId) }),
  };
}

/** Somebody's membership, without what the server knows of them. */
export function threadMember(
  { id, thread }: ThreadChannel,
  userId: string,
): Wire<Omit<APIThreadMember, 'member'>> {
  const joinedAt = thread.members.get(userId) ?? thread.createdAt;
  return { id, user_id: userId, join_timestamp: new Date(joinedAt).toISOString(), flags: 0 };
}
