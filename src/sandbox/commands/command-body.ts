import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  ChannelType,
  InteractionContextType,
} from 'discord-api-types/v10';
import { z } from 'zod';
import { snowflake } from '../snowflake-body.ts';

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

const fields = {
  ...named,
  description: z.string().nullish(),
  options: z.array(option).optional(),
  default_member_permissions: z.string().nullish(),
  integration_types: z.array(z.enum(ApplicationIntegrationType)).optional(),
  contexts: z.array(z.enum(InteractionContextType)).nullish(),
  nsfw: z.boolean().optional(),
};

const { ChatInput, User, Message } = ApplicationCommandType;

/** Body of a command that is created: a slash command, or one on users or messages. */
export const commandBody = z.strictObject({
  ...fields,
  type: z.literal([ChatInput, User, Message]).optional(),
});

/** Body of the bulk overwrite. The id of a command is its name's, whatever is said. */
export const commandsBody = z.array(commandBody.extend({ id: snowflake.optional() }));

/** Body of a change of a command: what it names takes the place of what was there. */
export const commandChangesBody = z.strictObject(fields).partial();

export type CommandBody = z.infer<typeof commandBody>;

export type CommandChanges = z.infer<typeof commandChangesBody>;

/** A command as Discord keeps it. */
export type RegisteredCommand = Omit<CommandBody, 'type' | 'description'> & {
  readonly id: string;
  readonly application_id: string;
  /** The server whose command it is; absent for those of all servers. */
  readonly guild_id?: string;
  readonly version: string;
  readonly type: NonNullable<CommandBody['type']>;
  /** Empty for those on users and messages. */
  readonly description: string;
};
