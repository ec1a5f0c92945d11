import type { SentEvent } from '../gateway/session.ts';
import type { Mess } from './mess.ts';

/** What the gateway sends, with what Discord may leave out of it. */
export function withoutOptional(mess: Mess, name: string, data: unknown): unknown {
  if (typeof data !== 'object' || data === null) return data;
  const cut = (field: string) => {
    const { [field]: gone, ...rest } = data as Readonly<Record<string, unknown>>;
    return gone === undefined ? data : rest;
  };
  if (name.startsWith('MESSAGE_') && 'member' in data && mess.happens('absentMember')) return cut('member');
  if (name === 'INTERACTION_CREATE' && mess.happens('absentChannel')) return cut('channel');
  return data;
}

/**
 * The replay of a session: what was missed, perhaps with some of what was not, perhaps in another order. A READY is
 * never sent again.
 * @param had the latest events that the bot already has
 */
export function messyReplay(
  mess: Mess,
  missed: readonly SentEvent[],
  had: readonly SentEvent[],
): readonly SentEvent[] {
  const again = had
    .filter(({ t }) => t !== 'READY' && t !== 'RESUMED')
    .filter(() => mess.happens('duplicatedEvents'));
  const replay = [...again, ...missed];
  if (missed.length < 2 || !mess.happens('reorderedEvents')) return replay;
  // Fisher and Yates.
  for (let last = replay.length - 1; last > 0; last--) {
    const other = Math.floor(mess.random('reorderedEvents') * (last + 1));
    const [a, b] = [replay[last], replay[other]];
    if (a && b) [replay[last], replay[other]] = [b, a];
  }
  return replay;
}
