import {
  type APIModalInteractionResponseCallbackData,
  DiscordAPIError,
  InteractionResponseType,
  MessageFlags,
  RESTJSONErrorCodes,
  type RESTPostAPIInteractionCallbackJSONBody,
  Routes,
} from 'discord.js';
import type { BotContext } from '../bot-context.ts';
import { messageBody } from '../message-options.ts';

/** The first response to an interaction, which is due within three seconds. */

export interface Respondable {
  readonly id: string;
  readonly token: string;
}

/**
 * Sends the first response. Where Discord says that there was one already it was ours: the answer to it got lost, and
 * the request was repeated.
 */
async function respond(
  { rest }: BotContext,
  { id, token }: Respondable,
  body: RESTPostAPIInteractionCallbackJSONBody,
): Promise<void> {
  try {
    await rest.post(Routes.interactionCallback(id, token), { body, auth: false });
  } catch (error) {
    const code = error instanceof DiscordAPIError ? error.code : undefined;
    if (code !== RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged) throw error;
  }
}

/** Announces a new message that will hold the answer. */
export async function respondLater(
  context: BotContext,
  interaction: Respondable,
  isPrivate: boolean,
): Promise<void> {
  await respond(context, interaction, {
    type: InteractionResponseType.DeferredChannelMessageWithSource,
    ...(isPrivate && { data: { flags: MessageFlags.Ephemeral } }),
  });
}

/** Announces that the message with the button will change. */
export async function updateLater(context: BotContext, interaction: Respondable): Promise<void> {
  await respond(context, interaction, { type: InteractionResponseType.DeferredMessageUpdate });
}

/** Shows a form to the one person who acted. */
export async function showForm(
  context: BotContext,
  interaction: Respondable,
  data: APIModalInteractionResponseCallbackData,
): Promise<void> {
  await respond(context, interaction, { type: InteractionResponseType.Modal, data });
}

/** Says something to the one person who acted. */
export async function tellPrivately(
  context: BotContext,
  interaction: Respondable,
  content: string,
): Promise<void> {
  await respond(context, interaction, {
    type: InteractionResponseType.ChannelMessageWithSource,
    // eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment -- several flags are a sum
    data: messageBody({ content, rows: [] }, true),
  });
}
