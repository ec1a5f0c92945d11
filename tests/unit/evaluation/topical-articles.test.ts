import { describe, expect, test } from '@jest/globals';
import { topicalArticles } from '../../../src/evaluation/topical-articles.ts';
import { wordsOf } from '../../../src/text/words.ts';

/** Texts of which no two share a word. */
const texts = Array.from({ length: 300 }, (_, text) =>
  Array.from({ length: 40 }, (_none, word) => `W${String(text)}x${String(word)}`).join(' '),
);

const made = [...topicalArticles(texts, 250, 10, 7)];

/** The texts that an article's words come from. */
const sourcesOf = (text: string): string[] => wordsOf(text).map((word) => word.split('x')[0] ?? '');

describe('articles of many topics', () => {
  test('are as many as were asked for, each with an id of its own, and the same again from the same seed', () => {
    expect(new Set(made.map(({ id }) => id)).size).toBe(250);
    expect([...topicalArticles(texts, 250, 10, 7)]).toEqual(made);
    expect([...topicalArticles(texts, 250, 10, 8)]).not.toEqual(made);
  });

  test('those of one topic are made of the same few texts, and another topic of others', () => {
    const first = new Set(made.slice(0, 100).flatMap(({ text }) => sourcesOf(text)));
    const second = new Set(made.slice(100, 200).flatMap(({ text }) => sourcesOf(text)));
    expect(first.size).toBeLessThanOrEqual(30);
    expect(second.size).toBeLessThanOrEqual(30);
    expect([...second].filter((source) => first.has(source)).length).toBeLessThan(15);
  });
});
