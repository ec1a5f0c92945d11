import { type APIThreadChannel, ChannelType } from 'discord-api-types/v10';
import type { Channel, State, Thread } from '../state.ts';
import type { Wire } from '../wire.ts';

/** A thread as Discord hands it out. */
export function threadObject(
  state: State,
  { id, name, type, guildId, thread }: Channel & { readonly thread: Thread },
): Wire<APIThreadChannel> {
  const count = [...state.messages.values()].filter((message) => message.channelId === id).length;
  const joined = new Date(thread.createdAt).toISOString();
  const botId = state.application.id;
  return {
    id,
    type: type === ChannelType.PrivateThread ? type : ChannelType.PublicThread,
    guild_id: guildId ?? '',
    name,
    parent_id: thread.parentId,
    owner_id: thread.ownerId,
    last_message_id: null,
    rate_limit_per_user: thread.slowMode,
    flags: 0,
    message_count: count,
    total_message_sent: count,
    member_count: thread.memberIds.length,
    applied_tags: [],
    thread_metadata: {
      archived: thread.archived,
      archive_timestamp: new Date(thread.archiveChangedAt).toISOString(),
      auto_archive_duration: thread.autoArchiveMinutes,
      locked: thread.locked,
      create_timestamp: joined,
    },
    ...(thread.memberIds.includes(botId) && {
      member: { id, user_id: botId, join_timestamp: joined, flags: 0 },
    }),
  };
}
