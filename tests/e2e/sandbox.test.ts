import { spawn } from 'node:child_process';
import { describe, expect, jest, test } from '@jest/globals';
import { ended, startScript } from '../support/terminal.ts';

// A process that starts while others keep the machine busy.
jest.setTimeout(60_000);

describe('npm run sandbox', () => {
  test('prints where it is, lets people speak by lines, and ends cleanly on Ctrl-C', async () => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/sandbox.ts', '--calm'], {
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const end = ended(child);
    let printed = '';
    const says = (text: RegExp) =>
      new Promise<RegExpExecArray>((resolve) => {
        const look = (): void => {
          const found = text.exec(printed);
          if (found) resolve(found);
          else child.stdout.once('data', look);
        };
        look();
      });
    child.stdout.on('data', (data: Buffer) => (printed += data.toString('utf8')));
    const [, api = '', token = ''] = await says(/^api {4}(\S+)\ntoken {2}(\S+)$/m);
    expect(api).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/api$/);
    await says(/npm start\n\nType {2}alice/);
    const response = await fetch(`${api}/v10/users/@me`, { headers: { authorization: `Bot ${token}` } });
    expect(await response.json()).toMatchObject({ username: 'Newshound', bot: true });
    child.stdin.write('alice: @bot hello\nalice: /ask question=why?\nwhat?\n');
    await says(/ alice: <@\d+> hello\n/);
    await says(/There is no command \/ask\.\n(.*\n)*Type {2}alice/);
    child.kill('SIGINT');
    expect(await end).toMatchObject({ code: 0, stderr: '' });
  });

  test('takes a port, and says what is wrong with one', async () => {
    const { code, stderr } = await ended(startScript('sandbox', ['--port', 'x'], {}));
    expect({ code, stderr }).toEqual({ code: 2, stderr: '--port takes a number from 0 to 65535, not x.\n' });
  });
});
