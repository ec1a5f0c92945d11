import type { ChildProcess } from 'node:child_process';
import { createRequire } from 'node:module';
import type { Socket } from 'node:net';
import { pathToFileURL } from 'node:url';
import { SETTINGS } from '../config.ts';

/** What every child process of ours is started with. */

/**
 * Whether the child keeps this process alive: while something waits for it, not while it is idle. Its end is known only
 * when its stderr has ended, so that counts, too.
 */
export function keepAlive(child: ChildProcess, alive: boolean): void {
  const handles = [child, child.channel, child.stderr as Socket | null];
  for (const handle of handles) {
    if (alive) handle?.ref();
    else handle?.unref();
  }
}

/** Where tsx is, whatever the parent was started with: the process's file is TypeScript. */
export function typeScriptLoader(): string {
  return pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
}

/** The environment of this process without tokens and keys, for which no child has a use. */
export function environmentWithoutSecrets(): NodeJS.ProcessEnv {
  const secret = new Set<string>(
    Object.values(SETTINGS)
      .filter((setting) => 'secret' in setting)
      .map(({ name }) => name),
  );
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !secret.has(name)));
}
