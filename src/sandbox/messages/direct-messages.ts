import { ChannelType } from 'discord-api-types/v10';
import { z } from 'zod';
import type { Channel, World } from '../state.ts';

/** Body of the request that opens a direct conversation. */
export const directMessageBody = z.strictObject({ recipient_id: z.string() });

/** The conversation between a user and the bot; opened where there is none. */
export function directChannel({ state, nextId }: World, recipientId: string): Channel {
  const known = [...state.channels.values()].find((channel) => channel.recipientId === recipientId);
  if (known) return known;
  const name = state.users.get(recipientId)?.name ?? recipientId;
  const channel: Channel = {
    id: nextId(),
    name: `direct with ${name}`,
    type: ChannelType.DM,
    guildId: null,
    recipientId,
    peopleIds: [],
    deniedToBot: 0n,
    thread: null,
  };
  state.channels.set(channel.id, channel);
  return channel;
}
