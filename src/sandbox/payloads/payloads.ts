import {
  type APIChannel,
  type APIChatInputApplicationCommandInteraction,
  type APIGuildMember,
  type APIMessage,
  type APIRole,
  type APIUser,
  ApplicationCommandType,
  ApplicationIntegrationType,
  ChannelType,
  type GatewayGuildCreateDispatchData,
  type GatewayMessageCreateDispatchData,
  InteractionContextType,
  InteractionType,
  MessageReferenceType,
  MessageType,
  OverwriteType,
} from 'discord-api-types/v10';
import { isReadable } from '../gateway/message-content.ts';
import {
  type Channel,
  entry,
  type Guild,
  type Interaction,
  type Message,
  permissionsIn,
  type State,
} from '../state.ts';
import type { Wire } from '../wire.ts';

/** State as Discord writes it on the wire; typed by Discord's API types, so that no field is forgotten. */

export function userObject(state: State, id: string): Wire<APIUser> {
  const user = entry(state.users, id);
  return {
    id,
    username: user.name,
    discriminator: '0',
    global_name: user.bot ? null : user.name,
    avatar: null,
    primary_guild: null,
    public_flags: 0,
    flags: 0,
    ...(user.bot && { bot: true }),
  };
}

/** What `GET /users/@me` tells the bot about itself. */
export function ownUserObject(state: State): Wire<APIUser> {
  return {
    ...userObject(state, state.application.id),
    mfa_enabled: false,
    locale: 'en-US',
    premium_type: 0,
    email: null,
    verified: true,
  };
}

function roleObject(role: Guild['roles'][number], position: number): Wire<APIRole> {
  return {
    id: role.id,
    name: role.name,
    permissions: String(role.permissions),
    position,
    // Deprecated, and still sent.
    // eslint-disable-next-line @typescript-eslint/no-deprecated
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    managed: false,
    mentionable: false,
    flags: 0,
  };
}

function membership(guild: Guild, userId: string): Wire<Omit<APIGuildMember, 'user'>> {
  return {
    roles: guild.members.find((member) => member.userId === userId)?.roleIds ?? [],
    nick: null,
    avatar: null,
    banner: null,
    joined_at: new Date(0).toISOString(),
    premium_since: null,
    communication_disabled_until: null,
    pending: false,
    deaf: false,
    mute: false,
    flags: 0,
  };
}

export function memberObject(state: State, guild: Guild, userId: string): Wire<APIGuildMember> {
  return { user: userObject(state, userId), ...membership(guild, userId) };
}

type GuildChannel = Wire<GatewayGuildCreateDispatchData['channels'][number]>;

function guildChannelObject(state: State, channel: Channel, guildId: string): GuildChannel {
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
  if (channel.guildId !== null) return guildChannelObject(state, channel, channel.guildId);
  const recipients = channel.recipientId === null ? [] : [userObject(state, channel.recipientId)];
  return { id: channel.id, type: ChannelType.DM, name: null, last_message_id: null, recipients, flags: 0 };
}

export function guildObject(state: State, guild: Guild): Wire<GatewayGuildCreateDispatchData> {
  const channels = [...state.channels.values()].filter((channel) => channel.guildId === guild.id);
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
    threads: [],
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
    incidents_data: null,
  };
}

/**
 * A message as the bot reads it, its content empty where `isReadable` says so.
 * @param intents what the reader has declared
 */
export function messageObject(state: State, message: Message, intents: number): Wire<APIMessage> {
  const { id: botId } = state.application;
  const readable = isReadable(state, message, intents);
  const replied = message.replyTo === null ? undefined : state.messages.get(message.replyTo);
  const interaction =
    message.interactionId === null ? undefined : state.interactions.get(message.interactionId);
  return {
    id: message.id,
    channel_id: message.channelId,
    author: userObject(state, message.authorId),
    content: readable ? message.content : '',
    timestamp: new Date(message.createdAt).toISOString(),
    edited_timestamp: message.editedAt === null ? null : new Date(message.editedAt).toISOString(),
    tts: false,
    mention_everyone: message.mentions.everyone,
    mentions: message.mentions.users.map((id) => userObject(state, id)),
    mention_roles: message.mentions.roles,
    attachments: [],
    embeds: [],
    components: [],
    pinned: false,
    type:
      message.replyTo !== null
        ? MessageType.Reply
        : interaction
          ? MessageType.ChatInputCommand
          : MessageType.Default,
    flags: message.flags,
    ...(message.nonce !== null && { nonce: message.nonce }),
    ...(message.replyTo !== null && {
      message_reference: {
        type: MessageReferenceType.Default,
        message_id: message.replyTo,
        channel_id: message.channelId,
      },
      referenced_message:
        replied && replied.deletedAt === null ? messageObject(state, replied, intents) : null,
    }),
    ...(interaction && {
      application_id: botId,
      webhook_id: botId,
      interaction_metadata: {
        id: interaction.id,
        type: InteractionType.ApplicationCommand,
        user: userObject(state, interaction.userId),
        authorizing_integration_owners: installation(entry(state.channels, message.channelId)),
      },
    }),
  };
}

/** The same as a gateway event carries it: with the guild and the author's membership. */
export function messageEvent(
  state: State,
  message: Message,
  intents: number,
): Wire<GatewayMessageCreateDispatchData> {
  const { guildId } = entry(state.channels, message.channelId);
  const base = messageObject(state, message, intents);
  if (guildId === null) return { ...base, channel_type: ChannelType.DM };
  return {
    ...base,
    channel_type: ChannelType.GuildText,
    guild_id: guildId,
    member: membership(entry(state.guilds, guildId), message.authorId),
  };
}

function installation(channel: Channel): Partial<Record<ApplicationIntegrationType, string>> {
  return { [ApplicationIntegrationType.GuildInstall]: channel.guildId ?? '0' };
}

/** The event for a slash command. */
export function commandInteraction(
  state: State,
  interaction: Interaction,
  data: {
    readonly id: string;
    readonly options: APIChatInputApplicationCommandInteraction['data']['options'];
  },
): Wire<APIChatInputApplicationCommandInteraction> {
  const channel = entry(state.channels, interaction.channelId);
  const user = entry(state.users, interaction.userId);
  const { options } = data;
  const base = {
    id: interaction.id,
    application_id: state.application.id,
    type: InteractionType.ApplicationCommand,
    token: interaction.token,
    version: 1,
    data: {
      id: data.id,
      name: interaction.commandName,
      type: ApplicationCommandType.ChatInput,
      ...(options && options.length > 0 && { options }),
    },
    channel: channelObject(state, channel),
    channel_id: channel.id,
    app_permissions: String(permissionsIn(state, channel, state.application.id)),
    locale: user.locale,
    entitlements: [],
    authorizing_integration_owners: installation(channel),
    attachment_size_limit: 10 * 1024 * 1024,
  };
  if (channel.guildId === null) {
    return {
      ...base,
      user: userObject(state, user.id),
      context: InteractionContextType.BotDM,
    };
  }
  const guild = entry(state.guilds, channel.guildId);
  return {
    ...base,
    guild_id: guild.id,
    guild: { id: guild.id, features: [], locale: guild.preferredLocale },
    guild_locale: guild.preferredLocale,
    member: {
      ...memberObject(state, guild, user.id),
      permissions: String(permissionsIn(state, channel, user.id)),
    },
    context: InteractionContextType.Guild,
  };
}
