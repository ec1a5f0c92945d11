import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { hardToRead } from '../support/contrast.ts';
import { describeOnStage } from '../support/playground-stage.ts';
import { markOf } from '../support/pen.ts';

/** What somebody relies on who reads by ear, by keyboard, or on a small screen. */

const QUESTION = 'How many parameters does Llama 2 have, and on how many tokens was it trained?';

const CLAIM = 'The family has three sizes: 7 billion, 13 billion and 70 billion parameters';

describeOnStage('whoever reads the page', { writes: true }, (at) => {
  const says = async (page: Page, text: string): Promise<void> => {
    await page.getByRole('textbox', { name: /^Message/ }).fill(text);
    await page.keyboard.press('Enter');
  };
  /** What has the focus, by its name or its text. */
  const focused = (page: Page): Promise<string> =>
    page.evaluate(
      `(document.activeElement.ariaLabel ?? document.activeElement.title) || document.activeElement.textContent.trim()`,
    );

  test('by keyboard keeps the focus while an answer grows, and when its button goes away', async () => {
    const { page } = await at.stage.page();
    await says(page, `@Newshound ${QUESTION}`);
    const mark = markOf(await at.stage.pen.prompt(), CLAIM);
    at.stage.pen.write('The family has three sizes: ');
    const answer = page.locator('.message', { hasText: 'The family has' });
    await answer.getByRole('button', { name: 'Stop' }).focus();
    at.stage.pen.write(`7 billion, 13 billion and 70 billion parameters ${mark}.`);
    await answer.getByText('70 billion').waitFor();
    expect(await focused(page)).toBe('Stop');
    at.stage.pen.end();
    await answer.getByText('Sources').waitFor();
    expect(await focused(page)).toMatch(/^Newshound, Today/);
    await page.close();
  });

  test('by ear hears an answer once, when it stands still', async () => {
    const { page } = await at.stage.page();
    const heard: string[] = [];
    await page.exposeFunction('hears', (text: string) => heard.push(text));
    await page.evaluate(`new MutationObserver(() => hears(document.querySelector('.announcer').textContent))
      .observe(document.querySelector('.announcer'), { childList: true, characterData: true, subtree: true })`);
    expect(await page.getByRole('log').getAttribute('aria-live')).toBe('off');
    await says(page, `@Newshound ${QUESTION}`);
    const mark = markOf(await at.stage.pen.prompt(), CLAIM);
    for (const piece of [
      'The family has three sizes: ',
      `7 billion, 13 billion and 70 billion parameters ${mark}.`,
    ])
      at.stage.pen.write(piece);
    at.stage.pen.end();
    await page
      .getByRole('status')
      .getByText('Newshound: The family has three sizes')
      .waitFor({ state: 'attached' });
    expect(heard).toHaveLength(1);
    expect(heard[0]).toContain('Sources');
    await page.close();
  });

  test('by arrow keys goes through the messages, and acts on each', async () => {
    const { page } = await at.stage.page();
    await says(page, 'an earlier word');
    await says(page, 'a later word');
    await page.locator('.message', { hasText: 'a later word' }).last().waitFor();
    await page.getByRole('log').focus();
    await page.keyboard.press('ArrowUp');
    await page.locator('.message:focus', { hasText: 'a later word' }).waitFor();
    await page.keyboard.press('ArrowUp');
    const earlier = page.locator('.message:focus', { hasText: 'an earlier word' });
    await earlier.waitFor();
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('React with 👍');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: '👍 1', pressed: true }).click();
    await page.getByRole('button', { name: '👍 1' }).waitFor({ state: 'detached' });
    await page.locator('.message', { hasText: 'an earlier word' }).focus();
    await page.keyboard.press('Escape');
    expect(await focused(page)).toBe('Message #general');
    await page.close();
  });

  test.each([
    ['dark', true],
    ['light', false],
  ])('in %s colours finds no text that can hardly be read', async (_name, dark) => {
    const { page } = await at.stage.page(1280, 800, dark);
    await page.locator('discord-message', { hasText: 'Sources' }).first().waitFor();
    await page.locator('.message').first().hover();
    expect(await hardToRead(page)).toEqual([]);
    await page.getByRole('textbox', { name: /^Message/ }).fill('/ask');
    expect(await hardToRead(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: 'question' }).waitFor();
    expect(await hardToRead(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Alt+ArrowDown');
    await page.getByRole('heading', { name: 'Ask Newshound' }).waitFor();
    expect(await hardToRead(page)).toEqual([]);
    await page.close();
  });

  test('on 360 pixels scrolls down alone, and finds channels and members in drawers', async () => {
    const on = await at.stage.page(360, 720, false);
    const { page } = on;
    const widerBy = (): Promise<number> => page.evaluate('document.documentElement.scrollWidth - innerWidth');
    await page.locator('discord-message', { hasText: 'Sources' }).first().waitFor();
    expect(await widerBy()).toBeLessThanOrEqual(0);
    await page.getByText('This is a playground, not Discord.').waitFor();
    await on.keeps('narrow-360-light');
    await page.getByRole('button', { name: 'Channels' }).click();
    const drawer = page.locator('wa-drawer[label=Channels]');
    await drawer.getByRole('button', { name: 'Book club' }).waitFor();
    await on.keeps('narrow-360-channels');
    await drawer.getByRole('button', { name: 'tech-news' }).click();
    await page.getByRole('heading', { name: 'Ask Newshound' }).waitFor();
    await page.locator('wa-drawer[open]').waitFor({ state: 'detached' });
    expect(await widerBy()).toBeLessThanOrEqual(0);
    await page.getByRole('button', { name: 'Members' }).click();
    await page.locator('wa-drawer[label=Members]').getByText('jonas').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('wa-drawer[open]').waitFor({ state: 'detached' });
    await page.getByRole('textbox', { name: 'Message #tech-news' }).fill('/ask');
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: 'question' }).waitFor();
    expect(await widerBy()).toBeLessThanOrEqual(0);
    await on.keeps('narrow-360-command');
    await page.close();
  });
});
