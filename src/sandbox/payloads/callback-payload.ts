import {
  InteractionResponseType,
  MessageFlags,
  type RESTPostAPIInteractionCallbackWithResponseResult,
} from 'discord-api-types/v10';
import { entry, type Interaction, type State } from '../state.ts';
import type { Wire } from '../wire.ts';
import { wholeMessage } from './message-payload.ts';

/** Responses that show a message. */
const SHOWING: readonly InteractionResponseType[] = [
  InteractionResponseType.ChannelMessageWithSource,
  InteractionResponseType.DeferredChannelMessageWithSource,
  InteractionResponseType.UpdateMessage,
];

/** What the first response is answered with where the bot asks for it. */
export function callbackResponse(
  state: State,
  interaction: Interaction,
  type: InteractionResponseType,
): Wire<RESTPostAPIInteractionCallbackWithResponseResult> {
  const { id, responseId } = interaction;
  const message = responseId === null ? undefined : entry(state.messages, responseId);
  return {
    interaction: {
      id,
      type: interaction.type,
      ...(message && {
        response_message_id: message.id,
        response_message_loading: (message.flags & MessageFlags.Loading) !== 0,
        response_message_ephemeral: (message.flags & MessageFlags.Ephemeral) !== 0,
      }),
    },
    ...(message &&
      SHOWING.includes(type) && { resource: { type, message: wholeMessage(state, message, 0) } }),
  };
}
