import { beforeAll, expect, test } from '@jest/globals';
import { ChannelType, PermissionFlagsBits } from 'discord-api-types/v10';
import type { Locator } from 'playwright-core';
import type { WatchedPage } from '../support/browser.ts';
import { send } from '../support/discord/raw-client.ts';
import { describeOnStage } from '../support/playground-stage.ts';

describeOnStage('a thread on the page', {}, (at) => {
  let watched: WatchedPage;

  beforeAll(async () => {
    watched = await at.stage.page();
  });

  const composer = (name: string): Locator => watched.page.getByRole('textbox', { name, exact: true });
  const inList = (name: string): Locator =>
    watched.page.getByRole('navigation', { name: 'Channels' }).getByRole('button', { name });

  test('is started under a message, and stands in the list below its channel', async () => {
    const { page } = watched;
    await composer('Message #general').fill('Let us talk about Llama.');
    await page.keyboard.press('Enter');
    const message = page.locator('.message', { hasText: 'Let us talk about Llama.' });
    await message.hover();
    await message.getByRole('button', { name: 'Create thread' }).click();
    const name = page.getByRole('textbox', { name: 'Thread name' });
    expect(await name.inputValue()).toBe('Let us talk about Llama.');
    await name.fill('About Llama');
    await page.keyboard.press('Enter');
    await composer('Message About Llama').waitFor();
    await page.getByRole('list', { name: 'Threads of general' }).getByText('About Llama').waitFor();
    expect(await inList('About Llama').getAttribute('aria-current')).toBe('page');
  });

  test('is written in, and the bot answers there by mention and by command', async () => {
    const { page } = watched;
    await composer('Message About Llama').fill('@Newshound Why did Meta publish Llama openly?');
    await page.keyboard.press('Enter');
    const answers = page.locator('discord-message[author="Newshound"]', { hasText: 'Sources' });
    await answers.first().waitFor();
    await composer('Message About Llama').fill('/ask');
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: 'question' }).fill('How many sizes does Llama 2 have?');
    await page.keyboard.press('Enter');
    await answers.nth(1).waitFor();
    await watched.keeps('thread-dark');
  });

  test('keeps what is said in it, and is found by the list, its message and others', async () => {
    const { page } = watched;
    await page.locator('h1').getByRole('button', { name: '# general' }).click();
    await composer('Message #general').waitFor();
    expect(await page.locator('discord-message[author="Newshound"]').count()).toBe(0);
    await page.locator('.message').getByRole('button', { name: 'About Llama' }).click();
    await composer('Message About Llama').waitFor();
    await watched.becomes('bob');
    await composer('Message About Llama').fill('I see this too');
    await page.keyboard.press('Enter');
    await inList('general').click();
    await watched.becomes('alice');
    await inList('About Llama (unread)').click();
    await page.getByText('I see this too').waitFor();
  });

  test('is there for its members alone where it is private', async () => {
    const { page } = watched;
    const { sandbox } = at.stage;
    sandbox.addRole('scribe', PermissionFlagsBits.CreatePrivateThreads, sandbox.bot);
    const general = sandbox.channel('general').id;
    const { body } = await send(sandbox, 'POST', `/channels/${general}/threads`, {
      name: 'Between us',
      type: ChannelType.PrivateThread,
    });
    const { id } = body as { id: string };
    const alice = [...sandbox.state.users.values()].find(({ name }) => name === 'alice')?.id ?? '';
    await send(sandbox, 'PUT', `/channels/${id}/thread-members/${alice}`);
    await inList('Between us').click();
    await composer('Message Between us').fill('a secret');
    await page.keyboard.press('Enter');
    await page.getByText('a secret').waitFor();
    expect(await page.getByRole('complementary', { name: 'Members' }).getByRole('listitem').count()).toBe(2);
    await watched.becomes('bob');
    await composer('Message #general').waitFor();
    expect(await inList('Between us').count()).toBe(0);
    expect(await page.getByText('a secret').count()).toBe(0);
    const asBob =
      await page.evaluate(`fetch('/views?channel=${id}&as=' + document.querySelector('.actor').value)
      .then((response) => response.body.getReader().read())
      .then(({ value }) => new TextDecoder().decode(value))`);
    expect(String(asBob)).toContain('general');
    expect(String(asBob)).not.toContain('secret');
  });
});
