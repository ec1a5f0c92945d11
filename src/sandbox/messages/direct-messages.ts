import { z } from 'zod';
import { addUser, directChannel } from '../furnish.ts';
import { limit } from '../rules/rules.ts';
import { snowflake } from '../snowflake-body.ts';
import type { Channel, World } from '../state.ts';

/** Body of the request that opens a direct conversation. */
export const directMessageBody = z.strictObject({ recipient_id: snowflake });

/** Milliseconds in which direct conversations are counted. Discord does not say; a guess like their number. */
const COUNTED = 10 * 60_000;

/**
 * The bot opens a direct conversation with somebody, or finds the one that there is.
 * Source: resources/user.mdx#create-dm, which warns of opening many.
 */
export function openDirect(world: World, recipientId: string): Channel {
  const { state, rules, clock } = world;
  const known = [...state.channels.values()].find((channel) => channel.recipientId === recipientId);
  if (known) return known;
  rules.found('userExists', state.users.get(recipientId), () => addUser(world, recipientId, 'nobody'));
  state.directsOpened = state.directsOpened.filter((at) => at > clock.now() - COUNTED);
  rules.require('directsOpened', state.directsOpened.length < limit('directsOpened'));
  state.directsOpened.push(clock.now());
  return directChannel(world, recipientId);
}
