import { describe, expect, test } from '@jest/globals';
import { contentWords } from '../../../src/text/stop-words.ts';
import { wordsOf } from '../../../src/text/words.ts';

const content = (question: string, language: string): string[] => contentWords(wordsOf(question), language);

describe('the words that carry a question', () => {
  test('are left when the question words are gone', () => {
    expect(content('Why did Meta publish Llama openly?', 'en')).toEqual([
      'meta',
      'publish',
      'llama',
      'openly',
    ]);
    expect(content('Warum hat Meta das Modell Llama veröffentlicht?', 'de')).toEqual([
      'meta',
      'modell',
      'llama',
      'veröffentlicht',
    ]);
  });

  test.each([
    ['en', 'Who is it?'],
    ['en', 'What was that about?'],
    ['de', 'Wer ist das?'],
    ['de', 'Und was war dann?'],
  ])('are all of them where nothing else is said (%s: %s)', (language, question) => {
    expect(content(question, language)).toEqual(wordsOf(question));
  });

  test('are all of them in a language without a list', () => {
    expect(content('Pourquoi est-ce ouvert ?', 'fr')).toEqual(['pourquoi', 'est', 'ce', 'ouvert']);
  });

  test('keep their order and their repetitions, because both are looked at', () => {
    expect(content('Llama or the llama of Llama?', 'en')).toEqual(['llama', 'llama', 'llama']);
  });
});
