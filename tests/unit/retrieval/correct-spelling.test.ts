import { describe, expect, test } from '@jest/globals';
import { correctSpelling, isOneErrorAway } from '../../../src/retrieval/correct-spelling.ts';
import { understand } from '../../../src/retrieval/understand.ts';
import { hash32 } from '../../../src/text/hash.ts';
import { stemsOf } from '../../../src/text/stems.ts';
import { foldWords, wordsOf } from '../../../src/text/words.ts';

/** Candidates with these English texts, which are the whole collection. */
function collectionOf(...texts: string[]): Pick<Parameters<typeof ask>[1], 'rows' | 'frequencies'> {
  const stems = new Set(texts.flatMap((text) => stemsOf(wordsOf(text), 'en').map(hash32)));
  return {
    rows: texts.map((text) => ({
      folded: new TextEncoder().encode(foldWords(wordsOf(text))),
      language: 'en',
    })),
    frequencies: { ofStem: (stem) => (stems.has(stem) ? 1 : 0) },
  };
}

function ask(
  question: string,
  {
    rows,
    frequencies,
  }: {
    rows: Parameters<typeof correctSpelling>[1];
    frequencies: Parameters<typeof correctSpelling>[2];
  },
): readonly string[] {
  return correctSpelling(understand({ text: question }), rows, frequencies).content;
}

describe('one typing error', () => {
  test.each([
    ['electricty', 'electricity', true],
    ['electriccity', 'electricity', true],
    ['electirctiy', 'electricity', false],
    ['eletcricity', 'electricity', true],
    ['electrizity', 'electricity', true],
    ['electric', 'electricity', false],
    ['bridge', 'bridge', false],
    ['bridge', 'bridges', true],
    ['abcd', 'acbd', true],
    ['abcd', 'acdb', false],
  ])('%s for %s: %s', (wrong, right, expected) => {
    expect(isOneErrorAway(wrong, right)).toBe(expected);
    expect(isOneErrorAway(right, wrong)).toBe(expected);
  });
});

describe('a question with typing errors', () => {
  const collection = collectionOf(
    'The electricity prices fell.',
    'Electricity is dear.',
    'Electricities of all kinds.',
    'The bridge was opened.',
  );

  test('is asked with the word that was meant, the more frequent one where two are near', () => {
    expect(ask('Why did electrcity prices fall?', collection)).toEqual(['electricity', 'prices', 'fall']);
    expect(ask('Who opened the birdge?', collection)).toEqual(['opened', 'bridge']);
  });

  test('keeps words that the collection has, in whatever form', () => {
    const question = understand({ text: 'Which bridges opened?' });
    expect(correctSpelling(question, collection.rows, collection.frequencies)).toBe(question);
  });

  test('keeps short words, numbers and words that are like no other', () => {
    expect(ask('Did the brige of 20245 metres in Quito open?', collection)).toEqual([
      'bridge',
      '20245',
      'metres',
      'quito',
      'open',
    ]);
    expect(ask('Which brdg?', collection)).toEqual(['brdg']);
  });

  test('does not take a word for one that begins with another letter', () => {
    expect(ask('Who saw the fridge?', collectionOf('The bridge, the ridge.'))).toContain('fridge');
  });
});
