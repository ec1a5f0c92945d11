import { BusyError } from '../errors.ts';
import { SqliteFile } from './sqlite.ts';

/** Held by one process at a time. The system releases it when that process dies. */
export interface ProcessLock {
  /** Releasing twice is allowed. */
  release(): void;
}

/**
 * Takes an exclusive lock on a file of its own. Node has no flock; an SQLite transaction that writes nothing
 * holds the same kind of lock and leaves nothing to clean up when its process is killed.
 * @param waitMs how long to wait for another holder; the thread waits with it
 * @param busy what to say where another process holds it
 * @throws BusyError
 */
export function acquireProcessLock(path: string, waitMs: number, busy: string): ProcessLock {
  const file = SqliteFile.open(path, waitMs);
  try {
    file.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    file.close();
    if (!(error instanceof BusyError)) throw error;
    throw new BusyError(busy, { cause: error });
  }
  return {
    release: () => {
      file.close();
    },
  };
}
