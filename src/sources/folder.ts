import { basename, join } from 'node:path';
import { disk, type FileSystem, isGone, unreadableBecause } from './file-system.ts';
import { locatorOf } from './locator.ts';

/** A file to be read, or a file or folder that cannot be. What lies below such a folder is unknown, not gone. */
export type FoundEntry =
  | { readonly kind: 'file'; readonly path: string; readonly locator: string }
  | { readonly kind: 'unreadable'; readonly path: string; readonly locator: string; readonly reason: string };

export type Walk =
  { readonly ok: true; readonly entries: FoundEntry[] } | { readonly ok: false; readonly reason: 'missing' };

/**
 * Every file at or below a path: sorted by name, folders in place, and then what is reached by symbolic links, so that
 * a file always has its own name rather than a link's. Hidden entries and README.md are left out.
 * @param seen real paths already found, which are not found again: breaks loops, and parts overlapping roots
 */
export function walkFolder(
  root: string,
  dataDir: string,
  seen: Set<string> = new Set(),
  files: FileSystem = disk,
): Walk {
  const entries: FoundEntry[] = [];
  const links: string[] = [];
  const refuse = (path: string, error: unknown) => {
    entries.push({
      kind: 'unreadable',
      path,
      locator: locatorOf(path, dataDir),
      reason: unreadableBecause(error),
    });
  };

  /** @param parent the real path of the folder that the entry lies in, null for a root or a link to be followed */
  const visit = (path: string, parent: string | null): void => {
    try {
      const real = files.real(path);
      if (parent !== null && real !== join(parent, basename(path))) {
        links.push(path);
        return;
      }
      if (seen.has(real)) return;
      seen.add(real);
      const { isFile, isFolder } = files.stat(path);
      if (isFile) entries.push({ kind: 'file', path, locator: locatorOf(path, dataDir) });
      if (!isFolder) return;
      const names = files
        .list(path)
        .filter((name) => !name.startsWith('.') && name.toLowerCase() !== 'readme.md');
      for (const name of names.sort()) visit(join(path, name), real);
    } catch (error) {
      refuse(path, error);
    }
  };

  try {
    files.stat(root);
  } catch (error) {
    if (isGone(error)) return { ok: false, reason: 'missing' };
  }
  visit(root, null);
  // Links may lead to folders that hold further links.
  for (const link of links) visit(link, null);
  return { ok: true, entries };
}
