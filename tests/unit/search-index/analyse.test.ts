import { describe, expect, test } from '@jest/globals';
import { analyseArticle } from '../../../src/search-index/analyse.ts';
import { PASSAGE_LENGTH } from '../../../src/search-index/split.ts';
import { hash32 } from '../../../src/text/hash.ts';
import { articleOf } from '../../support/collection.ts';

describe('an analysed article', () => {
  const article = articleOf({
    title: 'Meta opens Llama 2',
    outlet: 'The Harbour Dispatch',
    publishedAt: '2023-07-18T10:30:00Z',
    text: Array.from({ length: 80 }, (_, n) => `Sentence ${String(n)} tells of released models.`).join(' '),
  });
  const passages = analyseArticle(article);

  test('is passages in order, each found again at its offsets', () => {
    expect(passages.length).toBeGreaterThan(1);
    passages.forEach(({ ordinal, start, end, text, language }, index) => {
      expect(ordinal).toBe(index);
      expect(article.text.slice(start, end)).toBe(text);
      expect(text.length).toBeLessThanOrEqual(PASSAGE_LENGTH);
      expect(language).toBe('en');
    });
  });

  test('every passage is found by the words of title, outlet and day, which are no part of its text', () => {
    for (const passage of passages) {
      expect(passage.header).toBe('The Harbour Dispatch · Meta opens Llama 2 · 2023-07-18');
      expect(passage.folded).toContain(' the harbour dispatch meta opens llama 2 2023 07 18 sentence ');
      expect([...passage.stems]).toEqual(expect.arrayContaining(['harbour', 'releas', 'model'].map(hash32)));
      expect(passage.text).not.toContain('Harbour');
    }
  });

  test('has a header of whatever is known', () => {
    const bare = articleOf({
      title: 'Only a title',
      outlet: null,
      publishedAt: null,
      text: 'Some text here.',
    });
    expect(analyseArticle(bare)[0]?.header).toBe('Only a title');
  });

  test('without text has no passages', () => {
    expect(analyseArticle(articleOf({ text: '' }))).toEqual([]);
  });

  test('knows each of its words once, and has as many stems and 4-grams as its words have together', () => {
    const [passage] = analyseArticle(
      articleOf({ title: '', outlet: null, publishedAt: null, text: 'Llama, llama and Haus.' }),
    );
    expect([...(passage?.vocabulary ?? [])].map(({ text }) => text)).toEqual(['llama', 'and', 'haus']);
    expect([...(passage?.stems ?? [])].slice(0, 2)).toEqual([hash32('llama'), hash32('llama')]);
    expect(passage?.gramCount).toBe(4 + 4 + 2 + 3);
  });
});
