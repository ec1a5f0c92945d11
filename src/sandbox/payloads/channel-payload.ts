import {
  type APIChannel,
  ChannelType,
  type GatewayGuildCreateDispatchData,
  OverwriteType,
} from 'discord-api-types/v10';
import { type Channel, isThread, type State } from '../state.ts';
import type { Wire } from '../wire.ts';
import { threadObject } from './thread-payload.ts';
import { userObject } from './user-payload.ts';

type GuildChannel = Wire<GatewayGuildCreateDispatchData['channels'][number]>;

export function guildChannelObject(state: State, channel: Channel, guildId: string): GuildChannel {
  return {
    id: channel.id,
    type: ChannelType.GuildText,
    guild_id: guildId,
    name: channel.name,
    position: 0,
    parent_id: null,
    topic: null,
    nsfw: false,
    last_message_id: null,
    rate_limit_per_user: 0,
    flags: 0,
    permission_overwrites: [
      {
        id: state.application.id,
        type: OverwriteType.Member,
        allow: '0',
        deny: String(channel.deniedToBot),
      },
    ],
  };
}

export function channelObject(state: State, channel: Channel): Wire<APIChannel> {
  if (isThread(channel)) return threadObject(state, channel);
  if (channel.guildId !== null) return guildChannelObject(state, channel, channel.guildId);
  const ids = channel.recipientId === null ? channel.peopleIds : [channel.recipientId];
  const recipients = ids.map((id) => userObject(state, id));
  const base = { id: channel.id, last_message_id: null, recipients, flags: 0 };
  if (channel.type === ChannelType.DM) return { ...base, type: ChannelType.DM, name: null };
  return { ...base, type: ChannelType.GroupDM, name: channel.name };
}
