import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { PreTrainedTokenizer } from '@huggingface/transformers';
import { extractArticles } from '../../src/extraction/extract-articles.ts';
import { PASSAGE_TOKENS, splitIntoPassages } from '../../src/search-index/split.ts';
import { soundDocuments } from '../support/extraction/fuzz.ts';
import { hostileTexts } from '../support/hostile-texts.ts';
import { describeWith } from '../support/models/real-models.ts';

const NEWS = '../shared/bench/gnad10k/test.csv';

describeWith('no passage has more than 400 tokens of', 'multilingual-e5-small-latin', (folder) => {
  let tokenizer: PreTrainedTokenizer;
  beforeAll(async () => {
    const { AutoTokenizer, env } = await import('@huggingface/transformers');
    env.allowRemoteModels = false;
    env.localModelPath = dirname(folder);
    tokenizer = await AutoTokenizer.from_pretrained(basename(folder));
  });

  /** Tokens of each passage, without the two that the model puts around every text. */
  function tokensOf(text: string, language: string): number[] {
    return splitIntoPassages(text, language).map(
      ({ start, end }) => tokenizer.encode(text.slice(start, end)).length - 2,
    );
  }

  test.each([...soundDocuments()])('%s', async (name, bytes) => {
    for (const { outcome } of await extractArticles({ bytes, name })) {
      if (!outcome.ok) continue;
      const { text, language } = outcome.draft;
      for (const tokens of tokensOf(text, language)) expect(tokens).toBeLessThanOrEqual(PASSAGE_TOKENS);
    }
  });

  test.each([...hostileTexts()])('%s', (_, text) => {
    for (const tokens of tokensOf(text, 'en')) expect(tokens).toBeLessThanOrEqual(PASSAGE_TOKENS);
  });

  (existsSync(NEWS) ? test : test.skip)(
    'a thousand German news articles, and passages are not much shorter for it (skipped where the set is absent)',
    () => {
      const articles = readFileSync(NEWS, 'utf8').split('\n').slice(0, 1000);
      const tokens = articles.flatMap((line) => tokensOf(line.slice(line.indexOf(';') + 1), 'de'));
      expect(Math.max(...tokens)).toBeLessThanOrEqual(PASSAGE_TOKENS);
      // The last passage of an article is whatever is left.
      const full = tokens.filter((count) => count > 200);
      expect(full.length).toBeGreaterThan(1500);
      expect(full.reduce((sum, count) => sum + count, 0) / full.length).toBeGreaterThan(300);
    },
    300_000,
  );
});

describe('the hostile texts', () => {
  test('are long enough to be cut', () => {
    for (const text of hostileTexts().values()) expect(splitIntoPassages(text, 'en').length).toBeGreaterThan(1);
  });
});
