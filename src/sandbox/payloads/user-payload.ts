import type { APIUser } from 'discord-api-types/v10';
import { entry, type State } from '../state.ts';
import type { Wire } from '../wire.ts';

export function userObject(state: State, id: string): Wire<APIUser> {
  const user = entry(state.users, id);
  return {
    id,
    username: user.name,
    discriminator: '0',
    global_name: user.bot ? null : user.name,
    avatar: null,
    primary_guild: null,
    public_flags: 0,
    flags: 0,
    ...(user.bot && { bot: true }),
  };
}

/** What `GET /users/@me` tells the bot about itself. */
export function ownUserObject(state: State): Wire<APIUser> {
  return {
    ...userObject(state, state.application.id),
    mfa_enabled: false,
    locale: 'en-US',
    premium_type: 0,
    email: null,
    verified: true,
  };
}
