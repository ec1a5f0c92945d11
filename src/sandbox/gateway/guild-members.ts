import { GatewayIntentBits, type GatewayGuildMembersChunkDispatchData } from 'discord-api-types/v10';
import { memberObject } from '../payloads/member-payload.ts';
import type { State } from '../state.ts';
import type { Wire } from '../wire.ts';
import type { RequestMembers } from './sent-by-bot.ts';

/** Members of one chunk, and the most that a search finds. Source: events/gateway-events.mdx#request-guild-members. */
const CHUNK = 1000;
const FOUND = 100;

/** Longest nonce in bytes; a longer one is ignored. Source: the same. */
const NONCE = 32;

/** True where these intents allow this request: everybody, and presences, are privileged. */
export function mayRequest(intents: number, body: RequestMembers): boolean {
  const everybody = 'query' in body && body.query === '' && body.limit === 0;
  return (
    (!everybody || (intents & GatewayIntentBits.GuildMembers) !== 0) &&
    (body.presences !== true || (intents & GatewayIntentBits.GuildPresences) !== 0)
  );
}

/** The chunks that answer a request for members; a server that is not there has none. Everybody counts as offline. */
export function memberChunks(
  state: State,
  body: RequestMembers,
): Wire<GatewayGuildMembersChunkDispatchData>[] {
  const guild = state.guilds.get(body.guild_id);
  if (guild === undefined) return [];
  const ids = guild.members.map(({ userId }) => userId);
  const found =
    'query' in body
      ? ids
          .filter(
            (id) => state.users.get(id)?.name.toLowerCase().startsWith(body.query.toLowerCase()) === true,
          )
          .slice(0, body.query === '' && body.limit === 0 ? ids.length : Math.min(body.limit, FOUND))
      : ids.filter((id) => body.user_ids.includes(id));
  const count = Math.max(1, Math.ceil(found.length / CHUNK));
  return Array.from({ length: count }, (_, index) => ({
    guild_id: guild.id,
    members: found.slice(index * CHUNK, (index + 1) * CHUNK).map((id) => memberObject(state, guild, id)),
    chunk_index: index,
    chunk_count: count,
    ...('user_ids' in body && { not_found: body.user_ids.filter((id) => !ids.includes(id)) }),
    ...(body.presences === true && { presences: [] }),
    ...(body.nonce !== undefined && Buffer.byteLength(body.nonce) <= NONCE && { nonce: body.nonce }),
  }));
}
