import { InteractionResponseType } from 'discord-api-types/v10';
import { z } from 'zod';
import type { Upload } from '../files/upload.ts';
import { formBody } from '../forms/form-body.ts';
import { messageBody } from '../messages/message-body.ts';

const offered = z.strictObject({
  name: z.string(),
  name_localizations: z.record(z.string(), z.string()).nullish(),
  value: z.union([z.string(), z.number()]),
});

/** A choice that is offered while somebody types. */
export type OfferedChoice = z.infer<typeof offered>;

/** The first response to an interaction: a message or a change of one, now or later; choices; or a form. */
export const callbackBody = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal(InteractionResponseType.ChannelMessageWithSource), data: messageBody }),
  z.strictObject({
    type: z.literal(InteractionResponseType.DeferredChannelMessageWithSource),
    data: z.strictObject({ flags: z.int().optional() }).optional(),
  }),
  z.strictObject({ type: z.literal(InteractionResponseType.DeferredMessageUpdate) }),
  z.strictObject({ type: z.literal(InteractionResponseType.UpdateMessage), data: messageBody.optional() }),
  z.strictObject({
    type: z.literal(InteractionResponseType.ApplicationCommandAutocompleteResult),
    data: z.strictObject({ choices: z.array(offered) }),
  }),
  z.strictObject({ type: z.literal(InteractionResponseType.Modal), data: formBody }),
]);

export type CallbackBody = z.infer<typeof callbackBody> & { readonly files: readonly Upload[] };
