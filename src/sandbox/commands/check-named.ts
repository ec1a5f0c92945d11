import { ApplicationCommandOptionType, Locale } from 'discord-api-types/v10';
import type { Rulebook } from '../rules/rulebook.ts';
import type { CommandOption } from './command-body.ts';

/** Source: interactions/application-commands.mdx#application-command-object-application-command-naming. */
const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

const LOCALES: readonly string[] = Object.values(Locale);

/** What a command or an option is called. */
export type Named = Pick<
  CommandOption,
  'name' | 'name_localizations' | 'description' | 'description_localizations'
>;

/** Name and description of a slash command or an option, in every language. */
export function checkNamed(rules: Rulebook, named: Named, path: string): void {
  const locales = [named.name_localizations, named.description_localizations].flatMap((texts) =>
    Object.keys(texts ?? {}),
  );
  rules.require(
    'localeKnown',
    locales.every((locale) => LOCALES.includes(locale)),
    {
      path: `${path}.name_localizations`,
      code: 'ENUM_TYPE_COERCE',
      message: 'Value is not a valid enum value.',
    },
  );
  for (const name of [named.name, ...Object.values(named.name_localizations ?? {})]) {
    rules.require('commandName', NAME.test(name) && name === name.toLowerCase(), {
      path: `${path}.name`,
      code: 'APPLICATION_COMMAND_INVALID_NAME',
      message: 'Command name is invalid',
    });
  }
  const descriptions = [named.description, ...Object.values(named.description_localizations ?? {})];
  for (const description of descriptions)
    rules.within('commandDescription', description.length, `${path}.description`);
}

/** True for an option that holds others. */
export function isGroup({ type }: Pick<CommandOption, 'type'>): boolean {
  return (
    type === ApplicationCommandOptionType.Subcommand || type === ApplicationCommandOptionType.SubcommandGroup
  );
}
