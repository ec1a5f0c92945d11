import { beforeAll, describe, expect, test } from '@jest/globals';
import { type CheckedDraft, checkDraft } from '../../../src/answering/check-draft.ts';
import type { Source } from '../../../src/answering/source.ts';
import type { FrameLanguage } from '../../../src/domain/answer.ts';
import type { Frequencies } from '../../../src/search-index/frequencies.ts';
import { articleOf, Collection } from '../../support/collection.ts';
import { SAMPLE_ARTICLES } from '../../support/sample-articles.ts';

let frequencies: Frequencies;

beforeAll(async () => {
  frequencies = (await new Collection(SAMPLE_ARTICLES).generation()).frequencies();
});

const sources: readonly Source[] = (['llama.md', 'parse.md', 'llama-de.md'] as const).map(
  (locator, index) => {
    const article = articleOf(SAMPLE_ARTICLES[locator], locator);
    return { number: index + 1, article, start: 0, end: article.text.length, text: article.text };
  },
);

const check = (draft: string, language: FrameLanguage = 'en'): CheckedDraft =>
  checkDraft(draft, language, sources, frequencies);

describe('a checked draft', () => {
  test.each([
    'Meta released Llama 2 on Tuesday [1]. Facebook will close Parse [2].',
    'Meta released Llama 2 on Tuesday. [1] Facebook will close Parse. [2]',
    'Meta released Llama 2 on Tuesday.[1] Facebook will close Parse.[Source 2]',
    'Meta released Llama 2 on Tuesday. Facebook will close Parse.',
  ])('has every sentence with its source behind it, wherever the mark stood: %s', (draft) => {
    const { text, citations, removed } = check(draft);
    expect(text).toBe('Meta released Llama 2 on Tuesday. [1] Facebook will close Parse. [2]');
    expect(citations.map(({ n, quote }) => [n, quote])).toEqual([
      [1, 'Meta released Llama 2 on Tuesday together with Microsoft.'],
      [2, 'Facebook will close its hosting service Parse.'],
    ]);
    expect(removed).toBe(0);
  });

  test('numbers its citations in the order in which they appear, whatever the model called them', () => {
    const { text, citations } = check('Facebook will close Parse [2]. Meta released Llama 2 on Tuesday [1].');
    expect(text).toBe('Facebook will close Parse. [1] Meta released Llama 2 on Tuesday. [2]');
    expect(citations.map(({ title }) => title)).toEqual(['Parse will shut down', 'Meta opens Llama 2']);
  });

  test('cites the same slice under one number, and another slice of the article under its own', () => {
    const { text, citations } = check(
      'Meta released Llama 2 on Tuesday [1]. Meta released Llama 2 with Microsoft [1]. The model comes in three sizes [1].',
    );
    expect(text.match(/\[\d\]/g)).toEqual(['[1]', '[1]', '[2]']);
    expect(citations.map(({ n }) => n)).toEqual([1, 2]);
  });

  test('has quotes that are found again at their offsets', () => {
    const { citations } = check(
      'Meta released Llama 2 on Tuesday. Critics noted that the licence is not open source.',
    );
    expect(citations).toHaveLength(2);
    for (const { articleId, quote, start, end } of citations) {
      const article = sources.map((source) => source.article).find(({ id }) => id === articleId);
      expect(article?.text.slice(start, end)).toBe(quote);
    }
  });

  test('loses what its sources do not say, and counts it', () => {
    const { text, removed } = check(
      'Meta released Llama 2 on Tuesday [1]. It has 900 billion parameters [1]. Google paid for it [1].',
    );
    expect(text).toBe('Meta released Llama 2 on Tuesday. [1]');
    expect(removed).toBe(2);
  });

  test('is empty when nothing is left', () => {
    expect(check('Bread is baked at 250 degrees [1].')).toEqual({ text: '', citations: [], removed: 1 });
    expect(check('NOT_IN_SOURCES')).toEqual({ text: '', citations: [], removed: 0 });
    expect(check('')).toEqual({ text: '', citations: [], removed: 0 });
    expect(check('[1] [2] …')).toEqual({ text: '', citations: [], removed: 0 });
  });

  test('has no mark that points to nothing', () => {
    const { text, citations } = check(
      'Meta released Llama 2 on Tuesday [1][7]. [9] Facebook will close Parse [2, 8].',
    );
    for (const [, n] of text.matchAll(/\[(\d+)\]/g))
      expect(citations.map((citation) => citation.n)).toContain(Number(n));
    expect(citations).toHaveLength(2);
  });

  test('a mark before any sentence does no harm', () => {
    expect(check('[1] Meta released Llama 2 on Tuesday.').text).toBe('Meta released Llama 2 on Tuesday. [1]');
  });

  test('regression: what is said twice is said once, and is not told as unsupported', () => {
    const { text, removed } = check(
      'Meta released Llama 2 on Tuesday [1]. Meta released Llama 2 on Tuesday [1].',
    );
    expect(text).toBe('Meta released Llama 2 on Tuesday. [1]');
    expect(removed).toBe(0);
  });

  test('regression: the signs of a list are neither said nor looked up', () => {
    expect(check('1. Meta released Llama 2 on Tuesday [1]\n2. Facebook will close Parse [2]').text).toBe(
      'Meta released Llama 2 on Tuesday [1] Facebook will close Parse [2]',
    );
    expect(check('- Meta released Llama 2 on Tuesday.\n- Facebook will close Parse.').text).toBe(
      'Meta released Llama 2 on Tuesday. [1] Facebook will close Parse. [2]',
    );
    expect(check('1. Meta hat Llama 2 veröffentlicht.\n2. Es steht in drei Größen bereit.', 'de').text).toBe(
      'Meta hat Llama 2 veröffentlicht. [1] Es steht in drei Größen bereit. [2]',
    );
  });

  test('a date at the beginning of a line is no list', () => {
    expect(check('19. Juli 2023: Meta hat Llama 2 veröffentlicht.', 'de').text).toMatch(/^19\. Juli 2023/);
  });

  test('a number alone can be an answer', () => {
    expect(check('2017 [2].').text).toBe('2017. [1]');
    expect(check('1999 [2].').text).toBe('');
  });

  test('in German cites German sources like any other', () => {
    const { text, citations } = check('Meta hat das Sprachmodell Llama 2 veröffentlicht [3].', 'de');
    expect(text).toBe('Meta hat das Sprachmodell Llama 2 veröffentlicht. [1]');
    expect(citations[0]).toMatchObject({ language: 'de', title: 'Meta öffnet Llama 2' });
  });
});

describe('a draft that was begun for the model', () => {
  const asked = { question: 'How many parameters does the largest Llama 2 have?', opening: 'The answer is' };

  test('is checked by what the model added', () => {
    const { text } = checkDraft('The answer is 70 billion parameters.', 'en', sources, frequencies, asked);
    expect(text).toBe('The answer is 70 billion parameters. [1]');
    expect(checkDraft('The answer is 65 billion parameters.', 'en', sources, frequencies, asked).text).toBe(
      '',
    );
  });

  test('that only repeats the question answers nothing', () => {
    const echo = 'The answer is the largest Llama 2 parameters.';
    expect(checkDraft(echo, 'en', sources, frequencies, asked)).toMatchObject({ text: '', removed: 1 });
  });
});
