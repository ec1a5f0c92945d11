import type { ChannelOnPage, View } from '../view.ts';

/** Where one can go on the page, and in which order; pure. */

/** A server, or the conversations outside of servers. */
export interface Place {
  /** The server's id; `direct` for conversations. */
  readonly id: string;
  readonly channels: readonly ChannelOnPage[];
}

const DIRECT = 'direct';

/** Conversations, then each server, as they stand on the page from above. */
export function placesOf({ servers, directs }: Pick<View, 'servers' | 'directs'>): Place[] {
  return [{ id: DIRECT, channels: directs }, ...servers.map(({ id, channels }) => ({ id, channels }))];
}

/** The place of the open channel. */
export function openPlace(view: Pick<View, 'servers' | 'directs' | 'open'>): Place | undefined {
  return placesOf(view).find(({ id }) => id === (view.open?.serverId ?? DIRECT));
}

/** Channels as they stand in the list, each before its threads; threads that were put away only while they are open. */
export function listed(
  channels: readonly ChannelOnPage[],
  openId: string | undefined,
): { readonly channel: ChannelOnPage; readonly threads: readonly ChannelOnPage[] }[] {
  return channels
    .filter(({ kind }) => kind !== 'thread')
    .map((channel) => ({
      channel,
      threads: channels.filter(
        ({ id, parentId, archived }) => parentId === channel.id && (!archived || id === openId),
      ),
    }));
}

/** The channel before or after the open one in its list, around its ends. */
export function nextChannel(view: View, step: 1 | -1): string | undefined {
  const openId = view.open?.channel.id;
  const ids = listed(openPlace(view)?.channels ?? [], openId).flatMap(({ channel, threads }) =>
    [channel, ...threads].map(({ id }) => id),
  );
  return around(ids, openId, step);
}

/** The place before or after the open one, around the ends. */
export function nextPlace(view: View, step: 1 | -1): string | undefined {
  return around(
    placesOf(view).map(({ id }) => id),
    openPlace(view)?.id,
    step,
  );
}

/**
 * The channel that opens with a place: where this person was last, or its first; among conversations the one with the
 * bot, which may still have to be opened.
 */
export function entrance({ id, channels }: Place, visited: readonly string[]): string | undefined {
  const last = visited.findLast((channelId) => channels.some((channel) => channel.id === channelId));
  const first = id === DIRECT ? channels.find(({ kind }) => kind === 'direct') : channels[0];
  return last ?? first?.id;
}

function around(ids: readonly string[], from: string | undefined, step: 1 | -1): string | undefined {
  const index = from === undefined ? -1 : ids.indexOf(from);
  return index === -1 ? ids[0] : ids[(index + step + ids.length) % ids.length];
}
