import { beforeAll, expect, test } from '@jest/globals';
import type { WatchedPage } from '../support/browser.ts';
import { describeOnStage } from '../support/playground-stage.ts';

/** A picture of one point. */
const DOT = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

const SCRIPT = '<svg xmlns="http://www.w3.org/2000/svg"><script>window.hacked=1</script></svg>';

describeOnStage('a file on the page', {}, (at) => {
  let watched: WatchedPage;

  beforeAll(async () => {
    watched = await at.stage.page();
  });

  /** What the page's server says about an address that the page has. */
  const headersOf = async (address: string): Promise<Record<string, string>> => {
    const response = await watched.page.request.get(new URL(address, watched.page.url()).href);
    return { status: String(response.status()), ...response.headers() };
  };

  test('is chosen, taken out again, and sent with a message', async () => {
    const { page } = watched;
    await page.getByLabel('Files', { exact: true }).setInputFiles([
      { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.alloc(1400, 'a') },
      { name: 'wrong.txt', mimeType: 'text/plain', buffer: Buffer.from('b') },
    ]);
    await page.getByRole('button', { name: 'Remove wrong.txt' }).click();
    await page.keyboard.type('see here');
    await page.keyboard.press('Enter');
    const message = page.locator('discord-message', { hasText: 'see here' });
    await message.getByRole('link', { name: 'notes.txt 1.4 KB' }).waitFor();
    expect(await message.getByRole('link').count()).toBe(1);
    expect(await page.getByRole('list', { name: 'Files to send' }).count()).toBe(0);
  });

  test('comes back as it was sent, and only to be kept', async () => {
    const { page } = watched;
    const link = page.getByRole('link', { name: /^notes.txt/ });
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
    expect(download.suggestedFilename()).toBe('notes.txt');
    expect(await headersOf((await link.getAttribute('href')) ?? '')).toMatchObject({
      status: '200',
      'content-type': 'application/octet-stream',
      'content-disposition': "attachment; filename*=UTF-8''notes.txt",
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
    });
  });

  test('is shown where it is a picture that can hold no script', async () => {
    const { page } = watched;
    await page.getByLabel('Files', { exact: true }).setInputFiles([
      { name: 'dot.png', mimeType: 'image/png', buffer: DOT },
      { name: 'script.svg', mimeType: 'image/svg+xml', buffer: Buffer.from(SCRIPT) },
      { name: 'page.html', mimeType: 'text/html', buffer: Buffer.from(SCRIPT) },
    ]);
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByRole('img', { name: 'dot.png' }).waitFor();
    for (const name of [/^script.svg/, /^page.html/]) {
      const address = await page.getByRole('link', { name }).getAttribute('href');
      expect((await headersOf(address ?? ''))['content-disposition']).toMatch(/^attachment/);
    }
    expect(await page.evaluate(`'hacked' in window`)).toBe(false);
  });

  test('is handed to those who see its message', async () => {
    const { page } = watched;
    const address = (await page.getByRole('link', { name: /^notes.txt/ }).getAttribute('href')) ?? '';
    expect((await headersOf(address.replace(/as=\d+/, 'as=1')))['status']).toBe('404');
    const message = page.locator('.message', { hasText: 'see here' });
    await message.hover();
    await message.getByRole('button', { name: 'Delete' }).click();
    await message.waitFor({ state: 'detached' });
    expect((await headersOf(address))['status']).toBe('404');
  });

  test('that is too large is refused in a sentence, and what was written stays', async () => {
    const { page } = watched;
    const large = { name: 'large.bin', mimeType: '', buffer: Buffer.alloc(10 * 1024 * 1024 + 1) };
    await page.getByLabel('Files', { exact: true }).setInputFiles([large]);
    await page.keyboard.type('too much');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('large.bin is too large.').waitFor();
    expect(await page.getByRole('textbox', { name: /^Message/ }).inputValue()).toBe('too much');
    await page.getByRole('button', { name: 'Remove large.bin' }).click();
    await page.keyboard.press('Enter');
    await page.locator('discord-message', { hasText: 'too much' }).waitFor();
  });
});
