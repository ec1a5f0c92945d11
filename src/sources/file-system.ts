import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { hasCode, messageOf } from '../errors.ts';

/** What is read from a file system; tests put failures in its place that a machine cannot be made to have. */
export interface FileSystem {
  /** Names in a folder. */
  list(path: string): string[];
  /** Follows symbolic links. */
  stat(path: string): { readonly isFile: boolean; readonly isFolder: boolean; readonly size: number };
  /** The path without symbolic links. */
  real(path: string): string;
  read(path: string): Uint8Array;
}

export const disk: FileSystem = {
  list: (path) => readdirSync(path),
  stat: (path) => {
    const stats = statSync(path);
    return { isFile: stats.isFile(), isFolder: stats.isDirectory(), size: stats.size };
  },
  real: (path) => realpathSync(path),
  read: (path) => readFileSync(path),
};

/** True where the failure says that there is nothing at a path, rather than that it cannot be seen. */
export function isGone(error: unknown): boolean {
  return hasCode(error, 'ENOENT') || hasCode(error, 'ENOTDIR');
}

/** Why something could not be read: a phrase that follows "<path>: ". */
export function unreadableBecause(error: unknown): string {
  if (hasCode(error, 'EACCES') || hasCode(error, 'EPERM')) return 'cannot be read: no permission';
  if (hasCode(error, 'ELOOP')) return 'is a symbolic link that leads back to itself';
  if (isGone(error)) return 'is a symbolic link to nothing';
  if (hasCode(error, 'ENAMETOOLONG')) return 'cannot be read: its path is too long';
  return `cannot be read: ${messageOf(error)}`;
}
