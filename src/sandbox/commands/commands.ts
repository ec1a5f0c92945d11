import { ApplicationCommandType } from 'discord-api-types/v10';
import type { CommandBody, RegisteredCommand, StringOption } from './command-body.ts';
import type { World } from '../state.ts';

/** Registering slash commands by bulk overwrite. */

type Named = Pick<StringOption, 'name' | 'name_localizations' | 'description' | 'description_localizations'>;

/** Source: interactions/application-commands.mdx#application-command-naming. */
const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

/** Replaces all commands of the bot. Global ones are visible everywhere at once. */
export function replaceCommands(
  world: World,
  applicationId: string,
  body: readonly CommandBody[],
): RegisteredCommand[] {
  const { state, rules } = world;
  rules.atMost('commandCount', body.length, 'commands');
  for (const [index, command] of body.entries()) {
    const options = command.options ?? [];
    rules.atMost('commandOptions', options.length, `${String(index)}.options`);
    for (const named of [command, ...options]) checkNamed(world, index, named);
  }
  state.commands = body.map((command) => {
    const known = state.commands.find((candidate) => candidate.name === command.name);
    return {
      default_member_permissions: null,
      nsfw: false,
      integration_types: [0],
      contexts: null,
      ...command,
      id: known?.id ?? world.nextId(),
      application_id: applicationId,
      version: world.nextId(),
      type: ApplicationCommandType.ChatInput,
    };
  });
  world.changed();
  return state.commands;
}

function checkNamed({ rules }: World, index: number, named: Named): void {
  for (const name of [named.name, ...Object.values(named.name_localizations ?? {})]) {
    rules.require('commandName', NAME.test(name) && name === name.toLowerCase(), {
      path: `${String(index)}.name`,
      code: 'APPLICATION_COMMAND_INVALID_NAME',
      message: 'Command name is invalid',
    });
  }
  for (const description of [named.description, ...Object.values(named.description_localizations ?? {})]) {
    rules.atMost(
      'commandDescription',
      description.length || Number.POSITIVE_INFINITY,
      `${String(index)}.description`,
    );
  }
}
