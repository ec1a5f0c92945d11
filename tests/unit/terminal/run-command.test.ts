import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, test } from '@jest/globals';

/** A command that does what its first argument says. */
const COMMAND = `
  import { setTimeout as delay } from 'node:timers/promises';
  import * as errors from './src/errors.ts';
  import { runCommand } from './src/terminal/run-command.ts';
  const [what, failed] = process.argv.slice(-2);
  await runCommand(async ({ config, signal }) => {
    if (what === 'succeed') return config.answerTokens === 320 ? 0 : 9;
    if (what === 'find nothing') return 3;
    if (what === 'print') { for (let n = 0; n < 100000; n++) process.stdout.write('line ' + n + '\\n'); return 0; }
    if (what === 'wait') {
      process.stdout.write('waiting');
      await delay(60000, undefined, { signal });
    }
    if (what === 'hang') {
      process.stdout.write('waiting');
      await delay(60000);
    }
    if (what in errors) throw new errors[what]('A sentence with a \\u001b[31mcure.');
    throw new TypeError('a mistake');
  }, { failed: Number(failed) });
`;

interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

async function run(
  what: string,
  {
    env = {},
    interrupts = 0,
    failed = 1,
  }: { env?: Record<string, string>; interrupts?: number; failed?: number } = {},
): Promise<Ran> {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '--eval', COMMAND, what, String(failed)],
    { env: { PATH: process.env['PATH'] ?? '', ...env }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let [stdout, stderr, sent] = ['', '', 0];
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
    if (what === 'print') child.stdout.destroy();
    if (sent < interrupts) {
      const again = setInterval(() => {
        if (sent++ < interrupts) child.kill('SIGINT');
        else clearInterval(again);
      }, 100);
    }
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stdout, stderr };
}

describe('a terminal command', () => {
  test('ends with the exit code of its work, and with one sentence for each kind of failure', async () => {
    const [fine, nothing, usage, config, user, mistake] = await Promise.all([
      run('succeed'),
      run('find nothing'),
      run('UsageError'),
      run('ConfigError', { failed: 7 }),
      run('ModelError', { failed: 7 }),
      run('break'),
    ]);
    expect(fine).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(nothing.code).toBe(3);
    expect(usage).toMatchObject({ code: 2, stderr: 'A sentence with a [31mcure.\n' });
    expect(config.code).toBe(2);
    expect(user).toMatchObject({ code: 7, stderr: 'A sentence with a [31mcure.\n' });
    expect(mistake).toMatchObject({
      code: 1,
      stderr:
        'Something unexpected went wrong: a mistake. Run the command again with LOG_LEVEL=debug to see where.\n',
    });
  }, 30_000);

  test('shows where a mistake is, to whoever asks for it, and refuses a wrong setting', async () => {
    const [debug, setting] = await Promise.all([
      run('break', { env: { LOG_LEVEL: 'debug' } }),
      run('succeed', { env: { ANSWER_TOKENS: 'many' } }),
    ]);
    expect(debug.stderr).toMatch(/TypeError: a mistake\n {4}at /);
    expect(setting).toMatchObject({ code: 2 });
    expect(setting.stderr).toBe('ANSWER_TOKENS cannot be "many"; allowed: a whole number from 16 to 4096.\n');
  }, 30_000);

  test('is stopped by Ctrl-C, at once by a second one, and by a reader that goes away', async () => {
    const [once, twice, piped] = await Promise.all([
      run('wait', { interrupts: 1 }),
      run('hang', { interrupts: 2 }),
      run('print'),
    ]);
    expect(once).toEqual({ code: 130, stdout: 'waiting', stderr: 'Stopped.\n' });
    expect(twice).toMatchObject({ code: 130, stderr: '' });
    expect(piped).toMatchObject({ code: 0, stderr: '' });
  }, 30_000);
});
