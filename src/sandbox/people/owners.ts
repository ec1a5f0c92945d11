import { ApplicationIntegrationType } from 'discord-api-types/v10';
import { hasBot, type Interaction } from '../state.ts';
import type { Viewpoint } from './viewpoint.ts';

const { GuildInstall, UserInstall } = ApplicationIntegrationType;

/**
 * By whom the app is there: the server that added it, the person who did, or both. The app's direct conversation is
 * reached by whoever shares a server with it. Sources: interactions/receiving-and-responding.mdx,
 * "Authorizing Integration Owners Object"; interactions/application-commands.mdx, "Registering a Command".
 * @param types how the command may be installed
 */
export function ownersIn(
  { world: { state }, user, channel }: Viewpoint,
  types: readonly ApplicationIntegrationType[],
): Interaction['owners'] {
  const guild = channel.guildId === null ? undefined : state.guilds.get(channel.guildId);
  const shared = [...state.guilds.values()].filter(
    (one) => hasBot(state, one) && one.members.some(({ userId }) => userId === user.id),
  );
  const inReach = guild ? shared.includes(guild) : channel.recipientId !== null && shared.length > 0;
  return {
    ...(inReach && types.includes(GuildInstall) && { [GuildInstall]: guild?.id ?? '0' }),
    ...(user.hasInstalled && types.includes(UserInstall) && { [UserInstall]: user.id }),
  };
}
