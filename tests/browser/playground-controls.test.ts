import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { bundlePage } from '../../src/playground/bundle-page.ts';
import { seed } from '../../src/playground/seed.ts';
import { type PlaygroundServer, servePlayground } from '../../src/playground/server.ts';
import { Sandbox } from '../../src/sandbox/sandbox.ts';
import { launchBrowser, noBrowser, WatchedPage } from '../support/browser.ts';
import { ExampleBot } from '../support/discord/example-bot.ts';

/** What every bot can do, with one of somebody else. */

let sandbox: Sandbox;
let server: PlaygroundServer;
let bot: ExampleBot;
let browser: Browser;
let watched: WatchedPage;

const inBrowser = noBrowser === null ? describe : describe.skip;

inBrowser('the playground shows', () => {
  beforeAll(async () => {
    sandbox = await Sandbox.start();
    const actors = seed(sandbox);
    bot = await ExampleBot.start(sandbox);
    server = await servePlayground({ sandbox, actors, files: await bundlePage(), port: 0 });
    browser = await launchBrowser();
    watched = await WatchedPage.open(browser, server.address, { width: 1280, height: 800, dark: true });
  });

  afterEach(() => {
    expect(watched.faults).toEqual([]);
  });

  afterAll(async () => {
    await browser.close();
    await bot.stop();
    await server.close();
    await sandbox.close();
  });

  const runs = async (page: Page, command: string): Promise<void> => {
    await page.getByRole('textbox', { name: /^Message/ }).fill(`/${command}`);
    await page.getByRole('option', { name: new RegExp(`^/${command}`) }).click();
    await page.getByRole('button', { name: 'Run' }).click();
  };
  const become = async (page: Page, name: string): Promise<void> => {
    await page.locator('.actor').click();
    await page.getByRole('option', { name }).click();
    await page.locator(`.self img`).waitFor();
  };

  test('text of a stranger as text: no markup, no script, no dangerous link', async () => {
    const { page } = watched;
    await runs(page, 'show');
    const message = page.locator('discord-message', { hasText: 'onerror' });
    await message.waitFor();
    expect(await message.locator('discord-bold').textContent()).toContain('bold');
    expect(await message.locator('discord-link').count()).toBe(0);
    expect(await message.locator(':scope > img, :scope script').count()).toBe(0);
    expect(await page.evaluate(`'hacked' in window`)).toBe(false);
  });

  test('a button, and its ephemeral answer only for the one who pressed it', async () => {
    const { page } = watched;
    await page.getByRole('button', { name: 'Whisper' }).click();
    const whisper = page.locator('discord-message[ephemeral]', { hasText: 'for your eyes' });
    await whisper.waitFor();
    await whisper.getByText('Only you can see this').waitFor();
    await become(page, 'bob');
    await whisper.waitFor({ state: 'detached' });
    await become(page, 'alice');
    await whisper.waitFor();
    await whisper.getByText('Dismiss message').click();
    await whisper.waitFor({ state: 'detached' });
  });

  test('a link as a button that opens elsewhere without telling where from', async () => {
    const open = watched.page.locator('wa-button[href]');
    expect(await open.getAttribute('href')).toBe('https://example.org/');
    expect(await open.getAttribute('rel')).toContain('noopener');
  });

  test('a menu, whose choice changes the message', async () => {
    const { page } = watched;
    await page.getByRole('combobox', { name: 'Sources' }).click();
    await page.getByRole('option', { name: 'Second source' }).click();
    await page.getByText('chosen: two').waitFor();
    await page.getByText('(edited)').first().waitFor();
  });

  test('a form, which is sent or put away', async () => {
    const { page } = watched;
    const press = (): Promise<void> => page.getByRole('button', { name: 'Form', exact: true }).click();
    const field = page.getByRole('textbox', { name: 'Reason' });
    await press();
    await field.waitFor();
    await page.keyboard.press('Escape');
    await field.waitFor({ state: 'detached' });
    await press();
    await field.fill('the second source says otherwise');
    await page.getByRole('button', { name: 'Submit' }).click();
    await page.getByText('read: the second source says otherwise').waitFor();
    await field.waitFor({ state: 'detached' });
  });

  test('what the bot offers while one types', async () => {
    const { page } = watched;
    await page.getByRole('textbox', { name: /^Message/ }).fill('/pick');
    await page.getByRole('option', { name: /^\/pick/ }).click();
    const thing = page.getByRole('combobox', { name: 'thing' });
    await thing.pressSequentially('news');
    await page.getByRole('option', { name: 'news and more' }).click();
    expect(await thing.inputValue()).toBe('news and more');
    await page.getByRole('button', { name: 'Run' }).click();
    await page.getByText('picked: news-more').waitFor();
  });

  test('what the bot offers to those who use the keyboard alone', async () => {
    const { page } = watched;
    await page.getByRole('textbox', { name: /^Message/ }).focus();
    await page.keyboard.type('/pick');
    await page.keyboard.press('Enter');
    const thing = page.getByRole('combobox', { name: 'thing' });
    await thing.waitFor();
    await page.keyboard.type('tea');
    const offers = page.getByRole('listbox', { name: 'Offers for thing' });
    await offers.waitFor();
    await page.keyboard.press('Escape');
    await offers.waitFor({ state: 'hidden' });
    await page.keyboard.type('s');
    await offers.waitFor();
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowUp']) await page.keyboard.press(key);
    const chosen = offers.getByRole('option', { selected: true });
    expect(await chosen.textContent()).toMatch(/teas alone/);
    expect(await thing.getAttribute('aria-activedescendant')).toBe(await chosen.getAttribute('id'));
    await page.keyboard.press('Enter');
    await offers.waitFor({ state: 'hidden' });
    await page.keyboard.press('Enter');
    await page.getByText('picked: teas-alone').waitFor();
  });

  test('people, channels and roles by name where a command takes one', async () => {
    const { page } = watched;
    await page.getByRole('textbox', { name: /^Message/ }).fill('/choose');
    await page.getByRole('option', { name: /^\/choose/ }).click();
    for (const [option, name] of [
      ['who', 'jonas'],
      ['where', '#deutsch'],
      ['role', '@everyone'],
    ] as const) {
      await page.getByRole('combobox', { name: option }).click();
      await page.getByRole('option', { name, exact: true }).click();
    }
    await page.getByRole('button', { name: 'Run' }).click();
    const { state, guild } = sandbox;
    const jonas = [...state.users.values()].find(({ name }) => name === 'jonas');
    const ids = [jonas?.id, sandbox.channel('deutsch').id, guild.id];
    await page.getByText(`chosen: ${ids.join(' ')}`).waitFor();
  });

  test('the commands for members beside each of them', async () => {
    const { page } = watched;
    await page.getByRole('button', { name: 'jonas' }).click();
    await page.getByRole('menuitem', { name: 'Look up' }).click();
    await page.getByText('looked up jonas').waitFor();
  });

  test('an embed, with what it holds as text', async () => {
    const { page } = watched;
    await runs(page, 'embed');
    const embed = page.locator('discord-embed');
    for (const text of ['An embed', 'its description <b>as text</b>', 'Field', 'its value', 'its foot'])
      await embed.getByText(text).waitFor();
    expect(await embed.locator('a').first().getAttribute('href')).toBe('https://example.org/embed');
    expect(await embed.locator('discord-embed-description b').count()).toBe(0);
  });

  test('a layout of containers, sections and separators, whose buttons work', async () => {
    const { page } = watched;
    await runs(page, 'layout');
    const layout = page.locator('.container', { hasText: 'A heading of the layout' });
    await layout.getByText('below the line').waitFor();
    expect(await layout.locator('discord-bold').textContent()).toContain('section');
    expect(await layout.locator('hr').count()).toBe(1);
    await layout.getByRole('button', { name: 'More' }).click();
    await page.locator('discord-message[ephemeral]', { hasText: 'for your eyes' }).waitFor();
  });

  test('that a button was pressed in vain', async () => {
    const { page } = watched;
    await page.getByRole('button', { name: 'Ignored' }).click();
    await page.getByRole('alert').getByText('This interaction failed').waitFor({ timeout: 6000 });
  });

  test('that a command was lost', async () => {
    const { page } = watched;
    await runs(page, 'silence');
    await page.getByText('Sending command…').waitFor();
    await page.getByText('The application did not respond').waitFor({ timeout: 6000 });
  });

  test('a reply with what it replies to, and what was deleted as deleted', async () => {
    const { page } = watched;
    const composer = page.getByRole('textbox', { name: /^Message/ });
    await composer.fill('a first word');
    await page.keyboard.press('Enter');
    const first = page.locator('.message', { hasText: 'a first word' }).last();
    await first.hover();
    await first.getByRole('button', { name: 'Reply' }).click();
    await page.getByText('Replying to alice').waitFor();
    await composer.fill('a second word');
    await page.keyboard.press('Enter');
    await page.locator('discord-reply', { hasText: 'a first word' }).waitFor();
    await page.getByText('Replying to alice').waitFor({ state: 'detached' });
    await page.locator('.message', { hasText: 'a first word' }).first().hover();
    await page
      .locator('.message', { hasText: 'a first word' })
      .first()
      .getByRole('button', { name: 'Delete' })
      .click();
    await page.getByText('Original message was deleted').waitFor();
  });
});
