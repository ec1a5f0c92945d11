import { ApplicationCommandType, InteractionContextType, PermissionFlagsBits } from 'discord-api-types/v10';
import type { RegisteredCommand } from '../commands/command-body.ts';
import { commandsIn } from '../commands/commands.ts';
import { contextOf } from '../payloads/interaction-payload.ts';
import { permissionsIn } from '../permissions.ts';
import { ownersIn } from './owners.ts';
import { complaint, type Viewpoint } from './viewpoint.ts';

/**
 * True where a person's client offers the command: the app is there for it, the place is one of its contexts, and
 * the person may use it. Source: interactions/application-commands.mdx#contexts and #permissions.
 */
export function isOffered(at: Viewpoint, command: RegisteredCommand): boolean {
  const { channel, user, world } = at;
  // Source: topics/threads.mdx#active-archived-threads.
  if (channel.thread?.archived === true) return false;
  if ((command.guild_id ?? channel.guildId) !== channel.guildId) return false;
  if (!(command.contexts ?? USUAL_CONTEXTS).includes(contextOf(channel))) return false;
  if (Object.keys(ownersIn(at, command.integration_types ?? [])).length === 0) return false;
  if (channel.guildId === null) return true;
  const may = permissionsIn(world.state, channel, user.id);
  const isAdministrator = (may & PermissionFlagsBits.Administrator) !== 0n;
  const asked = command.default_member_permissions ?? null;
  // "0" keeps a command to administrators.
  const needed = asked === null ? 0n : BigInt(asked);
  const allowed = asked === null || (needed !== 0n && (may & needed) === needed);
  return isAdministrator || (allowed && (may & PermissionFlagsBits.UseApplicationCommands) !== 0n);
}

/** Contexts of a command that names none. Sources: discord-api-docs#6744 and #7583. */
const USUAL_CONTEXTS: readonly InteractionContextType[] = [
  InteractionContextType.Guild,
  InteractionContextType.BotDM,
];

/** A command that this person's client offers here. @throws Error where there is none of that name */
export function findCommand(at: Viewpoint, name: string, type: ApplicationCommandType): RegisteredCommand {
  const command = commandsIn(at.world.state, at.channel.guildId).find(
    (candidate) => candidate.name === name && candidate.type === type,
  );
  const shown = type === ApplicationCommandType.ChatInput ? `/${name}` : name;
  if (command === undefined) throw complaint(at, `There is no command ${shown}.`);
  if (!isOffered(at, command)) throw complaint(at, `${at.user.name} cannot use ${shown} here.`);
  return command;
}
