import { ApplicationCommandOptionType as Type } from 'discord-api-types/v10';
import type { Rulebook } from '../rules/rulebook.ts';
import { limit } from '../rules/rules.ts';
import { checkNamed, isGroup } from './check-named.ts';
import type { CommandOption } from './command-body.ts';

/** Source: interactions/application-commands.mdx#application-command-object-application-command-option-structure. */
const FIELDS: Readonly<Record<string, readonly Type[]>> = {
  options: [Type.Subcommand, Type.SubcommandGroup],
  choices: [Type.String, Type.Integer, Type.Number],
  autocomplete: [Type.String, Type.Integer, Type.Number],
  channel_types: [Type.Channel],
  min_value: [Type.Integer, Type.Number],
  max_value: [Type.Integer, Type.Number],
  min_length: [Type.String],
  max_length: [Type.String],
};

/** Checks the options of a command, and those within them. */
export function checkOptions(rules: Rulebook, options: readonly CommandOption[], path: string): void {
  rules.atMost('commandOptions', options.length, path);
  const names = new Set<string>();
  let optionalSeen = false;
  const groups = options.filter(isGroup).length;
  rules.require('subcommandsAlone', groups === 0 || groups === options.length, {
    path,
    code: 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
    message: 'Sub-command and sub-command group option types are mutually exclusive to all other types',
  });
  for (const [index, option] of options.entries()) {
    const at = `${path}.${String(index)}`;
    rules.require('optionUnique', !names.has(option.name), {
      path: at,
      code: 'APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS',
      message: 'Option name already exists in this options list',
    });
    names.add(option.name);
    rules.require('requiredFirst', option.required !== true || !optionalSeen, {
      path: at,
      code: 'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
      message: 'Required options must be placed before non-required options',
    });
    optionalSeen ||= option.required !== true && !isGroup(option);
    checkNamed(rules, option, at);
    checkOption(rules, option, at);
    if (option.options) checkOptions(rules, option.options, `${at}.options`);
  }
}

function checkOption(rules: Rulebook, option: CommandOption, path: string): void {
  const stray = Object.entries(FIELDS).find(
    ([key, types]) =>
      key in option && option[key as keyof CommandOption] !== undefined && !types.includes(option.type),
  );
  rules.require('optionFields', stray === undefined, {
    path: `${path}.${stray?.[0] ?? ''}`,
    code: 'APPLICATION_COMMAND_OPTION_FIELD_INVALID',
    message: 'The field does not belong to options of this type.',
  });
  checkChoices(rules, option, path);
  const { min_length = 0, max_length = limit('optionText'), min_value, max_value } = option;
  const most = limit('optionText');
  rules.require(
    'optionText',
    min_length >= 0 &&
      min_length <= most &&
      max_length >= 1 &&
      max_length <= most &&
      min_length <= max_length,
    { path: `${path}.max_length`, code: 'NUMBER_TYPE_MAX', message: '0 to 6000, and not below min_length.' },
  );
  const numbers = [min_value, max_value].filter((value) => value !== undefined);
  rules.require(
    'optionNumber',
    numbers.every((value) => Math.abs(value) <= limit('optionNumber')) &&
      (min_value ?? Number.NEGATIVE_INFINITY) <= (max_value ?? Number.POSITIVE_INFINITY),
    { path: `${path}.max_value`, code: 'NUMBER_TYPE_MAX', message: '±2^53, and not below min_value.' },
  );
}

function checkChoices(
  rules: Rulebook,
  { choices = [], autocomplete, type }: CommandOption,
  path: string,
): void {
  rules.atMost('choiceCount', choices.length, `${path}.choices`);
  rules.require('choicesOrAutocomplete', autocomplete !== true || choices.length === 0, {
    path,
    code: 'APPLICATION_COMMAND_OPTION_AUTOCOMPLETE_CHOICES_EXCLUSIVE',
    message: 'autocomplete and choices are mutually exclusive.',
  });
  for (const [index, { name, value }] of choices.entries()) {
    const at = `${path}.choices.${String(index)}`;
    rules.within('choiceName', name.length, `${at}.name`);
    rules.atMost('choiceValue', String(value).length, `${at}.value`);
    rules.require('choiceType', (typeof value === 'string') === (type === Type.String), {
      path: `${at}.value`,
      code: 'APPLICATION_COMMAND_OPTION_CHOICE_TYPE',
      message: 'The value is not of the type of the option.',
    });
  }
}
