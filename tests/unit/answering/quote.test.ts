import { describe, expect, test } from '@jest/globals';
import { pickQuotes, type Quote, rankSentences } from '../../../src/answering/quote.ts';
import { builtinEmbedder } from '../../../src/models/embedders/builtin.ts';
import { retrieve } from '../../../src/retrieval/retrieve.ts';
import { understand } from '../../../src/retrieval/understand.ts';
import { wordsOf } from '../../../src/text/words.ts';
import { Collection, type TestArticle } from '../../support/collection.ts';
import { SAMPLE_ARTICLES } from '../../support/sample-articles.ts';

async function quotes(
  question: string,
  articles: Readonly<Record<string, TestArticle>> = SAMPLE_ARTICLES,
  pick = pickQuotes,
): Promise<Quote[]> {
  const collection = new Collection(articles);
  const { generation, vectors } = (await collection.openIndex()).current();
  const { library } = collection;
  const searched = { library, generation, vectors, embeddings: builtinEmbedder.embeddings };
  return pick(await retrieve(understand({ text: question }), searched), generation.frequencies());
}

const texts = (found: readonly Quote[]): string[] => found.map(({ text }) => text);

describe('quotes', () => {
  test.each([
    [
      'How many parameters does Llama 2 have?',
      'The model comes in three sizes, with 7, 13 and 70 billion parameters.',
    ],
    ['How many apps used Parse?', 'The service had hosted the back ends of more than 600,000 apps.'],
    ['How much less energy does the centre in Prineville use?', 'The building uses 38 percent less energy'],
    ['Wie viele Parameter hat das Modell von Mistral?', 'Es hat 7,3 Milliarden Parameter'],
    ['Was sagte Petra Lindner?', 'sagte Petra Lindner vom Verband der Entwickler.'],
  ])('%s', async (question, expected) => {
    expect((await quotes(question))[0]?.text).toContain(expected);
  });

  test('are verbatim slices of their articles', async () => {
    const found = await quotes('What did Meta and Facebook publish?', SAMPLE_ARTICLES, rankSentences);
    expect(found.length).toBeGreaterThan(1);
    for (const { article, start, end, text } of found) expect(article.text.slice(start, end)).toBe(text);
  });

  test('a question for a number prefers a sentence that has one', async () => {
    const articles = {
      'a.md': {
        text: 'The harbour tower opened with much applause from visitors. The harbour tower opened in 1931.',
      },
    };
    expect((await quotes('When was the harbour tower opened?', articles))[0]?.text).toBe(
      'The harbour tower opened in 1931.',
    );
  });

  test('regression: “wie groß” asks for a number like “how large”', async () => {
    const articles = {
      'a.md': {
        language: 'de',
        text: 'Groß und alt steht der Turm am Hafen bei den Gästen. Groß ist der Turm am Hafen mit seinen 48 Metern.',
      },
    };
    expect((await quotes('Wie groß ist der Turm am Hafen?', articles))[0]?.text).toContain('48 Metern');
  });

  test('a sentence that points back is quoted with the one before it', async () => {
    const [first] = await quotes('Which open licence has the model?', {
      'a.md': { text: 'Mistral showed something new. It has the open licence Apache 2.0 as a model.' },
    });
    expect(first?.text).toBe('Mistral showed something new. It has the open licence Apache 2.0 as a model.');
  });

  test('regression: a word that only begins like a pronoun points to nothing', async () => {
    const [first] = await quotes('Was ist eröffnet worden?', {
      'a.md': { language: 'de', text: 'Das Wetter war schön. Eröffnet worden ist die neue Halle.' },
    });
    expect(first?.text).toBe('Eröffnet worden ist die neue Halle.');
  });

  test('a pronoun at the beginning of a paragraph is not joined to the paragraph before', async () => {
    const [first] = await quotes('Under which licence is the model?', {
      'a.md': {
        text: 'Something else is told here first.\n\nIt says that the licence of the model is Apache 2.0.',
      },
    });
    expect(first?.text).toBe('It says that the licence of the model is Apache 2.0.');
  });

  test('are at most three, of about sixty words together, and no two overlap', async () => {
    const line = (n: number): string =>
      `The harbour report number ${String(n)} tells of llamas and of many other animals in town.`;
    const found = await quotes('What does the harbour report tell of llamas?', {
      'a.md': { text: [1, 2, 3, 4, 5, 6, 7].map(line).join(' ') },
      'b.md': { text: `It was so. ${[8, 9].map(line).join(' ')}` },
    });
    expect(found.length).toBeGreaterThan(1);
    expect(found.length).toBeLessThanOrEqual(3);
    expect(wordsOf(texts(found).join(' ')).length).toBeLessThanOrEqual(60);
    for (const a of found) {
      for (const b of found) {
        if (a === b || a.article.id !== b.article.id) continue;
        expect(a.end <= b.start || b.end <= a.start).toBe(true);
      }
    }
  });

  test('a passage of another year answers only what it holds nearly all of', async () => {
    const articles = {
      'a.md': {
        text: 'The chess champion of Arden was beaten by a machine in 1997.',
        publishedAt: '2016-03-16',
      },
    };
    expect(await quotes('Who won the chess championship in 2021?', articles)).toEqual([]);
    expect(await quotes('Who won the chess championship in 1997?', articles)).toHaveLength(1);
    expect(
      await quotes('Which machine had beaten the chess champion of Arden in 2016?', articles),
    ).toHaveLength(1);
  });

  test('one name in common with another language answers nothing', async () => {
    const articles = {
      'a.md': { language: 'de', text: 'Das Landgericht Hamburg erließ eine einstweilige Verfügung.' },
    };
    expect(await quotes('Who is the mayor of Hamburg?', articles)).toEqual([]);
  });

  test('the same sentence from two articles is quoted once', async () => {
    const sentence = 'The harbour tower was opened in 1931 by the mayor.';
    const found = await quotes('When was the harbour tower opened?', {
      'a.md': { text: `${sentence} People came.` },
      'b.md': { text: `${sentence} Nobody came.` },
    });
    expect(texts(found).filter((text) => text === sentence)).toHaveLength(1);
  });

  test('headings, captions and questions are no answers', async () => {
    const found = await quotes('When was the harbour tower opened?', {
      'a.md': {
        text: 'The harbour tower opened\n\nWhen was the harbour tower opened in fact?\n\nThe harbour tower was opened in 1931.',
      },
    });
    expect(texts(found)).toEqual(['The harbour tower was opened in 1931.']);
  });

  test.each([
    ['»Der Turm am Hafen ist 1931 eröffnet worden.«', 'de'],
    ['„Der Turm am Hafen ist 1931 eröffnet worden.“', 'de'],
    ['‘The harbour tower was opened in 1931.’', 'en'],
  ])('regression: speech in any quotation marks can be quoted: %s', async (text, language) => {
    const question =
      language === 'de'
        ? 'Wann ist der Turm am Hafen eröffnet worden?'
        : 'When was the harbour tower opened?';
    expect(texts(await quotes(question, { 'a.md': { language, text } }))).toEqual([text]);
  });

  test('there are none of passages that share nothing with the question', async () => {
    expect(await quotes('Wie backt man Sauerteigbrot?')).toEqual([]);
    expect(await quotes('What is it?', {})).toEqual([]);
  });
});
