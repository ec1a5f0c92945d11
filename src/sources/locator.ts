import { isAbsolute, join, relative, resolve, sep } from 'node:path';

/**
 * Locators: where an article was found, written so that they stay the same when the folder moves. A file below DATA_DIR
 * is named relative to it, any other by its absolute path, always with forward slashes; one record of a file that
 * holds many is `<file>#<key>`.
 */

/** The locator of a file or folder; `.` is DATA_DIR itself. */
export function locatorOf(path: string, dataDir: string): string {
  const absolute = resolve(path);
  const inside = relative(resolve(dataDir), absolute);
  const outside = inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside);
  return escapeHash((outside ? absolute : inside || '.').split(sep).join('/'));
}

/** The locator of one record of a file. */
export function recordLocator(file: string, key: string): string {
  return `${file}#${key}`;
}

/** The file that a locator lies in, still as a locator. */
export function fileOf(locator: string): string {
  const hash = locator.indexOf('#');
  return hash === -1 ? locator : locator.slice(0, hash);
}

/** The absolute path of the file that a locator lies in. */
export function pathOf(locator: string, dataDir: string): string {
  const path = fileOf(locator).replace(/%2([35])/g, (_, digit) => (digit === '3' ? '#' : '%'));
  return isAbsolute(path) ? path : join(resolve(dataDir), path);
}

/** A `#` in a file's name would read as the beginning of a key. Only what must be escaped is. */
function escapeHash(path: string): string {
  return path.replace(/%(?=2[35])/g, '%25').replace(/#/g, '%23');
}
