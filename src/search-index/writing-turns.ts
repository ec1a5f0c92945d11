import { setTimeout as delay } from 'node:timers/promises';
import { BusyError } from '../errors.ts';
import type { ProcessLock } from '../storage/process-lock.ts';

/** How often a lock that another process holds is tried. */
const TRIED_EVERY_MS = 50;

/**
 * Lets one work after the other write: within this process because a lock that it holds itself would be waited for
 * in vain, among processes by the lock.
 */
export class WritingTurns {
  readonly #takeLock: () => ProcessLock;
  readonly #progress: () => unknown;
  #last: Promise<unknown> = Promise.resolve();

  /**
   * @param takeLock throws BusyError at once where another process holds the lock
   * @param progress something that differs whenever the other process has committed
   */
  constructor(takeLock: () => ProcessLock, progress: () => unknown) {
    this.#takeLock = takeLock;
    this.#progress = progress;
  }

  /**
   * Does a work when its turn has come.
   * @param waitMs how long another process that holds the lock may commit nothing
   * @returns false where another process holds the lock and `waitMs` is 0
   * @throws BusyError where it has waited in vain; whatever the work throws
   */
  next(waitMs: number, work: () => Promise<void>, signal?: AbortSignal): Promise<boolean> {
    const done = this.#last.then(async () => {
      const lock = await this.#lock(waitMs, signal);
      if (lock === null) return false;
      try {
        await work();
      } finally {
        lock.release();
      }
      return true;
    });
    this.#last = done.catch(() => undefined);
    return done;
  }

  /** Waits until this process writes nothing. */
  async idle(): Promise<void> {
    await this.#last;
  }

  /** Waits for the lock as long as whoever holds it gets on: that may be what is waited for. */
  async #lock(waitMs: number, signal: AbortSignal | undefined): Promise<ProcessLock | null> {
    let seen = this.#progress();
    let since = performance.now();
    for (;;) {
      try {
        return this.#takeLock();
      } catch (error) {
        if (!(error instanceof BusyError)) throw error;
        if (waitMs === 0) return null;
        if (performance.now() - since > waitMs) throw error;
      }
      await delay(TRIED_EVERY_MS, undefined, signal && { signal });
      const now = this.#progress();
      if (now !== seen) [seen, since] = [now, performance.now()];
    }
  }
}
