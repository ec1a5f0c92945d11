import { MessageFlags, PermissionFlagsBits } from 'discord-api-types/v10';
import { permissionsIn } from '../permissions.ts';
import { entry, type Interaction, type World } from '../state.ts';

/** True where only the person has added the app, not the server. */
export function isUserInstallOnly({ owners }: Interaction): boolean {
  return owners[0] === undefined;
}

/**
 * EPHEMERAL where the server lets nobody else see what an app says that it has not added; otherwise 0.
 * Source: topics/permissions.mdx, USE_EXTERNAL_APPS.
 */
export function privately({ state }: World, interaction: Interaction): number {
  if (!isUserInstallOnly(interaction)) return 0;
  const channel = entry(state.channels, interaction.channelId);
  const may = permissionsIn(state, channel, interaction.userId);
  return (may & PermissionFlagsBits.UseExternalApps) === 0n ? MessageFlags.Ephemeral : 0;
}
