import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Locator } from 'playwright-core';
import { launchBrowser, noBrowser, WatchedPage } from '../support/browser.ts';
import { type Folders, makeFolders } from '../support/terminal.ts';

/** The command as a person runs it, over some of the sample articles, with quotes. */

const ARTICLES = ['en/why-meta-publishes-llama.md', 'de/llama-3-acht-und-siebzig-milliarden.md'] as const;

let folders: Folders;
let playground: ChildProcess;
let address: string;
let browser: Browser;
let watched: WatchedPage | undefined;

if (noBrowser !== null) process.stderr.write(`${noBrowser}\n`);
const inBrowser = noBrowser === null ? describe : describe.skip;

inBrowser('npm run playground', () => {
  beforeAll(async () => {
    folders = makeFolders();
    for (const path of ARTICLES) cpSync(`data/articles/${path}`, join(folders.dataDir, 'articles', path));
    playground = spawn(process.execPath, ['--import', 'tsx', 'scripts/playground.ts', '--port', '0'], {
      env: { PATH: process.env['PATH'] ?? '', HOME: folders.root, ...folders.env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const line = await new Promise<string>((resolve) =>
      playground.stdout?.setEncoding('utf8').once('data', resolve),
    );
    address = /http:\/\/127\.0\.0\.1:\d+\//.exec(line)?.[0] ?? line;
    browser = await launchBrowser();
  }, 120_000);

  afterEach(async () => {
    expect(watched?.faults).toEqual([]);
    await watched?.page.close();
    watched = undefined;
  });

  afterAll(async () => {
    await browser.close();
    const ended = new Promise<number | null>((resolve) => playground.once('close', resolve));
    playground.kill('SIGTERM');
    expect(await ended).toBe(0);
    folders.remove();
  });

  const opens = async (width = 1280, height = 800, dark = true): Promise<WatchedPage> => {
    watched = await WatchedPage.open(browser, address, { width, height, dark });
    return watched;
  };
  const composer = ({ page }: WatchedPage): Locator => page.getByRole('textbox', { name: /^Message/ });

  test('answers a mention with sources, and says that it is not Discord', async () => {
    const on = await opens();
    const { page } = on;
    await page.getByText('This is a playground, not Discord.').waitFor();
    await composer(on).pressSequentially('@news');
    await page.getByRole('option', { name: 'Newshound' }).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.type('Why did Meta publish Llama openly?');
    await page.keyboard.press('Enter');
    await page.getByText('Newshound is typing…').waitFor();
    const answer = page.locator('discord-message[author="Newshound"]');
    await answer.getByText('Sources').waitFor();
    const link = answer.locator('discord-link a').first();
    expect(await link.getAttribute('href')).toMatch(/^https:\/\/harbour-dispatch\.example\//);
    expect(await link.getAttribute('rel')).toContain('noopener');
  });

  test('answers a slash command, by keyboard alone', async () => {
    const on = await opens();
    const { page } = on;
    await composer(on).focus();
    await page.keyboard.type('/as');
    await page.getByRole('option', { name: /^\/ask/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('form', { name: 'Command /ask' }).waitFor();
    await page.keyboard.type('Wann hat Meta Llama 3 veröffentlicht?');
    await page.keyboard.press('Enter');
    await page.getByText('Newshound is thinking…').waitFor();
    await page.getByText('Quellen').first().waitFor();
    await page.locator('discord-command').first().waitFor();
    // The next question can be typed at once.
    expect(await page.evaluate(`document.activeElement.getAttribute('aria-label')`)).toBe('Message #general');
    await on.keeps('quotes-dark');
  });

  test('fits a narrow screen without scrolling sideways, in light colours', async () => {
    const on = await opens(390, 780, false);
    const { page } = on;
    await page.locator('discord-message').first().waitFor();
    const wide = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
    expect(wide).toBeLessThanOrEqual(0);
    await on.keeps('narrow-light');
    await page.getByRole('button', { name: 'Channels' }).click();
    await page.getByRole('button', { name: 'tech-news' }).click();
    await page.getByRole('textbox', { name: 'Message #tech-news' }).waitFor();
  });
});
