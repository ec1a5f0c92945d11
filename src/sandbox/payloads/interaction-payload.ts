import {
  type APIInteraction,
  InteractionContextType,
  InteractionType,
  PermissionFlagsBits,
} from 'discord-api-types/v10';
import { limit } from '../rules/rules.ts';
import { permissionsIn } from '../permissions.ts';
import { type Channel, entry, hasBot, type Interaction, type State } from '../state.ts';
import type { Wire } from '../wire.ts';
import { channelObject } from './channel-payload.ts';
import { memberObject } from './member-payload.ts';
import { wholeMessage } from './message-payload.ts';
import { userObject } from './user-payload.ts';

/** Where an interaction takes place. Source: interactions/receiving-and-responding.mdx#interaction-object-interaction-context-types. */
export function contextOf(channel: Channel): InteractionContextType {
  if (channel.guildId !== null) return InteractionContextType.Guild;
  return channel.recipientId !== null ? InteractionContextType.BotDM : InteractionContextType.PrivateChannel;
}

const { AttachFiles, EmbedLinks, MentionEveryone, UseExternalEmojis } = PermissionFlagsBits;

/**
 * What the app may do where an interaction happens. In a server without the bot these are the rights of the person
 * that a response can use, and files and embeds anyway. Sources: interactions/receiving-and-responding.mdx,
 * "Interaction Structure", note on `app_permissions`; discord-api-docs#5316 and #7251; change log of 2022-06-29.
 */
function appPermissions(state: State, channel: Channel, userId: string): bigint {
  const inPrivate = AttachFiles | EmbedLinks | MentionEveryone;
  switch (contextOf(channel)) {
    case InteractionContextType.BotDM:
      return inPrivate | UseExternalEmojis;
    case InteractionContextType.PrivateChannel:
      return inPrivate;
    case InteractionContextType.Guild: {
      if (hasBot(state, entry(state.guilds, channel.guildId ?? '')))
        return permissionsIn(state, channel, state.application.id);
      const usable = inPrivate | UseExternalEmojis;
      return (permissionsIn(state, channel, userId) & usable) | AttachFiles | EmbedLinks;
    }
  }
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
    app_permissions: String(appPermissions(state, channel, user.id)),
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
