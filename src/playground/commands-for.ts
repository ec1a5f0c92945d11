import { InteractionContextType } from 'discord-api-types/v10';
import type { RegisteredCommand } from '../sandbox/commands/command-body.ts';
import type { LocaleCode } from '../sandbox/state.ts';
import type { CommandOnPage, OptionOnPage } from './view.ts';

/** The commands that can be used in a place, named in a person's language. */
export function commandsFor(
  commands: readonly RegisteredCommand[],
  locale: LocaleCode,
  inServer: boolean,
): CommandOnPage[] {
  const place = inServer ? InteractionContextType.Guild : InteractionContextType.BotDM;
  return commands
    .filter(({ contexts }) => contexts?.includes(place) ?? true)
    .map((command) => ({
      name: command.name,
      label: command.name_localizations?.[locale] ?? command.name,
      description: command.description_localizations?.[locale] ?? command.description,
      kind: 'slash',
      options: (command.options ?? []).map((option) => optionOnPage(option, locale)),
    }));
}

function optionOnPage(
  option: NonNullable<RegisteredCommand['options']>[number],
  locale: LocaleCode,
): OptionOnPage {
  return {
    name: option.name,
    label: option.name_localizations?.[locale] ?? option.name,
    description: option.description_localizations?.[locale] ?? option.description,
    kind: 'text',
    required: option.required === true,
    autocomplete: false,
    choices: [],
    least: option.min_length ?? null,
    most: option.max_length ?? null,
  };
}
