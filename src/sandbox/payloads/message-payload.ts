import {
  type APIEmbed,
  type APIMessage,
  type APIMessageInteractionMetadata,
  ChannelType,
  type GatewayMessageCreateDispatchData,
  InteractionType,
  MessageReferenceType,
} from 'discord-api-types/v10';
import { isReadable } from '../gateway/message-content.ts';
import type { Embed } from '../messages/embed-body.ts';
import { type Attachment, entry, type Interaction, type Message, type State } from '../state.ts';
import type { Wire } from '../wire.ts';
import { attachmentObject, fileBehind } from './attachment-payload.ts';
import { componentObject } from './component-payload.ts';
import { membership } from './member-payload.ts';
import { userObject } from './user-payload.ts';

/**
 * A message as the bot reads it, emptied where `isReadable` says so.
 * @param intents what the reader has declared
 */
export function messageObject(state: State, message: Message, intents: number): Wire<APIMessage> {
  return { ...wholeMessage(state, message, intents), ...(!isReadable(state, message, intents) && EMPTIED) };
}

const EMPTIED = { content: '', embeds: [], attachments: [], components: [] };

/** A message with all that it shows, whatever the reader's intents; they rule the message that it replies to. */
export function wholeMessage(state: State, message: Message, intents: number): Wire<APIMessage> {
  const replied = message.replyTo === null ? undefined : state.messages.get(message.replyTo);
  const interaction =
    message.interactionId === null ? undefined : state.interactions.get(message.interactionId);
  return {
    id: message.id,
    channel_id: message.channelId,
    author: userObject(state, message.authorId),
    content: message.content,
    timestamp: new Date(message.createdAt).toISOString(),
    edited_timestamp: message.editedAt === null ? null : new Date(message.editedAt).toISOString(),
    tts: false,
    mention_everyone: message.mentions.everyone,
    mentions: message.mentions.users.filter((id) => state.users.has(id)).map((id) => userObject(state, id)),
    mention_roles: message.mentions.roles,
    attachments: message.attachments.map(attachmentObject),
    embeds: message.embeds.map((embed) => embedObject(embed, message.attachments)),
    components: message.components.map((component) => componentObject(component, message.attachments)),
    pinned: false,
    ...(message.reactions.length > 0 && {
      reactions: message.reactions.map(({ emoji, userIds }) => ({
        emoji: { id: null, name: emoji },
        count: userIds.length,
        count_details: { burst: 0, normal: userIds.length },
        burst_colors: [],
        me_burst: false,
        me: userIds.includes(state.application.id),
      })),
    }),
    type: message.type,
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
      application_id: state.application.id,
      webhook_id: state.application.id,
      interaction_metadata: metadata(state, interaction, message),
    }),
  };
}

function embedObject(embed: Embed, files: readonly Attachment[]): Wire<APIEmbed> {
  const fetched = (value: unknown): unknown => {
    const url = typeof value === 'object' && value !== null && 'url' in value ? value.url : undefined;
    const file = typeof url === 'string' ? fileBehind(url, files) : undefined;
    return file ? { ...(value as object), url: file.url, proxy_url: file.url } : value;
  };
  const given = Object.fromEntries(
    Object.entries(embed)
      .filter(([, value]) => value !== null)
      .map(([key, value]) => [key, fetched(value)]),
  );
  return { ...given, type: 'rich' };
}

/** Source: resources/message.mdx#message-interaction-metadata-object. */
function metadata(
  state: State,
  interaction: Interaction,
  message?: Message,
): Wire<APIMessageInteractionMetadata> {
  const base = {
    id: interaction.id,
    user: userObject(state, interaction.userId),
    authorizing_integration_owners: interaction.owners,
    ...(message !== undefined &&
      interaction.responseId !== null &&
      interaction.responseId !== message.id && { original_response_message_id: interaction.responseId }),
  };
  if (interaction.type === InteractionType.MessageComponent) {
    return { ...base, type: interaction.type, interacted_message_id: interaction.messageId ?? '' };
  }
  const opener = interaction.openedBy === null ? undefined : entry(state.interactions, interaction.openedBy);
  if (interaction.type === InteractionType.ModalSubmit && opener !== undefined) {
    return {
      ...base,
      type: interaction.type,
      triggering_interaction_metadata: metadata(state, opener),
    };
  }
  const target = 'target_id' in interaction.data ? interaction.data.target_id : undefined;
  return {
    ...base,
    type: InteractionType.ApplicationCommand,
    ...(target !== undefined &&
      (state.users.has(target) ? { target_user: userObject(state, target) } : { target_message_id: target })),
  };
}

/** The same as a gateway event carries it: with the guild and the author's membership. */
export function messageEvent(
  state: State,
  message: Message,
  intents: number,
): Wire<GatewayMessageCreateDispatchData> {
  const { guildId, type } = entry(state.channels, message.channelId);
  const base = messageObject(state, message, intents);
  if (guildId === null) return { ...base, channel_type: ChannelType.DM };
  return {
    ...base,
    channel_type: type,
    guild_id: guildId,
    member: membership(entry(state.guilds, guildId), message.authorId),
  };
}
