import { ApplicationCommandType, ApplicationIntegrationType } from 'discord-api-types/v10';
import { limit } from '../rules/rules.ts';
import { entry, hasBot, type State, type World } from '../state.ts';
import { checkCommand, checkCommands } from './check-commands.ts';
import type { CommandBody, CommandChanges, RegisteredCommand } from './command-body.ts';

/** The commands of the bot. Each belongs to all servers, or to one. */

/** A server's id, or `null` for the commands of all servers and of direct conversations. */
export type Scope = string | null;

/** The scope that a path names. @throws ApiError where it is not the bot's */
export function scopeOf({ state, rules }: World, applicationId: string, guildId: string | undefined): Scope {
  rules.require('ownApplication', applicationId === state.application.id);
  if (guildId === undefined) return null;
  const guild = state.guilds.get(guildId);
  rules.require('guildAccess', guild !== undefined && hasBot(state, guild));
  return guildId;
}

/** The commands of one scope. */
export function commandsOf({ commands }: State, scope: Scope): RegisteredCommand[] {
  return commands.filter(({ guild_id: guildId }) => (guildId ?? null) === scope);
}

/**
 * The commands that there are in a server, or outside of servers. Where both scopes have one of the same name, a client
 * shows both; here the server's is the one that people use. Source: interactions/application-commands.mdx#registering-a-command.
 */
export function commandsIn(state: State, guildId: string | null): RegisteredCommand[] {
  const own = guildId === null ? [] : commandsOf(state, guildId);
  const others = commandsOf(state, null).filter((command) => !own.some((one) => isSame(one, command)));
  return [...own, ...others];
}

type Key = { readonly name: string; readonly type?: ApplicationCommandType | undefined };

/** True where two commands cannot both be in one scope. */
function isSame(a: Key, b: Key): boolean {
  const { ChatInput } = ApplicationCommandType;
  return a.name === b.name && (a.type ?? ChatInput) === (b.type ?? ChatInput);
}

/** One command of a scope, else 10063. */
export function findCommand({ state, rules }: World, scope: Scope, id: string): RegisteredCommand {
  return rules.found(
    'commandExists',
    commandsOf(state, scope).find((command) => command.id === id),
  );
}

/** Replaces all commands of a scope; those whose name was there keep their ids. */
export function replaceCommands(
  world: World,
  scope: Scope,
  body: readonly CommandBody[],
): RegisteredCommand[] {
  const { state, rules } = world;
  checkCommands(rules, body, scope !== null);
  const before = commandsOf(state, scope);
  countCreates(
    world,
    scope,
    body.filter((command) => !before.some((known) => isSame(known, command))).length,
  );
  const after = body.map((command) =>
    registered(world, scope, command, before.find((known) => isSame(known, command))?.id),
  );
  state.commands = [...state.commands.filter((command) => !before.includes(command)), ...after];
  world.changed();
  return after;
}

/** Creates a command, or overwrites the one of its name. */
export function createCommand(
  world: World,
  scope: Scope,
  body: CommandBody,
): { readonly command: RegisteredCommand; readonly isNew: boolean } {
  const { state, rules } = world;
  const before = commandsOf(state, scope);
  const known = before.find((command) => isSame(command, body));
  checkCommand(rules, body, '', scope !== null);
  if (known === undefined) {
    checkCommands(rules, [...before, body], scope !== null);
    countCreates(world, scope, 1);
  }
  const command = registered(world, scope, body, known?.id);
  state.commands = [...state.commands.filter((one) => one !== known), command];
  world.changed();
  return { command, isNew: known === undefined };
}

/** Changes a command; what the request does not name stays. */
export function changeCommand(
  world: World,
  scope: Scope,
  id: string,
  changes: CommandChanges,
): RegisteredCommand {
  const { state, rules } = world;
  const known = findCommand(world, scope, id);
  const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
  const body: CommandBody = { ...bodyOf(known), ...given };
  const others = commandsOf(state, scope).filter((command) => command !== known);
  checkCommand(rules, body, '', scope !== null);
  checkCommands(rules, [...others, body], scope !== null);
  const command = registered(world, scope, body, id);
  state.commands = state.commands.map((one) => (one === known ? command : one));
  world.changed();
  return command;
}

/** Removes a command, else 10063. */
export function deleteCommand(world: World, scope: Scope, id: string): void {
  const { state, rules } = world;
  const known = commandsOf(state, scope).find((command) => command.id === id);
  rules.require('commandExists', known !== undefined);
  state.commands = state.commands.filter((command) => command !== known);
  world.changed();
}

/** Without the dictionaries of other languages, as a list is told that does not ask for them. */
export function withoutLocalizations(command: RegisteredCommand): RegisteredCommand {
  const { name_localizations: names, description_localizations: descriptions, ...rest } = command;
  return names === undefined && descriptions === undefined ? command : rest;
}

/** What of a registered command a bot may say. */
function bodyOf({
  name,
  type,
  description,
  options,
  nsfw,
  contexts,
  ...command
}: RegisteredCommand): CommandBody {
  const { name_localizations, description_localizations, default_member_permissions, integration_types } =
    command;
  const localizations = { name_localizations, description_localizations };
  const places = { contexts, default_member_permissions, integration_types };
  return { name, type, description, options, nsfw, ...localizations, ...places };
}

function registered(
  { state, nextId }: World,
  scope: Scope,
  body: CommandBody,
  id: string | undefined,
): RegisteredCommand {
  return {
    default_member_permissions: null,
    nsfw: false,
    integration_types: [ApplicationIntegrationType.GuildInstall],
    contexts: null,
    ...body,
    description: body.description ?? '',
    id: id ?? nextId(),
    application_id: state.application.id,
    ...(scope !== null && { guild_id: entry(state.guilds, scope).id }),
    version: nextId(),
    type: body.type ?? ApplicationCommandType.ChatInput,
  };
}

const DAY = 86_400_000;

/** Only commands whose name was not there count. Source: interactions/application-commands.mdx#registering-a-command. */
function countCreates({ state, rules, clock }: World, scope: Scope, count: number): void {
  const now = clock.now();
  state.commandCreates = state.commandCreates.filter(({ at }) => at > now - DAY);
  const used = state.commandCreates.filter((create) => create.scope === scope);
  const free = used.length + count <= limit('commandCreates');
  rules.requireLater('commandCreates', free, (used[0]?.at ?? now) + DAY - now);
  for (let created = 0; created < count; created++) state.commandCreates.push({ at: now, scope });
}
