import { describe, expect, test } from '@jest/globals';
import { builtinEmbedder } from '../../../src/models/embedders/builtin.ts';
import type { Embedder } from '../../../src/models/embedders/embedder.ts';
import { type Evidence, retrieve } from '../../../src/retrieval/retrieve.ts';
import { PASSAGE_LENGTH } from '../../../src/search-index/split.ts';
import { understand } from '../../../src/retrieval/understand.ts';
import type { SearchIndex } from '../../../src/search-index/search-index.ts';
import { Collection, topicEmbedder } from '../../support/collection.ts';
import { SAMPLE_ARTICLES } from '../../support/sample-articles.ts';

function ask(
  question: string,
  collection: Collection,
  index: SearchIndex,
  embedder: Embedder = builtinEmbedder,
): Promise<Evidence> {
  const { library } = collection;
  return retrieve(understand({ text: question }), {
    library,
    embeddings: embedder.embeddings,
    ...index.current(),
  });
}

const locators = ({ passages }: Evidence): string[] => passages.map(({ article }) => article.locator);

describe('retrieving', () => {
  test.each([
    ['How many parameters does Llama 2 have?', 'llama.md'],
    ['Wie viele Parameter hat das größte Llama 2?', 'llama-de.md'],
    ['When will Parse shut down?', 'parse.md'],
    ['How much less energy does the data centre in Prineville use?', 'opencompute.md'],
    ['Unter welcher Lizenz steht das Modell von Mistral?', 'mistral.md'],
  ])('%s', async (question, locator) => {
    const collection = new Collection(SAMPLE_ARTICLES);
    const evidence = await ask(question, collection, await collection.openIndex());
    expect(locators(evidence)[0]).toBe(locator);
    expect(evidence.verdict).not.toBe('none');
  });

  test('finds a passage in spite of a typing error', async () => {
    const collection = new Collection(SAMPLE_ARTICLES);
    const evidence = await ask(
      'What energy does the Prinevile centre need?',
      collection,
      await collection.openIndex(),
    );
    expect(locators(evidence)[0]).toBe('opencompute.md');
  });

  test('refuses what the articles do not tell', async () => {
    const collection = new Collection(SAMPLE_ARTICLES);
    const index = await collection.openIndex();
    for (const question of [
      'How do I bake sourdough bread with rye?',
      'Wer gewann die Weltmeisterschaft im Rudern?',
      '?!',
    ]) {
      expect((await ask(question, collection, index)).verdict).toBe('none');
    }
  });

  test('regression: a question without a word is near to no article', async () => {
    const collection = new Collection(SAMPLE_ARTICLES);
    const evidence = await ask('?!', collection, await collection.openIndex());
    expect(evidence.passages).toEqual([]);
  });

  test('finds nothing in nothing', async () => {
    const collection = new Collection();
    const evidence = await ask('What is Llama?', collection, await collection.openIndex());
    expect(evidence).toMatchObject({ passages: [], verdict: 'none' });
  });

  test('never gives a passage of an article that was removed, however far the index lags', async () => {
    const collection = new Collection(SAMPLE_ARTICLES);
    const index = await collection.openIndex();
    collection.remove('parse.md');
    const evidence = await ask('When will Parse shut down?', collection, index);
    expect(locators(evidence)).not.toContain('parse.md');
  });

  test('never gives a passage as it stood before its article changed', async () => {
    const collection = new Collection(SAMPLE_ARTICLES);
    const index = await collection.openIndex();
    collection.put('parse.md', { text: 'Facebook will not close its hosting service Parse after all.' });
    expect(locators(await ask('When will Parse shut down?', collection, index))).not.toContain('parse.md');
    await index.catchUp();
    const evidence = await ask('When will Parse shut down?', collection, index);
    expect(evidence.passages[0]?.passage.text).toContain('not close');
  });

  test('an article that came back in its old form is given again only when the index has it', async () => {
    const collection = new Collection(SAMPLE_ARTICLES);
    const index = await collection.openIndex();
    collection.remove('parse.md');
    collection.put('parse.md', SAMPLE_ARTICLES['parse.md']);
    await index.catchUp();
    expect(locators(await ask('When will Parse shut down?', collection, index))[0]).toBe('parse.md');
  });

  test('gives at most three passages of an article, neighbours as one, and eight in all', async () => {
    const long = (topic: string): string =>
      Array.from({ length: 150 }, (_, line) => `Sentence ${String(line)} of the ${topic} report.`).join(' ');
    const one = new Collection({ 'a.md': { text: long('llama') }, 'b.md': { text: 'Another report.' } });
    const fromOne = (await ask('What is in the llama report?', one, await one.openIndex())).passages;
    const lengths = fromOne
      .filter(({ article }) => article.locator === 'a.md')
      .map(({ passage }) => passage.end - passage.start);
    expect(lengths.length).toBeLessThan(3);
    expect(lengths.reduce((sum, length) => sum + length, 0)).toBeGreaterThan(3000);
    expect(lengths.reduce((sum, length) => sum + length, 0)).toBeLessThanOrEqual(3 * PASSAGE_LENGTH + 1);

    const many = new Collection(
      Object.fromEntries(
        [1, 2, 3, 4, 5].map((n) => [`${String(n)}.md`, { text: long(`llama ${String(n)}`) }]),
      ),
    );
    const { passages } = await ask('What is in the llama report?', many, await many.openIndex());
    expect(passages.length).toBeGreaterThanOrEqual(3);
    expect(passages.length).toBeLessThanOrEqual(8);
  });

  test('gives more of an article that the question names', async () => {
    const text = Array.from({ length: 300 }, (_, line) => `Sentence ${String(line)} of the report.`).join(
      ' ',
    );
    const collection = new Collection({ 'a.md': { title: 'Llama licence', text } });
    const { passages } = await ask(
      'What does the Llama licence report say?',
      collection,
      await collection.openIndex(),
    );
    const length = passages.reduce((sum, { passage }) => sum + passage.end - passage.start, 0);
    expect(length).toBeGreaterThan(3 * PASSAGE_LENGTH);
  });

  test('gives more of an article whose title is said in other forms of its words', async () => {
    const text = Array.from({ length: 300 }, (_, line) => `Satz ${String(line)} des Berichts.`).join(' ');
    const collection = new Collection({
      'a.md': { title: 'Die Lizenz der Llamas erklärt', language: 'de', text },
    });
    const { passages } = await ask(
      'Wie wurden die Lizenzen von Llama in dem Bericht erklärt?',
      collection,
      await collection.openIndex(),
    );
    const length = passages.reduce((sum, { passage }) => sum + passage.end - passage.start, 0);
    expect(length).toBeGreaterThan(3 * PASSAGE_LENGTH);
  });

  test('gives the same story once, from wherever it was copied', async () => {
    const text = 'The agency reports that Llama was released today by the company Meta, and that it is free.';
    const collection = new Collection({
      'a.md': { text },
      'b.md': { text },
      'c.md': { text: `${text} More follows.` },
      'd.md': { text: 'Llama is out, writes another paper, and its licence has a catch.' },
    });
    const evidence = await ask('Was Llama released?', collection, await collection.openIndex());
    expect(evidence.passages).toHaveLength(2);
  });

  test('passages stand where they say in the article', async () => {
    const collection = new Collection(SAMPLE_ARTICLES);
    const evidence = await ask(
      'What did Meta and Facebook publish?',
      collection,
      await collection.openIndex(),
    );
    expect(evidence.passages.length).toBeGreaterThan(2);
    for (const { passage, article } of evidence.passages) {
      expect(article.text.slice(passage.start, passage.end)).toBe(passage.text);
    }
  });
});

describe('with an embedder that knows meaning', () => {
  const embedder = topicEmbedder('test:topics', [
    ['llama', 'sprachmodell', 'model'],
    ['energy', 'strom', 'stromverbrauch', 'power'],
    ['close', 'geschlossen', 'abgeschaltet', 'shut'],
  ]);

  test('a question finds an article that shares no word with it', async () => {
    const collection = new Collection(SAMPLE_ARTICLES);
    const index = await collection.openIndex(embedder);
    const evidence = await ask('Wie hoch ist der Stromverbrauch?', collection, index, embedder);
    expect(locators(evidence)[0]).toBe('opencompute.md');
    expect(evidence.passages[0]?.scores.meaning).toBeGreaterThan(3);
  });

  test('every candidate is near or far in meaning, also those that only their words brought', async () => {
    const collection = new Collection(SAMPLE_ARTICLES);
    const index = await collection.openIndex(embedder);
    const evidence = await ask('Which licence has Mistral?', collection, index, embedder);
    for (const { scores } of evidence.passages) expect(scores.meaning).not.toBeNull();
  });
});

describe('with the built-in embedder', () => {
  test('vectors bring candidates and no score of their own', async () => {
    const collection = new Collection(SAMPLE_ARTICLES);
    const evidence = await ask('What is Llama?', collection, await collection.openIndex());
    for (const { scores } of evidence.passages) expect(scores.meaning).toBeNull();
  });
});
