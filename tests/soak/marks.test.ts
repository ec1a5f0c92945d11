import { expect, test } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { extractArticles } from '../../src/extraction/extract-articles.ts';

/** A thousand German news articles of one paper, of which none is torn or translated (https://github.com/tblock/10kGNAD). */
const ARTICLES = new URL('../../../shared/bench/gnad10k/test.csv', import.meta.url);

(existsSync(ARTICLES) ? test : test.skip)(
  'no mark is given to a thousand sound articles (skipped where ../shared/bench/gnad10k is not there)',
  async () => {
    const records = await extractArticles({ bytes: readFileSync(ARTICLES), name: 'test.csv' });
    const drafts = records.flatMap(({ outcome }) => (outcome.ok ? [outcome.draft] : []));
    expect(drafts.length).toBeGreaterThan(1000);
    expect(drafts.filter(({ marks }) => marks.length > 0).map(({ title }) => title)).toEqual([]);
  },
  60_000,
);
