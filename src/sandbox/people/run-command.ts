import { ApplicationCommandOptionType, ApplicationCommandType, InteractionType } from 'discord-api-types/v10';
import { isGroup } from '../commands/check-named.ts';
import type { CommandOption, RegisteredCommand } from '../commands/command-body.ts';
import { beginInteraction } from '../interactions/begin-interaction.ts';
import { wholeMessage } from '../payloads/message-payload.ts';
import { resolvedObject } from '../payloads/resolved-payload.ts';
import type { Interaction, Message, User } from '../state.ts';
import { findCommand } from './find-command.ts';
import { givenOptions, type OptionValues } from './option-values.ts';
import { ownersIn } from './owners.ts';
import { complaint, type Viewpoint } from './viewpoint.ts';

const { ChatInput } = ApplicationCommandType;

type Data = Interaction['data'];

/**
 * Runs a slash command with its options; `path` may name a subcommand: "sources list".
 * @throws Error where a client would not let that happen: an unknown command or option, a value out of bounds
 */
export function runCommand(at: Viewpoint, path: string, values: OptionValues): Interaction {
  const { command, data } = commandData(at, path, values);
  return begin(at, InteractionType.ApplicationCommand, command, `used /${path}`, data);
}

/**
 * Types in an option of a slash command that completes itself.
 * @param focused the option; all others that are given are filled in already
 */
export function typeCommand(at: Viewpoint, path: string, values: OptionValues, focused: string): Interaction {
  const { command, data, options } = commandData(at, path, values, focused);
  if (options.find(({ name }) => name === focused)?.autocomplete !== true)
    throw complaint(at, `${focused} of /${path} does not complete itself.`);
  return begin(at, InteractionType.ApplicationCommandAutocomplete, command, `typed /${path}`, data);
}

/**
 * Uses a command on a message or a user, from their menu.
 * @throws Error where a client would not offer it
 */
export function useMenu(at: Viewpoint, name: string, target: Message | User): Interaction {
  const onMessage = 'channelId' in target;
  const type = onMessage ? ApplicationCommandType.Message : ApplicationCommandType.User;
  const command = findCommand(at, name, type);
  const { state } = at.world;
  // What a command is used on can be read, whatever the intents.
  const resolved = onMessage
    ? { messages: { [target.id]: wholeMessage(state, target, 0) } }
    : resolvedObject(state, at.channel, at.user.id, [target.id]);
  const data = { ...calledAs(command), target_id: target.id, resolved } as Data;
  return begin(at, InteractionType.ApplicationCommand, command, `used ${name}`, data);
}

/** What an interaction says about its command. */
function calledAs({ id, name, type, guild_id: guildId }: RegisteredCommand) {
  return { id, name, type, ...(guildId !== undefined && { guild_id: guildId }) };
}

function begin(
  at: Viewpoint,
  type: InteractionType.ApplicationCommand | InteractionType.ApplicationCommandAutocomplete,
  command: RegisteredCommand,
  action: string,
  data: Data,
): Interaction {
  return beginInteraction(at.world, {
    type,
    name: command.name,
    action,
    userId: at.user.id,
    channelId: at.channel.id,
    owners: ownersIn(at, command.integration_types ?? []),
    data,
  });
}

function commandData(at: Viewpoint, path: string, values: OptionValues, focused?: string) {
  const [name = '', ...inner] = path.split(' ');
  const command = findCommand(at, name, ChatInput);
  const steps: CommandOption[] = [];
  let known: readonly CommandOption[] = command.options ?? [];
  for (const step of inner) {
    const found = known.find((option) => option.name === step && isGroup(option));
    if (found === undefined) throw complaint(at, `There is no command /${path}.`);
    steps.push(found);
    known = found.options ?? [];
  }
  if (known.some(isGroup)) throw complaint(at, `/${path} needs a subcommand.`);
  const given = givenOptions(at, path, known, values, focused);
  const leaves: readonly object[] = given;
  const options = steps.reduceRight(
    (within, { name: step, type }) => [{ name: step, type, options: within }] as readonly object[],
    leaves,
  );
  const ids = given.flatMap(({ type, value }) =>
    type > ApplicationCommandOptionType.Boolean && typeof value === 'string' ? [value] : [],
  );
  const data = {
    ...calledAs(command),
    ...(options.length > 0 && { options }),
    ...(ids.length > 0 && { resolved: resolvedObject(at.world.state, at.channel, at.user.id, ids) }),
  } as Data;
  return { command, data, options: known };
}
