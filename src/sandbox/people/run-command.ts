import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionType,
} from 'discord-api-types/v10';
import { beginInteraction } from '../interactions/begin-interaction.ts';
import { ownersIn } from './owners.ts';
import type { Interaction } from '../state.ts';
import { complaint, type Viewpoint } from './viewpoint.ts';

/**
 * Runs a slash command with its options.
 * @throws Error where a client would not let that happen: an unknown command or option, a value out of bounds
 */
export function runCommand(
  at: Viewpoint,
  name: string,
  options: Readonly<Record<string, string>>,
): Interaction {
  const { world, user, channel } = at;
  const command = world.state.commands.find((candidate) => candidate.name === name);
  if (command === undefined) throw complaint(at, `There is no command /${name}.`);
  const known = command.options ?? [];
  for (const given of Object.keys(options)) {
    if (!known.some((option) => option.name === given))
      throw complaint(at, `/${name} has no option ${given}.`);
  }
  for (const option of known) {
    const value = options[option.name];
    if (value === undefined && option.required === true)
      throw complaint(at, `/${name} needs ${option.name}.`);
    const { min_length: least = 0, max_length: most = 6000 } = option;
    if (value !== undefined && (value.length < least || value.length > most)) {
      throw complaint(at, `${option.name} takes ${String(least)} to ${String(most)} characters.`);
    }
  }
  const given = Object.entries(options).map(([option, value]) => ({
    name: option,
    type: ApplicationCommandOptionType.String as const,
    value,
  }));
  return beginInteraction(world, {
    type: InteractionType.ApplicationCommand,
    name,
    action: `used /${name}`,
    userId: user.id,
    channelId: channel.id,
    owners: ownersIn(at, command.integration_types ?? [ApplicationIntegrationType.GuildInstall]),
    data: {
      id: command.id,
      name,
      type: ApplicationCommandType.ChatInput,
      ...(given.length > 0 && { options: given }),
    },
  });
}
