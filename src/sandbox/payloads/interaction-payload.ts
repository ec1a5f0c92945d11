import { type APIInteraction, InteractionContextType, InteractionType } from 'discord-api-types/v10';
import { limit } from '../rules/rules.ts';
import { type Channel, entry, type Interaction, permissionsIn, type State } from '../state.ts';
import type { Wire } from '../wire.ts';
import { channelObject } from './channel-payload.ts';
import { memberObject } from './member-payload.ts';
import { wholeMessage } from './message-payload.ts';
import { userObject } from './user-payload.ts';

/** Where an interaction takes place. Source: interactions/receiving-and-responding.mdx#interaction-context-types. */
export function contextOf(channel: Channel): InteractionContextType {
  if (channel.guildId !== null) return InteractionContextType.Guild;
  return channel.recipientId !== null ? InteractionContextType.BotDM : InteractionContextType.PrivateChannel;
}

/** The event for an interaction. */
export function interactionObject(state: State, interaction: Interaction): Wire<APIInteraction> {
  const channel = entry(state.channels, interaction.channelId);
  const user = entry(state.users, interaction.userId);
  const base = {
    id: interaction.id,
    application_id: state.application.id,
    type: interaction.type,
    token: interaction.token,
    version: 1,
    data: interaction.data,
    channel: channelObject(state, channel),
    channel_id: channel.id,
    app_permissions: String(permissionsIn(state, channel, state.application.id)),
    locale: user.locale,
    entitlements: [],
    authorizing_integration_owners: interaction.owners,
    attachment_size_limit: limit('fileSize'),
    context: contextOf(channel),
    ...(interaction.messageId !== null &&
      interaction.type !== InteractionType.ApplicationCommand && {
        message: wholeMessage(state, entry(state.messages, interaction.messageId), 0),
      }),
  };
  const place =
    channel.guildId === null ? { user: userObject(state, user.id) } : guildPart(state, channel, user.id);
  return { ...base, ...place } as Wire<APIInteraction>;
}

function guildPart(state: State, channel: Channel, userId: string) {
  const guild = entry(state.guilds, channel.guildId ?? '');
  return {
    guild_id: guild.id,
    guild: { id: guild.id, features: [], locale: guild.preferredLocale },
    guild_locale: guild.preferredLocale,
    member: {
      ...memberObject(state, guild, userId),
      permissions: String(permissionsIn(state, channel, userId)),
    },
  };
}
