import { InteractionResponseType } from 'discord-api-types/v10';
import { z } from 'zod';
import { messageBody } from '../messages/message-body.ts';

/** The first response to an interaction: at once or later, as a message of its own or as a change of one. */
export const callbackBody = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal(InteractionResponseType.ChannelMessageWithSource), data: messageBody }),
  z.strictObject({
    type: z.literal(InteractionResponseType.DeferredChannelMessageWithSource),
    data: z.strictObject({ flags: z.int().optional() }).optional(),
  }),
  z.strictObject({ type: z.literal(InteractionResponseType.DeferredMessageUpdate) }),
  z.strictObject({ type: z.literal(InteractionResponseType.UpdateMessage), data: messageBody.optional() }),
]);

export type CallbackBody = z.infer<typeof callbackBody>;
