import { ApplicationIntegrationType } from 'discord-api-types/v10';
import type { Interaction } from '../state.ts';
import type { Viewpoint } from './viewpoint.ts';

const { GuildInstall, UserInstall } = ApplicationIntegrationType;

/**
 * By whom the app is there: the server that added it, the person who did, or both. Source:
 * interactions/receiving-and-responding.mdx#interaction-object-authorizing-integration-owners-object.
 * @param types how the command may be installed
 */
export function ownersIn(
  { world: { state }, user, channel }: Viewpoint,
  types: readonly ApplicationIntegrationType[],
): Interaction['owners'] {
  const guild = channel.guildId === null ? undefined : state.guilds.get(channel.guildId);
  const isMember = guild?.members.some(({ userId }) => userId === state.application.id) ?? false;
  const inReach = isMember || channel.recipientId !== null;
  return {
    ...(inReach && types.includes(GuildInstall) && { [GuildInstall]: guild?.id ?? '0' }),
    ...(types.includes(UserInstall) && { [UserInstall]: user.id }),
  };
}
