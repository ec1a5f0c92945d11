import { describe, expect, test } from '@jest/globals';
import { planSources } from '../../../src/answering/plan-context.ts';
import { renderSource } from '../../../src/answering/prompt.ts';
import type { Source } from '../../../src/answering/source.ts';
import { ModelError } from '../../../src/errors.ts';
import { builtinEmbedder } from '../../../src/models/embedders/builtin.ts';
import { type Evidence, retrieve } from '../../../src/retrieval/retrieve.ts';
import { understand } from '../../../src/retrieval/understand.ts';
import type { Frequencies } from '../../../src/search-index/frequencies.ts';
import { Collection, type TestArticle } from '../../support/collection.ts';
import { countWords, ScriptedChat } from '../../support/scripted-chat.ts';
import { SAMPLE_ARTICLES } from '../../support/sample-articles.ts';

interface Found {
  readonly evidence: Evidence;
  readonly frequencies: Frequencies;
}

async function find(
  question: string,
  articles: Readonly<Record<string, TestArticle>> = SAMPLE_ARTICLES,
): Promise<Found> {
  const collection = new Collection(articles);
  const { generation, vectors } = (await collection.openIndex()).current();
  const searched = {
    library: collection.library,
    generation,
    vectors,
    embeddings: builtinEmbedder.embeddings,
  };
  return {
    evidence: await retrieve(understand({ text: question }), searched),
    frequencies: generation.frequencies(),
  };
}

const QUESTION = 'What did Meta and Facebook publish?';
const ANSWER = 100;

const plan = ({ evidence, frequencies }: Found, chat: ScriptedChat): Promise<Source[]> =>
  planSources(evidence, frequencies, chat, ANSWER);

/** Words of the prompt's part that planning is about. */
const wordsOfAll = (sources: readonly Source[]): number =>
  sources.reduce((sum, source) => sum + countWords(renderSource(source)), 0);

describe('planning what a model is given', () => {
  test('gives whole passages, the best first, numbered from 1', async () => {
    const found = await find(QUESTION);
    const sources = await plan(found, new ScriptedChat());
    expect(sources.map(({ number }) => number)).toEqual(sources.map((_source, index) => index + 1));
    expect(sources.length).toBeGreaterThan(2);
    expect(sources.length).toBeLessThanOrEqual(5);
    sources.forEach(({ text, article, start, end }, index) => {
      expect(text).toBe(found.evidence.passages[index]?.passage.text);
      expect(article.text.slice(start, end)).toBe(text);
    });
  });

  test("never gives more than fits beside the answer, counted in the model's own tokens", async () => {
    const found = await find(QUESTION);
    const all = wordsOfAll(await plan(found, new ScriptedChat()));
    let fewest = Infinity;
    for (let contextTokens = 4096; contextTokens > 300; contextTokens -= 37) {
      const sources = await plan(found, new ScriptedChat({}, { contextTokens })).catch(() => null);
      if (sources === null) break;
      fewest = Math.min(fewest, sources.length);
      expect(wordsOfAll(sources)).toBeLessThanOrEqual(contextTokens - ANSWER - countWords(QUESTION));
    }
    expect(fewest).toBe(1);
    expect(all).toBeGreaterThan(100);
  });

  test('leaves out what is too long and takes what still fits', async () => {
    const long = `Llama was released. ${'It was told at length that many people were there. '.repeat(25)}`;
    const found = await find('Was Llama released?', {
      'a.md': { title: 'Llama was released', text: long },
      'b.md': { text: 'Llama was released in short.' },
    });
    const sources = await plan(found, new ScriptedChat({}, { contextTokens: 460 }));
    expect(sources.map(({ number, text }) => [number, text])).toEqual([[1, 'Llama was released in short.']]);
  });

  test('says in numbers that nothing fits, and which settings help', async () => {
    const planning = plan(await find(QUESTION), new ScriptedChat({}, { contextTokens: 380 }));
    await expect(planning).rejects.toThrow(
      'scripted has room for 380 tokens, too few for the question, one passage and an answer of 100. Raise CONTEXT_TOKENS or lower ANSWER_TOKENS.',
    );
    await expect(planning).rejects.toBeInstanceOf(ModelError);
  });

  test('gives a small model the sentences that answer', async () => {
    const found = await find('How many parameters does Llama 2 have?');
    const sources = await plan(found, new ScriptedChat({}, { small: true }));
    expect(sources).toHaveLength(2);
    expect(sources[0]?.text).toBe('The model comes in three sizes, with 7, 13 and 70 billion parameters.');
    for (const { text, article, start, end } of sources) expect(article.text.slice(start, end)).toBe(text);
  });

  test('regression: gives a small model passages where they hold no sentence', async () => {
    const found = await find('Which sizes has Llama?', {
      'a.md': { title: 'Sizes of Llama', text: 'Llama sizes\n\nLlama: 7, 13' },
    });
    const sources = await plan(found, new ScriptedChat({}, { small: true }));
    expect(sources.map(({ text }) => text)).toEqual(['Llama sizes\n\nLlama: 7, 13']);
  });
});
