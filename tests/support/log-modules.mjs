/**
 * Writes the address of every module that a process loads to the file named by LOADED_MODULES, at exit.
 * Run with `node --import ./tests/support/log-modules.mjs`.
 */
import { appendFileSync } from 'node:fs';
import { createRequire, register } from 'node:module';
import process from 'node:process';

const target = process.env['LOADED_MODULES'];
const hooks = `
  import { appendFileSync } from 'node:fs';
  export async function resolve(specifier, context, next) {
    const resolved = await next(specifier, context);
    appendFileSync(${JSON.stringify(target)}, resolved.url + '\\n');
    return resolved;
  }
`;
register(`data:text/javascript,${encodeURIComponent(hooks)}`);

process.on('exit', () => {
  const loaded = Object.keys(createRequire(import.meta.url).cache);
  appendFileSync(target, loaded.map((path) => `${path}\n`).join(''));
});
