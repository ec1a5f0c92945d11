import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { storageFailure } from './sqlite.ts';

/**
 * Writes a small file so that a reader, or the next start after a crash, finds the old content or the new.
 * @throws StorageError where the folder cannot be written or the disk is full; the old content is still there then
 */
export function writeFileAtomically(path: string, content: string): void {
  const temporary = `${path}.${String(process.pid)}.tmp`;
  try {
    const file = openSync(temporary, 'w');
    try {
      writeSync(file, content);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, path);
  } catch (error) {
    if (existsSync(temporary)) rmSync(temporary);
    throw storageFailure(path, error);
  }
}
