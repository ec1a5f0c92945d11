import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  ChannelType,
  InteractionContextType,
} from 'discord-api-types/v10';
import { z } from 'zod';

/** What a bot says about its commands when it registers them: the shape alone, limits are rules. */

const localized = z.record(z.string(), z.string()).nullish();

const choice = z.strictObject({
  name: z.string(),
  name_localizations: localized,
  value: z.union([z.string(), z.number()]),
});

export type CommandChoice = z.infer<typeof choice>;

const named = {
  name: z.string(),
  name_localizations: localized,
  description: z.string(),
  description_localizations: localized,
};

const leaf = {
  type: z.enum(ApplicationCommandOptionType),
  ...named,
  required: z.boolean().optional(),
  choices: z.array(choice).optional(),
  autocomplete: z.boolean().optional(),
  channel_types: z.array(z.enum(ChannelType)).optional(),
  min_value: z.number().optional(),
  max_value: z.number().optional(),
  min_length: z.int().optional(),
  max_length: z.int().optional(),
};

const inSubcommand = z.strictObject({ ...leaf, options: z.array(z.never()).optional() });

const inGroup = z.strictObject({ ...leaf, options: z.array(inSubcommand).optional() });

const option = z.strictObject({ ...leaf, options: z.array(inGroup).optional() });

/** An option, a subcommand, or a group of subcommands. */
export type CommandOption = z.infer<typeof inSubcommand> | z.infer<typeof inGroup> | z.infer<typeof option>;

/** Body of the bulk overwrite: slash commands, and those on users and messages. */
export const commandsBody = z.array(
  z.strictObject({
    type: z.enum(ApplicationCommandType).optional(),
    ...named,
    description: z.string().optional(),
    options: z.array(option).optional(),
    default_member_permissions: z.string().nullish(),
    integration_types: z.array(z.enum(ApplicationIntegrationType)).optional(),
    contexts: z.array(z.enum(InteractionContextType)).nullish(),
    nsfw: z.boolean().optional(),
  }),
);

export type CommandBody = z.infer<typeof commandsBody>[number];

/** A command as Discord keeps it. */
export type RegisteredCommand = Omit<CommandBody, 'type' | 'description'> & {
  readonly id: string;
  readonly application_id: string;
  readonly version: string;
  readonly type: ApplicationCommandType;
  /** Empty for those on users and messages. */
  readonly description: string;
};
