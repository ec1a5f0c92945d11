import { DiscordAPIError, HTTPError } from 'discord.js';
import { type Clock, sleep } from '../clock.ts';

/** True for failures that say nothing about the request: Discord's own, and the network's. */
export function isTransient(error: unknown): boolean {
  if (error instanceof DiscordAPIError || error instanceof HTTPError) return error.status >= 500;
  return true;
}

/**
 * Does something again until Discord can do it. discord.js itself has tried four times at once where Discord failed,
 * and not at all where the network did.
 * @param pauses milliseconds before each further attempt
 * @throws what the last attempt throws; at once what would not go better
 */
export async function persistently<T>(
  clock: Clock,
  pauses: readonly number[],
  work: () => Promise<T>,
): Promise<T> {
  for (const pause of pauses) {
    try {
      return await work();
    } catch (error) {
      if (!isTransient(error)) throw error;
      await sleep(clock, pause);
    }
  }
  return work();
}
