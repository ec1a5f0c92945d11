import { GatewayIntentBits, PermissionFlagsBits } from 'discord-api-types/v10';
import { memberObject } from '../payloads/member-payload.ts';
import { threadMember, threadObject } from '../payloads/thread-payload.ts';
import { permissionsIn } from '../permissions.ts';
import { entry, type ThreadChannel, type World } from '../state.ts';

/** What the bot is told of threads, as far as it may see them. */

function isVisible({ state }: World, channel: ThreadChannel): boolean {
  return (permissionsIn(state, channel, state.application.id) & PermissionFlagsBits.ViewChannel) !== 0n;
}

/** A thread has begun, or the bot has come to one. Source: topics/threads.mdx#thread-access. */
export function announceNew(world: World, channel: ThreadChannel, newly: boolean): void {
  if (!isVisible(world, channel)) return;
  const thread = threadObject(world.state, channel);
  const data = newly ? { ...thread, newly_created: true as const } : thread;
  world.dispatch({ name: 'THREAD_CREATE', needs: GatewayIntentBits.Guilds, data: () => data });
}

export function announceChange(world: World, channel: ThreadChannel): void {
  if (!isVisible(world, channel)) return;
  const data = threadObject(world.state, channel);
  world.dispatch({ name: 'THREAD_UPDATE', needs: GatewayIntentBits.Guilds, data: () => data });
}

/** The bot's own membership, which is told again when a thread is unarchived. Source: topics/threads.mdx#unarchiving-a-thread. */
export function announceOwnMembership(world: World, channel: ThreadChannel): void {
  const { state } = world;
  const { id: botId } = state.application;
  if (!isVisible(world, channel) || !channel.thread.members.has(botId)) return;
  const data = { ...threadMember(channel, botId), guild_id: channel.guildId ?? '' };
  world.dispatch({ name: 'THREAD_MEMBER_UPDATE', needs: GatewayIntentBits.Guilds, data: () => data });
}

/**
 * Somebody came to a thread, or left it. About itself the bot is always told, about others with the intent GUILD_MEMBERS.
 * Source: topics/threads.mdx#thread-membership.
 * @param userId who; no longer among the members where they left
 */
export function announceMember(world: World, channel: ThreadChannel, userId: string): void {
  const { state } = world;
  const { Guilds, GuildMembers } = GatewayIntentBits;
  const isOwn = userId === state.application.id;
  // Whoever is put out of a private thread does not see it any more, and learns of that last.
  if (!isOwn && !isVisible(world, channel)) return;
  const guild = entry(state.guilds, channel.guildId ?? '');
  const joined = channel.thread.members.has(userId);
  const data = {
    id: channel.id,
    guild_id: guild.id,
    member_count: Math.min(channel.thread.members.size, 50),
    ...(joined
      ? {
          added_members: [
            {
              ...threadMember(channel, userId),
              member: memberObject(state, guild, userId),
              presence: null,
            },
          ],
        }
      : { removed_member_ids: [userId] }),
  };
  const needs = isOwn ? Guilds | GuildMembers : GuildMembers;
  world.dispatch({ name: 'THREAD_MEMBERS_UPDATE', needs, data: () => data });
}
