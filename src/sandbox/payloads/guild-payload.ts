import { type GatewayGuildCreateDispatchData, PermissionFlagsBits } from 'discord-api-types/v10';
import { permissionsIn } from '../permissions.ts';
import { type Channel, type Guild, isThread, type State } from '../state.ts';
import type { Wire } from '../wire.ts';
import { guildChannelObject } from './channel-payload.ts';
import { threadObject } from './thread-payload.ts';
import { memberObject, roleObject } from './member-payload.ts';

export function guildObject(state: State, guild: Guild): Wire<GatewayGuildCreateDispatchData> {
  const channels = [...state.channels.values()].filter(
    (channel) => channel.guildId === guild.id && channel.thread === null,
  );
  const maySee = (channel: Channel): boolean =>
    (permissionsIn(state, channel, state.application.id) & PermissionFlagsBits.ViewChannel) !== 0n;
  return {
    id: guild.id,
    name: guild.name,
    icon: null,
    splash: null,
    discovery_splash: null,
    owner_id: guild.ownerId,
    afk_channel_id: null,
    afk_timeout: 300,
    verification_level: 0,
    default_message_notifications: 1,
    explicit_content_filter: 0,
    roles: guild.roles.map(roleObject),
    emojis: [],
    features: [],
    mfa_level: 0,
    application_id: null,
    system_channel_id: null,
    system_channel_flags: 0,
    rules_channel_id: null,
    vanity_url_code: null,
    description: null,
    banner: null,
    premium_tier: 0,
    preferred_locale: guild.preferredLocale,
    public_updates_channel_id: null,
    nsfw_level: 0,
    premium_progress_bar_enabled: false,
    hub_type: null,
    safety_alerts_channel_id: null,
    stickers: [],
    joined_at: new Date(0).toISOString(),
    large: false,
    unavailable: false,
    member_count: guild.members.length,
    voice_states: [],
    members: [memberObject(state, guild, state.application.id)],
    channels: channels.map((channel) => guildChannelObject(state, channel, guild.id)),
    threads: [...state.channels.values()]
      .filter(isThread)
      .filter((channel) => channel.guildId === guild.id && !channel.thread.archived && maySee(channel))
      .map((channel) => threadObject(state, channel)),
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
    incidents_data: null,
  };
}
