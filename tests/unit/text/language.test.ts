import { describe, expect, test } from '@jest/globals';
import { detectLanguage } from '../../../src/text/language.ts';

describe('the language of a question', () => {
  test.each([
    ['Why did Meta publish Llama openly?', 'en'],
    ['When was it released?', 'en'],
    ['Warum hat Meta Llama offen veröffentlicht?', 'de'],
    ['Wann war das?', 'de'],
    ['Which model did the company from Paris publish?', 'en'],
    ['Was kostet ein Server in der Cloud?', 'de'],
  ])('%s', (question, language) => {
    expect(detectLanguage(question)).toBe(language);
  });

  test.each(['Llama 2', '', '2023', 'Mistral Open Compute'])(
    'regression: is not taken for English where nothing tells it (%j)',
    (question) => {
      expect(detectLanguage(question)).toBe('und');
    },
  );
});
