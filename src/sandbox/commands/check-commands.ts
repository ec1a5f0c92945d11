import { ApplicationCommandType, InteractionContextType } from 'discord-api-types/v10';
import type { Rulebook } from '../rules/rulebook.ts';
import { checkNamed, type Named } from './check-named.ts';
import { checkOptions } from './check-options.ts';
import type { CommandBody, CommandOption } from './command-body.ts';

const { ChatInput, User, Message } = ApplicationCommandType;

/**
 * Checks all commands of a scope.
 * @param inGuild whether they are those of one server
 */
export function checkCommands(rules: Rulebook, commands: readonly CommandBody[], inGuild: boolean): void {
  const count = (wanted: ApplicationCommandType): number =>
    commands.filter(({ type = ChatInput }) => type === wanted).length;
  rules.atMost('commandCount', count(ChatInput), 'commands');
  rules.atMost('menuCount', Math.max(count(User), count(Message)), 'commands');
  const known = new Set<string>();
  for (const [index, command] of commands.entries()) {
    const path = String(index);
    const key = `${String(command.type ?? ChatInput)}:${command.name}`;
    rules.require('commandUnique', !known.has(key), {
      path: `${path}.name`,
      code: 'APPLICATION_COMMANDS_DUPLICATE_NAME',
      message: 'Application command names must be unique',
    });
    known.add(key);
    checkCommand(rules, command, path, inGuild);
  }
}

/** Checks one command by itself. */
export function checkCommand(rules: Rulebook, command: CommandBody, path: string, inGuild: boolean): void {
  const inDirect = command.contexts?.includes(InteractionContextType.BotDM) ?? false;
  rules.require('guildContexts', !inGuild || !inDirect, {
    path: `${path}.contexts`,
    code: 'BASE_TYPE_CHOICES',
    message: 'Commands of a server cannot be used in direct messages.',
  });
  if ((command.type ?? ChatInput) !== ChatInput) {
    checkMenu(rules, command, path);
    return;
  }
  checkNamed(rules, { ...command, description: command.description ?? '' }, path);
  checkOptions(rules, command.options ?? [], `${path}.options`);
  rules.atMost('commandTotal', totalOf({ ...command, description: command.description ?? '' }), path);
}

/** A command on a user or a message: any name, no description, no options. */
function checkMenu(rules: Rulebook, command: CommandBody, path: string): void {
  for (const name of [command.name, ...Object.values(command.name_localizations ?? {})])
    rules.within('menuName', name.length, `${path}.name`);
  const bare = (command.description ?? '') === '' && (command.options ?? []).length === 0;
  rules.require('menuBare', bare, {
    path: `${path}.description`,
    code: 'APPLICATION_COMMAND_INVALID_DESCRIPTION',
    message: 'Context menu commands cannot have description or options',
  });
}

type Counted = Named & {
  readonly options?: readonly CommandOption[] | undefined;
  readonly choices?: CommandOption['choices'] | undefined;
};

/**
 * Characters of names, descriptions and values, the longest language of each.
 * Source: interactions/application-commands.mdx#application-command-object.
 */
function totalOf(command: Counted): number {
  const longest = (text: string, others: Readonly<Record<string, string>> | null | undefined) =>
    Math.max(...[text, ...Object.values(others ?? {})].map((one) => one.length));
  const own =
    longest(command.name, command.name_localizations) +
    longest(command.description, command.description_localizations);
  const choices = (command.choices ?? []).map(
    (choice) => longest(choice.name, choice.name_localizations) + String(choice.value).length,
  );
  const options = (command.options ?? []).map((option) => totalOf(option as Counted));
  return [own, ...choices, ...options].reduce((sum, length) => sum + length, 0);
}
