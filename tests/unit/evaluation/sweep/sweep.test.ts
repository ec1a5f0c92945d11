import { describe, expect, test } from '@jest/globals';
import { parseConfig } from '../../../../src/config.ts';
import { UserError } from '../../../../src/errors.ts';
import { sweep } from '../../../../src/evaluation/sweep/sweep.ts';
import { sweepPage } from '../../../../src/evaluation/sweep/sweep-page.ts';
import { writeRetrievalSet } from '../../../support/retrieval-set.ts';

const DOCUMENTS = {
  bridge: 'The new bridge over the river was opened in May by the mayor.',
  prices: 'Electricity prices fell in autumn by a fifth, the regulator said.',
};
const QUESTION = { text: 'When did electricity prices fall?' };

describe('a sweep', () => {
  test('judges every order that the embedder allows, against the own one', async () => {
    const set = { name: 'Tiny', ...writeRetrievalSet(DOCUMENTS, [{ ...QUESTION, relevant: 'prices' }]) };
    const rows = await sweep(parseConfig({}), [set], ['builtin']);
    expect(rows.map(({ fusion }) => fusion)).toEqual([
      'Newshound',
      'stems alone',
      '4-grams alone',
      'stems + 4-grams, reciprocal ranks',
      'stems + 4-grams, equal sum',
    ]);
    expect(rows.map((row) => row['nDCG@10'])).toEqual([1, 1, 1, 1, 1]);
    expect(rows[0]?.difference).toBeNull();
    expect(rows[1]?.difference).toEqual({ difference: 0, low: 0, high: 0, p: 1 });
  });

  test('of a set without a question that has an answer says so', async () => {
    const set = { name: 'Empty', ...writeRetrievalSet(DOCUMENTS, [QUESTION]) };
    await expect(sweep(parseConfig({}), [set], ['builtin'])).rejects.toThrow(UserError);
  });

  test('is shown as one page that loads nothing and takes no name for markup', () => {
    const row = {
      set: '<script>alert(1)</script>',
      embedder: 'hf:a"b',
      fusion: 'stems & more',
      'nDCG@10': 0.91,
      ci: [0.87, 0.95] as const,
      difference: { difference: -0.02, low: -0.03, high: -0.01, p: 0.001 },
    };
    const page = sweepPage([{ ...row, fusion: 'Newshound', difference: null }, row], '2026-01-02');
    expect(page).not.toContain('<script');
    expect(page).not.toMatch(/(src|href)=|url\(|@import/);
    expect(page).toContain(
      '<td>stems &amp; more</td><td>0.910</td><td>0.870 to 0.950</td><td>−0.020</td><td>−0.030 to −0.010</td><td>sure</td>',
    );
    expect(page.match(/<circle/g)).toHaveLength(2);
  });
});
