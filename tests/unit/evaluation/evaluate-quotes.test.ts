import { describe, expect, test } from '@jest/globals';
import { parseConfig } from '../../../src/config.ts';
import { UserError } from '../../../src/errors.ts';
import { evaluateQuotes } from '../../../src/evaluation/evaluate-quotes.ts';
import { writeRetrievalSet } from '../../support/retrieval-set.ts';

const DOCUMENTS = {
  bridge: 'The new bridge over the river Arden was opened in May by the mayor of Belling.',
  prices: 'Electricity prices fell in autumn by a fifth, the regulator said.',
};
const config = parseConfig({ EMBEDDER: 'builtin' });

describe('measuring quotes', () => {
  test('looks for the answers among whole words, and asks again without the document that holds them', async () => {
    const set = writeRetrievalSet(DOCUMENTS, [
      { text: 'When was the bridge over the river Arden opened?', relevant: 'bridge', answers: ['in May'] },
      {
        text: 'By how much did electricity prices fall?',
        relevant: 'prices',
        answers: ['a  Fifth', 'a lot'],
      },
      { text: 'Who opened the bridge over the river Arden?', relevant: 'bridge', answers: ['may'] },
      { text: 'What did the regulator say of electricity prices?', relevant: 'prices', answers: ['fall'] },
      { text: 'What is not asked, having no answers?', relevant: 'prices' },
    ]);
    const figures = await evaluateQuotes(config, set);
    expect(figures).toMatchObject({ queries: 4, documents: 2 });
    expect(figures.inFirst.share).toBe(0.75);
    expect(figures.inAny.share).toBe(0.75);
    expect(figures.silent.share).toBe(0);
    expect(figures.refused.share).toBe(1);
    expect(figures.words).toBeGreaterThan(9);
  });

  test('says so where no question comes with answers', async () => {
    const set = writeRetrievalSet(DOCUMENTS, [{ text: 'When did prices fall?', relevant: 'prices' }]);
    await expect(evaluateQuotes(config, set)).rejects.toThrow(UserError);
  });
});
