import { GatewayIntentBits } from 'discord-api-types/v10';
import { memberObject } from './payloads/member-payload.ts';
import { userObject } from './payloads/user-payload.ts';
import { type Guild, hasBot, isThread, type World } from './state.ts';
import { leaveThread } from './threads/thread-members.ts';

/** People come to a server and leave it. Source: events/gateway-events.mdx#guild-member-add and #guild-member-remove. */

/** The bot learns of it where it is in the server and has the privileged intent. */
const needs = GatewayIntentBits.GuildMembers;

/** Somebody becomes a member. */
export function joinGuild(world: World, guild: Guild, userId: string): void {
  const { state } = world;
  guild.members.push({ userId, roleIds: [] });
  if (hasBot(state, guild)) {
    const data = { ...memberObject(state, guild, userId), guild_id: guild.id };
    world.dispatch({ name: 'GUILD_MEMBER_ADD', needs, data: () => data });
  }
  world.changed();
}

/** Somebody is a member no more, nor in any thread of the server; nothing happens where they are none. */
export function leaveGuild(world: World, guild: Guild, userId: string): void {
  const { state } = world;
  const index = guild.members.findIndex((member) => member.userId === userId);
  if (index === -1) return;
  for (const channel of state.channels.values())
    if (channel.guildId === guild.id && isThread(channel)) leaveThread(world, channel, userId);
  guild.members.splice(index, 1);
  if (hasBot(state, guild)) {
    const data = { guild_id: guild.id, user: userObject(state, userId) };
    world.dispatch({ name: 'GUILD_MEMBER_REMOVE', needs, data: () => data });
  }
  world.changed();
}
