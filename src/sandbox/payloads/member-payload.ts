import type { APIGuildMember, APIRole } from 'discord-api-types/v10';
import type { Guild, Role, State } from '../state.ts';
import type { Wire } from '../wire.ts';
import { userObject } from './user-payload.ts';

export function roleObject(role: Role, position: number): Wire<APIRole> {
  return {
    id: role.id,
    name: role.name,
    permissions: String(role.permissions),
    position,
    // Deprecated, and still sent.
    // eslint-disable-next-line @typescript-eslint/no-deprecated
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    managed: false,
    mentionable: false,
    flags: 0,
  };
}

/** What a guild knows about a member, without the user. */
export function membership(guild: Guild, userId: string): Wire<Omit<APIGuildMember, 'user'>> {
  return {
    roles: guild.members.find((member) => member.userId === userId)?.roleIds ?? [],
    nick: null,
    avatar: null,
    banner: null,
    joined_at: new Date(0).toISOString(),
    premium_since: null,
    communication_disabled_until: null,
    pending: false,
    deaf: false,
    mute: false,
    flags: 0,
  };
}

export function memberObject(state: State, guild: Guild, userId: string): Wire<APIGuildMember> {
  return { user: userObject(state, userId), ...membership(guild, userId) };
}
