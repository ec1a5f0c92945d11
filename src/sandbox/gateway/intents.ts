import { GatewayIntentBits as Bits } from 'discord-api-types/v10';
import type { Dispatch } from '../state.ts';

/** Which intent asks for which event. Source: events/gateway.mdx#list-of-intents. */
const EVENTS: ReadonlyMap<number, readonly Dispatch['name'][]> = new Map<number, Dispatch['name'][]>([
  [
    Bits.Guilds,
    [
      'GUILD_CREATE',
      'GUILD_UPDATE',
      'GUILD_DELETE',
      'GUILD_ROLE_CREATE',
      'GUILD_ROLE_UPDATE',
      'GUILD_ROLE_DELETE',
      'CHANNEL_CREATE',
      'CHANNEL_UPDATE',
      'CHANNEL_DELETE',
      'CHANNEL_PINS_UPDATE',
      'THREAD_CREATE',
      'THREAD_UPDATE',
      'THREAD_DELETE',
      'THREAD_LIST_SYNC',
      'THREAD_MEMBER_UPDATE',
      'THREAD_MEMBERS_UPDATE',
    ],
  ],
  [
    Bits.GuildMembers,
    ['GUILD_MEMBER_ADD', 'GUILD_MEMBER_UPDATE', 'GUILD_MEMBER_REMOVE', 'THREAD_MEMBERS_UPDATE'],
  ],
  [Bits.GuildPresences, ['PRESENCE_UPDATE']],
  [Bits.GuildMessages, ['MESSAGE_CREATE', 'MESSAGE_UPDATE', 'MESSAGE_DELETE', 'MESSAGE_DELETE_BULK']],
  [
    Bits.GuildMessageReactions,
    [
      'MESSAGE_REACTION_ADD',
      'MESSAGE_REACTION_REMOVE',
      'MESSAGE_REACTION_REMOVE_ALL',
      'MESSAGE_REACTION_REMOVE_EMOJI',
    ],
  ],
  [Bits.GuildMessageTyping, ['TYPING_START']],
  [Bits.DirectMessages, ['MESSAGE_CREATE', 'MESSAGE_UPDATE', 'MESSAGE_DELETE', 'CHANNEL_PINS_UPDATE']],
  [
    Bits.DirectMessageReactions,
    [
      'MESSAGE_REACTION_ADD',
      'MESSAGE_REACTION_REMOVE',
      'MESSAGE_REACTION_REMOVE_ALL',
      'MESSAGE_REACTION_REMOVE_EMOJI',
    ],
  ],
  [Bits.DirectMessageTyping, ['TYPING_START']],
  // Events that every bot gets; those of a session itself are not sent by way of its intents.
  [0, ['INTERACTION_CREATE', 'USER_UPDATE', 'GUILD_MEMBERS_CHUNK', 'RATE_LIMITED']],
]);

/** Source: events/gateway.mdx#privileged-intents. */
export const PRIVILEGED = Bits.GuildMembers | Bits.GuildPresences | Bits.MessageContent;

export const ALL_INTENTS = Object.values(Bits)
  .filter((bit) => typeof bit === 'number')
  .reduce((sum, bit) => sum | bit, 0);

/**
 * True where a session with these intents gets this event.
 * @throws Error where the sandbox itself is wrong: the event is not modelled, or belongs to other intents
 */
export function asksFor(intents: number, { name, needs }: Pick<Dispatch, 'name' | 'needs'>): boolean {
  const bits = [...EVENTS].filter(([, names]) => names.includes(name)).map(([bit]) => bit);
  const right = needs === 0 ? bits.includes(0) : bits.some((bit) => (needs & bit) !== 0);
  if (!right) {
    throw new Error(
      `The sandbox sends ${name} for intents ${String(needs)}, but Discord for ${bits.join(', ') || 'none that is modelled'}.`,
    );
  }
  return needs === 0 || (intents & needs) !== 0;
}
