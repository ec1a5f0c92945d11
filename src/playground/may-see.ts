import { ChannelType } from 'discord-api-types/v10';
import { type Channel, entry, type State } from '../sandbox/state.ts';

/** Ids of those who can read a channel: members of its server, of a private thread, or of a conversation. */
export function readersOf(state: State, channel: Channel): string[] {
  if (channel.guildId === null) {
    return channel.recipientId === null
      ? [...channel.peopleIds]
      : [channel.recipientId, state.application.id];
  }
  const members = entry(state.guilds, channel.guildId).members.map(({ userId }) => userId);
  const { thread, type } = channel;
  return thread && type === ChannelType.PrivateThread
    ? members.filter((id) => thread.members.has(id))
    : members;
}

/** True where somebody is there to see a channel. */
export function maySee(state: State, channel: Channel, personId: string): boolean {
  return readersOf(state, channel).includes(personId);
}
