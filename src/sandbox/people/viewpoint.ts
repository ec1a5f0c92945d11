import { PermissionFlagsBits } from 'discord-api-types/v10';
import { permissionsIn } from '../permissions.ts';
import type { Channel, Message, User, World } from '../state.ts';
import { isVisible, transcript } from './transcript.ts';

/** One person in front of one channel: what all verbs of people share. */
export interface Viewpoint {
  readonly world: World;
  readonly user: User;
  readonly channel: Channel;
}

/** True where this person has all of these permissions in front of this channel. */
export function may({ world: { state }, channel, user }: Viewpoint, needed: bigint): boolean {
  return (permissionsIn(state, channel, user.id) & needed) === needed;
}

/** All messages of others on this person's screen, oldest first. */
export function screenOf(at: Viewpoint): Message[] {
  const { world, user, channel } = at;
  const { state } = world;
  if (!may(at, PermissionFlagsBits.ViewChannel)) return [];
  return [...state.messages.values()].filter(
    (message) =>
      message.channelId === channel.id && message.authorId !== user.id && isVisible(state, message, user.id),
  );
}

/** The conversation as this person sees it. */
export function transcriptFor({ world: { state, clock }, user, channel }: Viewpoint): string {
  return transcript(state, channel.id, user.id, clock.now());
}

/** What a person cannot do, or waited for in vain, with the conversation below it. */
export function complaint(at: Viewpoint, message: string): Error {
  return new Error(`${message}\n${transcriptFor(at)}`);
}
