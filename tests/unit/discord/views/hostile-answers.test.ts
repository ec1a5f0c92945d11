import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { messageOptions } from '../../../../src/discord/message-options.ts';
import { answerMessages, draftMessage } from '../../../../src/discord/views/answer.ts';
import { visible } from '../../../../src/discord/views/markdown.ts';
import { phrases } from '../../../../src/i18n/phrases.ts';
import { Sandbox } from '../../../../src/sandbox/sandbox.ts';
import { aCitation, anAnswer } from '../../../support/discord/fake-newshound.ts';
import { hostileText, hostileTitle, hostileUrl, wordyText } from '../../../support/discord/hostile-text.ts';
import { openApiCheck } from '../../../support/discord/openapi.ts';
import { send } from '../../../support/discord/raw-client.ts';

/** The same on every machine and every day. */
const RUNS = { seed: 20_260_801, numRuns: 40 };

let sandbox: Sandbox;

beforeAll(async () => {
  const spec = openApiCheck();
  sandbox = await Sandbox.start(spec ? { spec } : {});
  sandbox.person('alice');
});

afterAll(async () => {
  await sandbox.close();
});

/** Posts each text as the bot does, and returns what the channel then shows. */
async function posted(texts: readonly string[]): Promise<string[]> {
  const shown: string[] = [];
  for (const text of texts) {
    const { allowedMentions, ...options } = messageOptions(text);
    const { parse, repliedUser } = allowedMentions;
    const body = { ...options, allowed_mentions: { parse, replied_user: repliedUser } };
    const path = `/channels/${sandbox.channel('general').id}/messages`;
    const { status, body: message } = await send(sandbox, 'POST', path, body);
    expect({ text, status }).toEqual({ text, status: 200 });
    shown.push((message as { content: string }).content);
  }
  expect(sandbox.state.violations).toEqual([]);
  expect(sandbox.state.pings).toEqual([]);
  return shown;
}

const unescaped = (text: string) => text.replace(/\\([\\*_~`|<@#>(])/g, '$1');
const words = (text: string) => text.split(/\s+/u).filter((word) => word !== '');
const solid = (text: string) => text.replace(/\s+/gu, '');
const letters = (text: string) => [...text.matchAll(/[\p{L}\p{N}]/gu)].join('');

/** Whether all letters of one text stand in another in the same order. */
function holds(whole: string, part: string): boolean {
  let place = 0;
  for (const letter of part) {
    place = whole.indexOf(letter, place) + 1;
    if (place === 0) return false;
  }
  return true;
}

describe('whatever an article, an address or a model says', () => {
  test('quotes arrive character for character, in valid messages that ping nobody', async () => {
    await fc.assert(
      fc.asyncProperty(hostileText, async (text) => {
        const answer = anAnswer({ form: 'quotes', text, citations: [] });
        const shown = await posted(answerMessages(answer));
        const said = visible(text);
        expect(shown.map(unescaped).map(solid).join('')).toBe(solid(said));
        // A backslash in front of it takes a mark's meaning.
        for (const part of shown) expect(part).not.toMatch(/(?<!\\)[<*_~`|]/);
      }),
      RUNS,
    );
  });

  test('no word of bearable length is cut in two', async () => {
    await fc.assert(
      fc.asyncProperty(wordyText, async (text) => {
        const shown = await posted(answerMessages(anAnswer({ form: 'quotes', text, citations: [] })));
        expect(shown.flatMap((part) => words(unescaped(part)))).toEqual(words(visible(text)));
      }),
      RUNS,
    );
  });

  test('a model’s text keeps all its letters in order, in valid messages that ping nobody', async () => {
    await fc.assert(
      fc.asyncProperty(hostileText, async (text) => {
        const shown = await posted(answerMessages(anAnswer({ text, citations: [] })));
        // Code that goes on in the next message has its language named again.
        expect(holds(letters(shown.join('\n')), letters(visible(text)))).toBe(true);
        for (const part of shown) expect(part.split('```').length % 2).toBe(1);
      }),
      RUNS,
    );
  });

  test('titles and addresses make valid messages that ping nobody and link nowhere else', async () => {
    const articles = fc.array(fc.record({ title: hostileTitle, outlet: hostileTitle, url: hostileUrl }), {
      maxLength: 8,
    });
    await fc.assert(
      fc.asyncProperty(articles, fc.boolean(), async (given, found) => {
        const all = given.map((fields, index) =>
          aCitation({ ...fields, n: index + 1, articleId: String(index) }),
        );
        const answer = anAnswer({ citations: found ? all : [], nearby: found ? [] : all });
        const shown = (await posted(answerMessages(answer))).join('\n');
        const targets = [...shown.matchAll(/(?<!\\)\]\(<([^>\n]*)>\)/g)].map(([, target = '']) => target);
        const hosts = given.flatMap(({ url }) =>
          url !== null && URL.canParse(url) ? new URL(url).host : [],
        );
        for (const target of targets) {
          expect(target).toMatch(/^https?:/);
          expect(hosts).toContain(new URL(target).host);
          expect(target.length).toBeLessThanOrEqual(512);
        }
        if (found) for (const { n } of all) expect(shown).toContain(`[${String(n)}]`);
      }),
      RUNS,
    );
  });

  test('a draft is one valid message at any moment, whatever stage is told below it', async () => {
    await fc.assert(
      fc.asyncProperty(hostileText, hostileTitle, async (draft, model) => {
        const stage = phrases('en').writing(model.slice(0, 200));
        await posted([draftMessage(draft, stage, phrases('en'))]);
      }),
      RUNS,
    );
  });
});
