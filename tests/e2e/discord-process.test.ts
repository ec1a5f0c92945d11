import type { ChildProcess } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { BotProcess, firstWords, processKillDrill } from '../support/discord/process-drill.ts';
import { nameOf, questionFor } from '../support/generated-articles.ts';
import { ended } from '../support/terminal.ts';

// A process that starts while others keep the machine busy.
jest.setTimeout(120_000);

let bot: BotProcess;

beforeEach(async () => {
  bot = await BotProcess.prepare();
});

afterEach(async () => {
  await bot.close();
});

const start = (env: Readonly<Record<string, string>>): ChildProcess => bot.spawn(env);

describe('npm start', () => {
  test('connects, invites, answers a command and a mention from the articles, and ends in order', async () => {
    const { sandbox } = bot;
    const child = bot.start();
    const end = ended(child);
    expect(await firstWords(child)).toMatch(
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

  // tests/soak/discord-process.test.ts kills at more places.
  test('that is killed in the middle of answers, and again while it recovers, ends each of them once', async () => {
    expect(await processKillDrill(bot, [4, 2])).toEqual([]);
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
      start({ DISCORD_TOKEN: 'wrong.wrong.wrong', DISCORD_API_URL: bot.sandbox.api, LOG_LEVEL: 'silent' }),
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
