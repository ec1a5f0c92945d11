import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs';

/** Writes a small file so that a reader, or the next start after a crash, finds the old content or the new. */
export function writeFileAtomically(path: string, content: string): void {
  const temporary = `${path}.${String(process.pid)}.tmp`;
  const file = openSync(temporary, 'w');
  try {
    writeSync(file, content);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(temporary, path);
}
