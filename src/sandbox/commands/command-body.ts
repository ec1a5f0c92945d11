import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
} from 'discord-api-types/v10';
import { z } from 'zod';

/** What a bot says about its slash commands when it registers them. */

const localized = z.record(z.string(), z.string()).nullish();

const stringOption = z.strictObject({
  type: z.literal(ApplicationCommandOptionType.String),
  name: z.string(),
  name_localizations: localized,
  description: z.string(),
  description_localizations: localized,
  required: z.boolean().optional(),
  min_length: z.int().min(0).max(6000).optional(),
  max_length: z.int().min(1).max(6000).optional(),
});

/** Body of the bulk overwrite: slash commands with string options. */
export const commandsBody = z.array(
  z.strictObject({
    type: z.literal(ApplicationCommandType.ChatInput).optional(),
    name: z.string(),
    name_localizations: localized,
    description: z.string(),
    description_localizations: localized,
    options: z.array(stringOption).optional(),
    default_member_permissions: z.string().nullish(),
    integration_types: z.array(z.enum(ApplicationIntegrationType)).optional(),
    contexts: z.array(z.enum(InteractionContextType)).nullish(),
    nsfw: z.boolean().optional(),
  }),
);

export type CommandBody = z.infer<typeof commandsBody>[number];

export type StringOption = z.infer<typeof stringOption>;

/** A command as Discord keeps it. */
export type RegisteredCommand = CommandBody & {
  readonly id: string;
  readonly application_id: string;
  readonly version: string;
  readonly type: ApplicationCommandType.ChatInput;
};
