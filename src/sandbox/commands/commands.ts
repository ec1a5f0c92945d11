import { ApplicationCommandType } from 'discord-api-types/v10';
import type { World } from '../state.ts';
import { checkCommands } from './check-commands.ts';
import type { CommandBody, RegisteredCommand } from './command-body.ts';

/** Replaces all commands of the bot. Global ones are visible everywhere at once. */
export function replaceCommands(
  world: World,
  applicationId: string,
  body: readonly CommandBody[],
): RegisteredCommand[] {
  const { state, rules } = world;
  checkCommands(rules, body);
  state.commands = body.map((command) => {
    const type = command.type ?? ApplicationCommandType.ChatInput;
    const known = state.commands.find(
      (candidate) => candidate.name === command.name && candidate.type === type,
    );
    return {
      default_member_permissions: null,
      nsfw: false,
      integration_types: [0],
      contexts: null,
      ...command,
      description: command.description ?? '',
      id: known?.id ?? world.nextId(),
      application_id: applicationId,
      version: world.nextId(),
      type,
    };
  });
  world.changed();
  return state.commands;
}
