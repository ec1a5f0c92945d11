import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Source } from '../../../src/answering/source.ts';
import { checkSentence, supportingSpan } from '../../../src/answering/verify.ts';
import type { Frequencies } from '../../../src/search-index/frequencies.ts';
import { articleOf, Collection, type TestArticle } from '../../support/collection.ts';
import { SAMPLE_ARTICLES } from '../../support/sample-articles.ts';

let frequencies: Frequencies;

beforeAll(async () => {
  frequencies = (await new Collection(SAMPLE_ARTICLES).generation()).frequencies();
});

function sourceOf(number: number, article: TestArticle): Source {
  return {
    number,
    article: articleOf(article, `${String(number)}.md`),
    start: 0,
    end: article.text.length,
    text: article.text,
  };
}

const llama = sourceOf(1, SAMPLE_ARTICLES['llama.md']);
const llamaDe = sourceOf(2, SAMPLE_ARTICLES['llama-de.md']);
const parse = sourceOf(3, SAMPLE_ARTICLES['parse.md']);
const mistral = sourceOf(4, SAMPLE_ARTICLES['mistral.md']);
const all = [llama, llamaDe, parse, mistral];

const isSupported = (sentence: string, source: Source, language = 'en'): boolean =>
  checkSentence(sentence, language, [source], all, frequencies).support.length > 0;

describe('a sentence that its source says', () => {
  test.each([
    'Meta released Llama 2 together with Microsoft.',
    'The model comes in three sizes with 7, 13 and 70 billion parameters.',
    'It may be used commercially by companies with fewer than 700 million monthly users.',
    'Mark Zuckerberg wrote: “We believe that openness drives innovation.”',
    'Critics noted that the licence is not an open source licence.',
    "Meta's Llama 2 comes in three sizes.",
    'Llama 2 comes in 3 sizes.',
    'Meta released Llama 2 on 18 July 2023.',
    'In July 2023, Meta released Llama 2 together with Microsoft.',
  ])('stays: %s', (sentence) => {
    expect(isSupported(sentence, llama)).toBe(true);
  });

  test.each([
    'Meta hat das Sprachmodell Llama 2 veröffentlicht.',
    'Das größte Modell hat 70 Milliarden Parameter.',
    'Llama 2 steht in 3 Größen bereit.',
    'Unternehmen dürfen Llama 2 kostenlos einsetzen.',
    'Petra Lindner sagte: „Das ist ein wichtiger Schritt.“',
    'Am 19. Juli 2023 war Llama 2 veröffentlicht.',
  ])('stays in German: %s', (sentence) => {
    expect(isSupported(sentence, llamaDe, 'de')).toBe(true);
  });

  test('stays whichever way its numbers are written', () => {
    for (const sentence of [
      'The service had hosted more than 600,000 apps.',
      'The service had hosted more than 600.000 apps.',
      'The service had hosted more than 600\u202f000 apps.',
    ]) {
      expect(isSupported(sentence, parse)).toBe(true);
    }
    expect(isSupported('Das Modell von Mistral AI hat 7.3 Milliarden Parameter.', mistral, 'de')).toBe(true);
  });

  test('stays in another language than its source, if numbers and names are there', () => {
    expect(isSupported('Meta hat Llama 2 mit Microsoft veröffentlicht.', llama, 'de')).toBe(true);
    expect(isSupported('Meta hat Llama 2 mit 65 Milliarden Parametern veröffentlicht.', llama, 'de')).toBe(
      false,
    );
  });
});

describe('what no source says is caught', () => {
  test.each([
    ['a wrong number', 'The model comes in three sizes with 7, 13 and 65 billion parameters.'],
    [
      'a number of ten times the size',
      'It may be used by companies with fewer than 7,000 million monthly users.',
    ],
    ['a written out number', 'The model comes in four sizes.'],
    ['a wrong year', 'Meta released Llama 2 in July 2022.'],
    ['a wrong name', 'Meta released Llama 2 together with Google.'],
    ['a wrong name at the beginning', 'Google released Llama 2 together with Microsoft.'],
    ['a wrong model', 'Meta released Llama 3 together with Microsoft.'],
    ['an invented quotation', 'Mark Zuckerberg wrote that “openness will save the world”.'],
    ['a changed quotation', 'Mark Zuckerberg wrote that “openness harms innovation”.'],
    ['something else altogether', 'The weather stayed fine over the holidays in the south.'],
  ])('%s', (_what, sentence) => {
    expect(isSupported(sentence, llama)).toBe(false);
  });

  test.each([
    ['a wrong number', 'Das größte Modell hat 65 Milliarden Parameter.'],
    ['a wrong name', 'Am Dienstag hat der Konzern Google das Sprachmodell Llama 2 veröffentlicht.'],
    ['a wrong name at the beginning', 'Google hat am Dienstag das Sprachmodell Llama 2 veröffentlicht.'],
    ['a wrong speaker', '„Das ist ein wichtiger Schritt“, sagte Petra Huber vom Verband der Entwickler.'],
    ['an invented quotation', 'Petra Lindner sagte: „Das ist ein schwerer Fehler.“'],
  ])('in German: %s', (_what, sentence) => {
    expect(isSupported(sentence, llamaDe, 'de')).toBe(false);
  });

  test('regression: a sentence in another language needs something that can be looked up', () => {
    expect(isSupported('Nobody baked any bread today.', llamaDe)).toBe(false);
    expect(isSupported('Das Wetter in Bayern bleibt gut.', llama, 'de')).toBe(false);
    expect(isSupported('Mit dabei war der Konzern Microsoft.', llama, 'de')).toBe(true);
  });

  test('regression: the number of a version belongs to its name', () => {
    const source = sourceOf(1, {
      title: 'News',
      text: 'Llama 3.1 has three sizes. Windows 11 runs 2 of them, with Gemma2 beside.',
    });
    expect(isSupported('Llama 3 has three sizes.', source)).toBe(true);
    expect(isSupported('Llama 2 has three sizes.', source)).toBe(false);
    expect(isSupported('Windows 3 runs 2 of them.', source)).toBe(false);
    expect(isSupported('Windows 11 runs Gemma 2 beside.', source)).toBe(true);
  });

  test('regression: 35 is not held by 3.5, nor 3.5 by 35', () => {
    const source = sourceOf(1, {
      title: 'Growth',
      text: 'The revenue of the company rose by 3.5 percent this year.',
    });
    expect(isSupported('The revenue of the company rose by 3.5 percent.', source)).toBe(true);
    expect(isSupported('The revenue of the company rose by 35 percent.', source)).toBe(false);
  });

  test('regression: the time of day at which an article appeared is no number of it', () => {
    const source = sourceOf(1, {
      title: 'Growth',
      publishedAt: '2023-07-18T16:30:00Z',
      text: 'The revenue of the company rose this year.',
    });
    expect(isSupported('The revenue of the company rose by 30 this year.', source)).toBe(false);
    expect(isSupported('The revenue of the company rose in 2023.', source)).toBe(true);
  });
});

describe('which sources a sentence rests on', () => {
  test('are those that it cites and that hold it', () => {
    const { support } = checkSentence('Meta released Llama 2.', 'en', [llama, parse], all, frequencies);
    expect(support).toEqual([llama]);
  });

  test('a sentence that cites a source which does not hold it is not saved by another', () => {
    expect(checkSentence('Meta released Llama 2.', 'en', [parse], all, frequencies).support).toEqual([]);
  });

  test('without marks it is the one that holds most of it', () => {
    const { support } = checkSentence(
      'Parse will close and developers move their data.',
      'en',
      [],
      all,
      frequencies,
    );
    expect(support).toEqual([parse]);
    expect(checkSentence('Nobody baked any bread today.', 'en', [], all, frequencies).support).toEqual([]);
  });

  test('are shown by the sentence that says it, at its place in the article', () => {
    const { start, end } = supportingSpan('It may be used by companies with few users.', llama, frequencies);
    expect(llama.article.text.slice(start, end)).toBe(
      'It may be used commercially by companies with fewer than 700 million monthly users.',
    );
    const from = llama.article.text.indexOf('“We believe');
    const slice: Source = {
      ...llama,
      start: from,
      text: llama.article.text.slice(from),
      end: llama.article.text.length,
    };
    const span = supportingSpan('Critics looked at the licence.', slice, frequencies);
    expect(llama.article.text.slice(span.start, span.end)).toMatch(/^Critics noted/);
  });
});
