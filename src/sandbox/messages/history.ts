import { GatewayIntentBits, MessageFlags, PermissionFlagsBits } from 'discord-api-types/v10';
import { z } from 'zod';
import { limit } from '../rules/rules.ts';
import { snowflake } from '../snowflake-body.ts';
import { permissionsIn } from '../permissions.ts';
import type { Channel, Message, World } from '../state.ts';
import { checkAsleep } from '../threads/archive.ts';

/** Which part of a channel's history is read: around, before or after a message. */
export interface Range {
  readonly before: string | undefined;
  readonly after: string | undefined;
  readonly around: string | undefined;
  readonly limit: number;
}

/**
 * Messages of a channel, newest first; what one person alone sees is not in the channel. Without the right to read the
 * history there is nothing. Source: resources/message.mdx#get-channel-messages.
 */
export function readHistory(world: World, channel: Channel, range: Range): Message[] {
  const { state, rules } = world;
  const may = permissionsIn(state, channel, state.application.id);
  rules.require('historyLimit', range.limit >= 1 && range.limit <= limit('historyLimit'), {
    path: 'limit',
    code: 'NUMBER_TYPE_MAX',
    message: `int value should be between 1 and ${String(limit('historyLimit'))}.`,
  });
  if ((may & PermissionFlagsBits.ReadMessageHistory) === 0n) return [];
  const all = [...state.messages.values()].filter(
    ({ channelId, deletedAt, flags }) =>
      channelId === channel.id && deletedAt === null && (flags & MessageFlags.Ephemeral) === 0,
  );
  return part(all, range).reverse();
}

/** Oldest first. */
function part(all: readonly Message[], { before, after, around, limit: most }: Range): Message[] {
  if (after !== undefined) return all.filter(({ id }) => BigInt(id) > BigInt(after)).slice(0, most);
  if (around !== undefined) {
    const middle = all.findIndex(({ id }) => BigInt(id) >= BigInt(around));
    const first = Math.max(0, (middle === -1 ? all.length : middle) - Math.floor(most / 2));
    return all.slice(first, first + most);
  }
  const older = before === undefined ? all : all.filter(({ id }) => BigInt(id) < BigInt(before));
  return older.slice(-most);
}

export const bulkDeleteBody = z.strictObject({ messages: z.array(snowflake) });

/** Removes several messages of a channel at once; those that are gone already are passed over. */
export function bulkDelete(world: World, channel: Channel, ids: readonly string[]): void {
  const { state, rules, clock } = world;
  const may = permissionsIn(state, channel, state.application.id);
  rules.require('mayManageMessages', (may & PermissionFlagsBits.ManageMessages) !== 0n);
  checkAsleep(world, channel, { mayBeArchived: true });
  rules.require('bulkCount', ids.length >= 2 && ids.length <= limit('bulkCount'));
  const found = ids
    .map((id) => state.messages.get(id))
    .filter((message) => message?.channelId === channel.id && message.deletedAt === null)
    .filter((message) => message !== undefined);
  const oldest = Math.min(...found.map(({ createdAt }) => createdAt));
  rules.require('bulkAge', clock.now() - oldest < limit('bulkAge') || found.length === 0);
  for (const message of found) message.deletedAt = clock.now();
  if (channel.guildId !== null) {
    const data = {
      ids: found.map(({ id }) => id),
      channel_id: channel.id,
      guild_id: channel.guildId,
    };
    world.dispatch({
      name: 'MESSAGE_DELETE_BULK',
      needs: GatewayIntentBits.GuildMessages,
      data: () => data,
    });
  }
  world.changed();
}
