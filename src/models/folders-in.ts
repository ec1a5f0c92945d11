import { readdirSync } from 'node:fs';
import { hasCode } from '../errors.ts';

/** Names in a folder, sorted; none where there is no such folder. */
export function foldersIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    if (hasCode(error, 'ENOENT') || hasCode(error, 'ENOTDIR')) return [];
    throw error;
  }
}
