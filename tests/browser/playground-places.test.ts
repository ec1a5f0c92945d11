import { beforeAll, expect, test } from '@jest/globals';
import type { Locator } from 'playwright-core';
import type { WatchedPage } from '../support/browser.ts';
import { describeOnStage } from '../support/playground-stage.ts';

describeOnStage('somebody on the page', {}, (at) => {
  let watched: WatchedPage;

  beforeAll(async () => {
    watched = await at.stage.page();
  });

  const composer = (name: string): Locator => watched.page.getByRole('textbox', { name, exact: true });
  const place = (name: string): Locator =>
    watched.page.getByRole('navigation', { name: 'Servers' }).getByRole('button', { name });
  const offers = (): Locator => watched.page.getByRole('option', { name: /^\/ask/ });

  test('who is new is told how to ask, and asks by one press', async () => {
    const { page } = watched;
    await page.getByText('This is a playground, not Discord.').waitFor();
    await page.getByRole('heading', { name: 'Ask Newshound' }).waitFor();
    await watched.keeps('welcome-dark');
    await page.getByRole('button', { name: 'Why did Meta publish Llama openly?' }).click();
    await page.locator('discord-message[author="Newshound"]').getByText('Sources').waitFor();
    expect(await page.locator('discord-message[author="alice"]').textContent()).toContain(
      'Why did Meta publish Llama openly?',
    );
  });

  test('is offered what the bot has for those who added it, on a server without it', async () => {
    const { page } = watched;
    await place('Book club').click();
    await composer('Message #books').waitFor();
    await page.getByText('Newshound is not in this server, but you have added it for yourself').waitFor();
    await composer('Message #books').fill('/');
    await offers().click();
    await page.getByRole('textbox', { name: 'question' }).fill('How many parameters does Llama 2 have?');
    await page.keyboard.press('Enter');
    const answer = page.locator('discord-message[author="Newshound"]');
    await answer.getByText('70 billion').first().waitFor();
    expect(await page.getByRole('complementary').getByText('Newshound').count()).toBe(0);
  });

  test('is offered nothing there without having added it, and sees no answer that is not theirs', async () => {
    const { page } = watched;
    await watched.becomes('bob');
    await composer('Message #books').waitFor();
    await page.getByText('Newshound is not in this server, and you have not added it').waitFor();
    expect(await page.locator('discord-message').count()).toBe(0);
    await composer('Message #books').fill('/');
    expect(await offers().count()).toBe(0);
    await composer('Message #books').fill('');
  });

  test('is a member of their own servers alone', async () => {
    await watched.becomes('jonas');
    await composer('Message #general').waitFor();
    expect(await place('Reading room').getAttribute('aria-current')).toBe('true');
    expect(await place('Book club').count()).toBe(0);
    await composer('Message #general').fill('/');
    await watched.page.getByRole('option', { name: /^\/frag/ }).waitFor();
    await composer('Message #general').fill('');
    await watched.becomes('alice');
  });

  test('writes to the bot and to others, each conversation for those in it', async () => {
    const { page } = watched;
    await place('Direct messages').click();
    await composer('Message @Newshound').fill('How many parameters does Llama 2 have?');
    await page.keyboard.press('Enter');
    await page.locator('discord-message[author="Newshound"]').getByText('Sources').waitFor();
    await page.getByRole('navigation', { name: 'Channels' }).getByRole('button', { name: 'bob' }).click();
    await composer('Message @bob').fill('Look at this bot');
    await page.keyboard.press('Enter');
    await page.getByText('Look at this bot').waitFor();
    await watched.becomes('bob');
    await page.getByText('Look at this bot').waitFor();
    await page
      .getByRole('navigation', { name: 'Channels' })
      .getByRole('button', { name: 'Newshound' })
      .click();
    await page.getByText('here everything is meant for the bot').waitFor();
    expect(await page.locator('discord-message').count()).toBe(0);
    await watched.becomes('alice');
  });

  test('goes from channel to channel and from server to server by the keyboard', async () => {
    const { page } = watched;
    await place('Reading room').focus();
    await page.keyboard.press('Enter');
    await composer('Message #general').fill('not sent yet');
    await page.keyboard.press('Alt+ArrowDown');
    await composer('Message #tech-news').waitFor();
    expect(await composer('Message #tech-news').inputValue()).toBe('');
    await page.keyboard.press('Alt+ArrowUp');
    await composer('Message #general').waitFor();
    expect(await composer('Message #general').inputValue()).toBe('not sent yet');
    await page.keyboard.press('Control+Alt+ArrowDown');
    await composer('Message #books').waitFor();
    await page.keyboard.press('Control+Alt+ArrowDown');
    await composer('Message @bob').waitFor();
    await page.keyboard.press('Control+Alt+ArrowUp');
    await composer('Message #books').waitFor();
  });
});
