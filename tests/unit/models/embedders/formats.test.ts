import { describe, expect, test } from '@jest/globals';
import { batchesByLength } from '../../../../src/models/embedders/batches.ts';
import { formatFor, knownFormat } from '../../../../src/models/embedders/families.ts';
import { specialTokens, withoutSpecialTokens } from '../../../../src/models/embedders/special-tokens.ts';

describe('the format of an embedding model', () => {
  test.each([
    ['multilingual-e5-small-latin', 'query: ', 'passage: ', 'mean'],
    ['Xenova/multilingual-e5-base', 'query: ', 'passage: ', 'mean'],
    ['Snowflake/snowflake-arctic-embed-m-v2.0', 'query: ', '', 'cls'],
    ['snowflake-arctic-embed2', 'query: ', '', 'cls'],
    ['Snowflake/snowflake-arctic-embed-s', 'Represent this sentence for searching relevant passages: ', '', 'cls'],
    ['Xenova/bge-small-en-v1.5', 'Represent this sentence for searching relevant passages: ', '', 'cls'],
    ['BAAI/bge-m3', '', '', 'cls'],
    ['nomic-embed-text', 'search_query: ', 'search_document: ', 'mean'],
    ['all-MiniLM-L6-v2', '', '', 'mean'],
  ])('of %s', (name, queryPrefix, passagePrefix, pooling) => {
    expect(formatFor(name)).toEqual({ queryPrefix, passagePrefix, pooling });
  });

  test('of a family that is not known is told from one that is', () => {
    expect(knownFormat('paraphrase-multilingual-MiniLM-L12-v2')).toBeUndefined();
    expect(knownFormat('E5-Large')).toBeDefined();
  });
});

describe('batches by length', () => {
  test('hold every text once, shortest first, 16 short or 8 long ones', () => {
    const tokens = Array.from({ length: 60 }, (_, index) => (index * 37) % 300);
    const batches = batchesByLength(tokens);
    expect(batches.flat().sort((a, b) => a - b)).toEqual(tokens.map((_, index) => index));
    const lengths = batches.flat().map((position) => tokens[position] ?? 0);
    expect(lengths).toEqual([...lengths].sort((a, b) => a - b));
    for (const batch of batches) {
      const longest = Math.max(...batch.map((position) => tokens[position] ?? 0));
      expect(batch.length).toBeLessThanOrEqual(longest > 128 ? 8 : 16);
    }
  });

  test('of nothing are none', () => {
    expect(batchesByLength([])).toEqual([]);
  });
});

describe('marks in a text', () => {
  const marks = specialTokens([
    { content: '</s>', special: true },
    { content: '<mask>', special: true },
    { content: '<b>', special: false },
  ]);

  test('become spaces, so that none steers the model', () => {
    expect(withoutSpecialTokens('a</s>b <mask><b>', marks)).toBe('a b  <b>');
  });

  test('are not made by taking another out', () => {
    expect(withoutSpecialTokens('</</s>s>', marks)).toBe('</ s>');
  });
});
