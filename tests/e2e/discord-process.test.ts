import { type ChildProcess, spawn } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { Sandbox } from '../../src/sandbox/sandbox.ts';
import { nameOf, questionFor, writeArticle } from '../support/generated-articles.ts';
import { openApiCheck } from '../support/discord/openapi.ts';
import { ended, type Folders, makeFolders } from '../support/terminal.ts';

// A process that starts while others keep the machine busy.
jest.setTimeout(60_000);

let folders: Folders;
let sandbox: Sandbox;
let bot: ChildProcess | undefined;

beforeEach(async () => {
  folders = makeFolders();
  for (let number = 0; number < 3; number++) writeArticle(folders.dataDir, number);
  const spec = openApiCheck();
  sandbox = await Sandbox.start(spec ? { spec } : {});
});

afterEach(async () => {
  bot?.kill('SIGKILL');
  bot = undefined;
  await sandbox.close();
  folders.remove();
});

/** `npm start`, with the sandbox in Discord's place. */
function start(env: Record<string, string>): ChildProcess {
  bot = spawn(process.execPath, ['--import', 'tsx', 'src/bot.ts'], {
    env: { PATH: process.env['PATH'] ?? '', HOME: folders.root, ...folders.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return bot;
}

async function line(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => child.stdout?.setEncoding('utf8').once('data', resolve));
}

describe('npm start', () => {
  test('connects, invites, answers a command and a mention from the articles, and ends in order', async () => {
    const child = start({ DISCORD_TOKEN: sandbox.state.application.token, DISCORD_API_URL: sandbox.api });
    const end = ended(child);
    expect(await line(child)).toMatch(
      /^Newshound is online\. Add it to a server: https:\/\/discord\.com\/oauth2\/authorize\?client_id=\d+/,
    );

    const [alice, bob] = [sandbox.person('alice'), sandbox.person('bob')];
    const interaction = alice.runs('ask', { question: questionFor(1) });
    bob.mentions(sandbox.bot, questionFor(2));
    const first = await alice.sees(nameOf(1));
    await bob.sees(nameOf(2));
    expect(first.interactionId).toBe(interaction.id);
    expect(first.content).toMatch(/\[1\][^]*\*\*Sources\*\*\n\[1\]/);
    expect(interaction.acknowledgedAt! - interaction.createdAt).toBeLessThan(3000);

    const stopped = performance.now();
    child.kill('SIGTERM');
    const { code, stderr } = await end;
    expect(code).toBe(0);
    expect(performance.now() - stopped).toBeLessThan(8000);
    expect(stderr).not.toContain(sandbox.state.application.token);
    expect(stderr).not.toContain(questionFor(1));
    expect(sandbox.state.violations).toEqual([]);
    expect(sandbox.state.pings).toEqual([]);
  });

  test('that is killed in the middle of answers ends each of them once when it starts again', async () => {
    const env = { DISCORD_TOKEN: sandbox.state.application.token, DISCORD_API_URL: sandbox.api };
    const first = start(env);
    const killed = ended(first);
    await line(first);
    const [alice, bob] = [sandbox.person('alice'), sandbox.person('bob')];
    const asked = bob.mentions(sandbox.bot, questionFor(2));
    const interaction = alice.runs('ask', { question: questionFor(1) });
    await alice.until('see that the bot thinks', () => interaction.acknowledgedAt !== null);
    first.kill('SIGKILL');
    await killed;

    start(env);
    const end = /This answer was interrupted\. Please ask again\.|\*\*Sources\*\*/;
    const of = (id: string) =>
      [...sandbox.state.messages.values()].filter(
        ({ replyTo, interactionId }) => replyTo === id || interactionId === id,
      );
    for (const { id } of [interaction, asked]) {
      await alice.until('read one end', () => of(id).some(({ content }) => end.test(content)));
      expect(of(id)).toHaveLength(1);
    }
    expect(sandbox.state.violations).toEqual([]);
  });

  test('without a token says where to get one, and that the terminal works without', async () => {
    const { code, stdout, stderr } = await ended(start({}));
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(
      /^DISCORD_TOKEN is not set\. Create a bot at https:\/\/discord\.com\/developers\/applications .*npm run ask.*\n$/,
    );
  });

  test('with a wrong token, or where Discord cannot be reached, ends with one sentence', async () => {
    const wrong = await ended(
      start({ DISCORD_TOKEN: 'wrong.wrong.wrong', DISCORD_API_URL: sandbox.api, LOG_LEVEL: 'silent' }),
    );
    expect(wrong.code).toBe(1);
    expect(wrong.stderr).toMatch(/^Discord refuses the token in DISCORD_TOKEN\. .*\n$/m);
    const nowhere = await ended(
      start({ DISCORD_TOKEN: 'a.b.c', DISCORD_API_URL: 'http://127.0.0.1:1/api', LOG_LEVEL: 'silent' }),
    );
    expect(nowhere.code).toBe(1);
    expect(nowhere.stderr).toMatch(/^Discord cannot be reached at http:\/\/127\.0\.0\.1:1\/api .*\n$/m);
  });
});
