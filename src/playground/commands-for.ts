import { ApplicationCommandOptionType as Type, ApplicationCommandType } from 'discord-api-types/v10';
import type { CommandOption, RegisteredCommand } from '../sandbox/commands/command-body.ts';
import type { LocaleCode } from '../sandbox/state.ts';
import type { CommandOnPage, OptionOnPage } from './view.ts';

/** Commands as the page offers them, named in a person's language; each subcommand is one of its own. */
export function commandsFor(commands: readonly RegisteredCommand[], locale: LocaleCode): CommandOnPage[] {
  return commands.flatMap((command) => {
    if (command.type !== ApplicationCommandType.ChatInput) return inMenu(command, locale);
    return slash(command, command.options ?? [], '', '', locale);
  });
}

type Named = Pick<
  RegisteredCommand,
  'name' | 'name_localizations' | 'description' | 'description_localizations'
>;

function labels(named: Named, locale: LocaleCode): { label: string; description: string } {
  return {
    label: named.name_localizations?.[locale] ?? named.name,
    description: named.description_localizations?.[locale] ?? named.description,
  };
}

/** Commands in the menu of a message or a member. */
function inMenu(command: RegisteredCommand, locale: LocaleCode): CommandOnPage[] {
  const { Message, User } = ApplicationCommandType;
  if (command.type !== Message && command.type !== User) return [];
  const kind = command.type === Message ? 'message' : 'user';
  return [{ name: command.name, ...labels(command, locale), kind, options: [] }];
}

function slash(
  named: Named,
  options: readonly CommandOption[],
  path: string,
  shownPath: string,
  locale: LocaleCode,
): CommandOnPage[] {
  const { label, description } = labels(named, locale);
  const [name, shown] = [`${path}${named.name}`, `${shownPath}${label}`];
  const groups = options.filter(({ type }) => type === Type.Subcommand || type === Type.SubcommandGroup);
  if (groups.length > 0)
    return groups.flatMap((group) => slash(group, group.options ?? [], `${name} `, `${shown} `, locale));
  const leaves = options.map((option) => optionOnPage(option, locale));
  return [{ name, label: shown, description, kind: 'slash', options: leaves }];
}

const KINDS: Readonly<Partial<Record<Type, OptionOnPage['kind']>>> = {
  [Type.Integer]: 'whole',
  [Type.Number]: 'number',
  [Type.Boolean]: 'boolean',
  [Type.User]: 'user',
  [Type.Role]: 'role',
  [Type.Mentionable]: 'mentionable',
  [Type.Channel]: 'channel',
};

function optionOnPage(option: CommandOption, locale: LocaleCode): OptionOnPage {
  return {
    name: option.name,
    ...labels(option, locale),
    kind: KINDS[option.type] ?? 'text',
    required: option.required === true,
    autocomplete: option.autocomplete === true,
    choices: (option.choices ?? []).map(({ name, name_localizations: localized, value }) => ({
      name: localized?.[locale] ?? name,
      value: String(value),
    })),
    least: option.min_length ?? option.min_value ?? null,
    most: option.max_length ?? option.max_value ?? null,
  };
}
