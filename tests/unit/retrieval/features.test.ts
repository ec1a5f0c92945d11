import { describe, expect, test } from '@jest/globals';
import { builtinEmbedder } from '../../../src/models/embedders/builtin.ts';
import type { EvidenceFeatures } from '../../../src/retrieval/features.ts';
import { retrieve } from '../../../src/retrieval/retrieve.ts';
import { understand } from '../../../src/retrieval/understand.ts';
import { Collection, type TestArticle } from '../../support/collection.ts';

async function featuresOf(
  question: string,
  articles: Readonly<Record<string, TestArticle>>,
): Promise<EvidenceFeatures> {
  const collection = new Collection(articles);
  const { generation, vectors } = (await collection.openIndex()).current();
  const { library } = collection;
  const searched = { library, generation, vectors, embeddings: builtinEmbedder.embeddings };
  const { features } = await retrieve(understand({ text: question }), searched);
  if (features === null) throw new Error('nothing was found');
  return features;
}

describe('what the gate sees', () => {
  const bridge = { text: 'The bridge of Arden was opened by the mayor after a long delay.' };

  test('an abbreviation in capitals is no word that only sounds like it', async () => {
    const text = 'Die Bibliothek wurde mit einer neuen Lizenz und mit vielen Gästen gezeigt.';
    const question = 'Wann wurde die Bibliothek unter die MIT-Lizenz gestellt?';
    const german = { language: 'de', text };
    const licensed = {
      ...german,
      text: text.replace('mit einer neuen', 'unter der').replace('Lizenz', 'MIT-Lizenz'),
    };
    expect((await featuresOf(question, { 'a.md': licensed })).missing).toBe(0);
    expect((await featuresOf(question, { 'a.md': german })).missing).toBeGreaterThan(0);
  });

  test('a number is a whole number, and a year may be that of the article', async () => {
    const question = 'Who opened the bridge of Arden in 2021?';
    const missing = async (article: TestArticle): Promise<number> =>
      (await featuresOf(question, { 'a.md': article })).missing;
    expect(await missing({ ...bridge, publishedAt: '2021-05-03' })).toBe(0);
    expect(await missing({ ...bridge, publishedAt: null })).toBe(0.5);
    expect(await missing({ text: `${bridge.text} It cost 120210 euros.`, publishedAt: null })).toBe(0.5);
  });

  test('the rarest words are those that carry the subject', async () => {
    const others = Object.fromEntries(
      [1, 2, 3].map((n) => [`${String(n)}.md`, { text: `A bridge of town number ${String(n)} was opened.` }]),
    );
    const of = async (question: string): Promise<number> =>
      (await featuresOf(question, { 'a.md': bridge, ...others })).rarest;
    expect(await of('Was the bridge of Arden opened by the mayor?')).toBe(1);
    expect(await of('Was the bridge opened with fireworks and elephants?')).toBeLessThan(0.3);
  });

  test('the lead is over other stories, and whole where there is none', async () => {
    const question = 'Who opened the bridge of Arden?';
    expect((await featuresOf(question, { 'a.md': bridge })).lead).toBe(1);
    const copies = { 'a.md': bridge, 'b.md': bridge, 'c.md': { text: 'A tower was opened in Belling.' } };
    const { lead } = await featuresOf(question, copies);
    expect(lead).toBeGreaterThan(0.5);
    expect(lead).toBeLessThan(1);
  });
});
