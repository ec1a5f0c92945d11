import { beforeAll, expect, test } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import type { WatchedPage } from '../support/browser.ts';
import { markOf } from '../support/pen.ts';
import { describeOnStage } from '../support/playground-stage.ts';

/** The real bot, with a model that writes when the test wants it. */

const QUESTION = 'How many parameters does Llama 2 have, and on how many tokens was it trained?';

/** What the model writes, as one of the articles says it. */
const CLAIMS = [
  'The family has three sizes: 7 billion, 13 billion and 70 billion parameters',
  'Llama 2 was trained on 2 trillion tokens, 40 per cent more than its predecessor',
] as const;

describeOnStage('an answer that is being written', { writes: true }, (at) => {
  let watched: WatchedPage;

  beforeAll(async () => {
    watched = await at.stage.page();
  });

  const asks = async (page: Page, question: string, isPrivate = false): Promise<Locator> => {
    await page.getByRole('textbox', { name: /^Message/ }).fill('/ask');
    await page.getByRole('option', { name: /^\/ask/ }).click();
    if (isPrivate) {
      await page.getByRole('combobox', { name: 'private' }).click();
      await page.getByRole('option', { name: 'True' }).click();
    }
    await page.getByRole('textbox', { name: 'question' }).fill(question);
    await page.keyboard.press('Enter');
    return page.locator('discord-message[author="Newshound"]').last();
  };

  /** The sentences with the marks of the sources that the model was really given. */
  const sentences = async (): Promise<string[]> => {
    const prompt = await at.stage.pen.prompt();
    return CLAIMS.map((claim) => `${claim} ${markOf(prompt, claim)}.`);
  };

  test('grows before the eyes of the one who asked, and ends with its sources', async () => {
    const { page } = watched;
    const answer = await asks(page, QUESTION);
    const lengths: number[] = [];
    for (const sentence of await sentences()) {
      for (const half of halves(sentence)) {
        at.stage.pen.write(half);
        await answer.getByText(half.trim().slice(0, 30)).waitFor();
        lengths.push((await answer.textContent())?.length ?? 0);
        await answer.getByRole('button', { name: 'Stop' }).waitFor();
        expect(await answer.getByText('Sources').count()).toBe(0);
      }
    }
    await watched.keeps('stream-dark');
    expect(lengths).toHaveLength(4);
    expect(lengths).toEqual([...new Set(lengths)].sort((a, b) => a - b));
    at.stage.pen.end();
    await answer.getByText('Sources').waitFor();
    await answer.getByRole('button', { name: 'Stop' }).waitFor({ state: 'detached' });
    for (const claim of CLAIMS) await answer.getByText(claim.slice(0, 30)).waitFor();
  });

  test('opens the passages behind it for the one who chooses in its menu', async () => {
    const { page } = watched;
    await page.getByRole('combobox', { name: /passages/ }).click();
    await page.getByRole('option').first().click();
    const passage = page.locator('discord-message[ephemeral]');
    await passage.locator('discord-quote', { hasText: 'three sizes' }).waitFor();
    await watched.keeps('answer-dark');
    await passage.getByText('Dismiss message').click();
    await passage.waitFor({ state: 'detached' });
  });

  test('opens its source in a page of its own, which is not told where it came from', async () => {
    const { page } = watched;
    const link = page.locator('discord-message[author="Newshound"] discord-link a').first();
    const asked = page.context().waitForEvent('request', (request) => request.url().startsWith('https:'));
    const [source, request] = await Promise.all([page.waitForEvent('popup'), asked, link.click()]);
    expect(request.url()).toBe('https://harbour-dispatch.example/2023/07/llama-2-opens-to-business');
    expect(request.headers()['referer']).toBeUndefined();
    expect(await link.getAttribute('rel')).toBe('noopener noreferrer nofollow');
    await source.close();
  });

  test('stops where somebody presses Stop, and is written anew where they ask again', async () => {
    const { page } = watched;
    const answer = await asks(page, QUESTION);
    const [first = ''] = await sentences();
    at.stage.pen.write(first);
    await answer.getByText('three sizes').waitFor();
    await answer.getByRole('button', { name: 'Stop' }).click();
    await answer.getByText('This answer was stopped by whoever asked.').waitFor();
    expect(await answer.getByText('Sources').count()).toBe(0);
    await answer.getByRole('button', { name: 'Ask again' }).click();
    const [, second = ''] = await sentences();
    at.stage.pen.write(second);
    at.stage.pen.end();
    await answer.getByText('2 trillion tokens').waitFor();
    await answer.getByText('Sources').waitFor();
    expect(await answer.getByText('This answer was stopped').count()).toBe(0);
  });

  test('is seen by nobody else where it is private, until it is shared', async () => {
    const { page } = watched;
    const other = await at.stage.page();
    await other.becomes('bob');
    const answer = await asks(page, QUESTION, true);
    const [first = ''] = await sentences();
    at.stage.pen.write(first);
    await answer.getByText('three sizes').waitFor();
    at.stage.pen.end();
    await answer.getByText('Only you can see this').waitFor();
    await answer.getByText('Sources').waitFor();
    const seenByBob = other.page.locator('discord-message[author="Newshound"]');
    const before = await seenByBob.count();
    await answer.getByRole('button', { name: 'Show to everybody' }).click();
    await seenByBob.getByText('asked:').waitFor();
    expect(await seenByBob.count()).toBe(before + 1);
    expect(await other.page.locator('discord-message[ephemeral]').count()).toBe(0);
    await other.page.close();
  });
});

/** A sentence in two pieces, as a model might write it. */
function halves(sentence: string): string[] {
  const middle = sentence.indexOf(' ', sentence.length / 2);
  return [sentence.slice(0, middle), `${sentence.slice(middle)} `];
}
