import { describe, expect, test } from '@jest/globals';
import { builtinEmbedder } from '../../../src/models/embedders/builtin.ts';
import type { Embedder } from '../../../src/models/embedders/embedder.ts';
import { explain, type Explanation } from '../../../src/retrieval/explain.ts';
import { retrieve } from '../../../src/retrieval/retrieve.ts';
import { understand } from '../../../src/retrieval/understand.ts';
import { GATE } from '../../../src/retrieval/weights.ts';
import { renderExplanation } from '../../../src/terminal/render-explanation.ts';
import { Collection, type TestArticle, topicEmbedder } from '../../support/collection.ts';
import { SAMPLE_ARTICLES } from '../../support/sample-articles.ts';

async function explained(
  question: string,
  articles: Readonly<Record<string, TestArticle>> = SAMPLE_ARTICLES,
  embedder: Embedder = builtinEmbedder,
  change: (collection: Collection) => void = () => undefined,
): Promise<Explanation> {
  const collection = new Collection(articles);
  const index = await collection.openIndex(embedder);
  change(collection);
  const { library } = collection;
  const searched = { library, embeddings: embedder.embeddings, ...index.current() };
  const evidence = await retrieve(understand({ text: question }), searched);
  return explain(
    evidence,
    (ids) => new Map([...library.articles(ids)].map(([id, { title }]) => [id, title])),
  );
}

describe('an explanation', () => {
  test('tells the rank and score on each leg, and the sum by which passages are in order', async () => {
    const { passages, candidates, language, verdict, features, gate } = await explained(
      'How many parameters does Llama 2 have?',
    );
    expect({ language, verdict }).toEqual({ language: 'en', verdict: 'enough' });
    expect(features?.share).toBe(1);
    expect(gate).toEqual(GATE.spelling);
    expect(candidates).toBe(passages.length);
    expect(passages.map(({ rank }) => rank)).toEqual(passages.map((_passage, index) => index + 1));
    const [first] = passages;
    expect(first).toMatchObject({ dropped: null, meaning: null, reranker: null, grams: { rank: 1 } });
    for (const leg of ['stems', 'grams'] as const) {
      const places = passages.map((passage) => passage[leg]);
      for (const { score, rank } of places) {
        expect(rank).toBe(1 + places.filter((other) => other.score > score).length);
      }
    }
  });

  test('tells the place in meaning where the embedder knows it', async () => {
    const { passages } = await explained(
      'Where does the llama live?',
      SAMPLE_ARTICLES,
      topicEmbedder('test:topics', [['llama'], ['parse']]),
    );
    expect(passages.some(({ meaning }) => meaning?.rank === 1)).toBe(true);
  });

  test('tells why a passage is not shown', async () => {
    const sentence = 'The bridge of Arden was opened in May by the mayor and a band played until the night.';
    const articles = {
      'a.md': { title: 'One', text: sentence },
      'b.md': { title: 'Two', text: `${sentence} Nobody was late.` },
      'c.md': { title: 'Three', text: 'The bridge of Belling has no mayor. It is older.' },
    };
    const { passages } = await explained(
      'When was the bridge of Arden opened?',
      articles,
      builtinEmbedder,
      (collection) => {
        collection.remove('c.md');
      },
    );
    const fates = Object.fromEntries(passages.map(({ title, dropped }) => [title ?? 'no article', dropped]));
    expect(fates['no article']).toBe('gone');
    expect(new Set([fates['One'], fates['Two']])).toEqual(new Set([null, 'near-copy']));
  });

  test('is a table in the terminal, in which a title cannot move the cursor', async () => {
    const articles = { 'a.md': { title: 'A \u001b[2J trick', text: 'The bridge was opened in May.' } };
    const text = renderExplanation(await explained('When was the bridge opened?', articles));
    expect(text).not.toContain('\u001b');
    expect(text).toMatch(/^Question in en, searched for: bridge, opened$/m);
    expect(text).toMatch(/^ *1 +\d\.\d{3} +\d+\.\d #1 +\d+\.\d #1 +– +– +– +1\.00 +A .*trick \(en\)$/m);
    expect(text).toMatch(/^Gate: (enough|some|none), log-odds -?\d+\.\d\d$/m);
    expect(text).toMatch(/share 1, sentenceShare/);
  });
});
