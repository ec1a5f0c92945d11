import { describe, expect, test } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { detectLanguage } from '../../../src/text/language.ts';

describe('the language of a text', () => {
  test.each([
    ['de', 'Wer hat das Gedicht The Mask of Anarchy geschrieben?'],
    ['de', 'was hat meta angekündigt'],
    ['de', 'Was ist Llama?'],
    ['de', 'Lizenzbedingungen von Llama'],
    ['en', 'Was Llama open?'],
    ['en', 'Who?'],
    ['en', 'What did Meta announce in July 2023?'],
    ['en', 'The die is cast, and in war the man will also act.'],
    [
      'nl',
      'In het centrum van Amsterdam is een brand in een hotel uitgebroken. Die was binnen een uur onder controle.',
    ],
    ['fr', 'Le gouvernement a annoncé hier que les impôts vont baisser.'],
    ['es', 'El gobierno anunció ayer que los impuestos bajarán el próximo año.'],
    ['it', 'Il governo ha annunciato ieri che le tasse scenderanno. Ci sono i soldi per farlo.'],
    ['pl', 'Rząd ogłosił wczoraj, że podatki spadną w przyszłym roku.'],
    ['ru', 'Правительство вчера объявило, что налоги снизятся.'],
    ['ja', '政府は昨日、来年税金を下げると発表した。'],
    ['en', 'Which model did the company from Paris publish?'],
    ['de', 'Wann war das?'],
    ['und', 'Gemma?'],
    ['und', 'Mistral Open Compute'],
    ['und', 'Llama 2'],
    ['und', '2023'],
    ['und', ''],
  ])('%s: %s', (language, text) => {
    expect(detectLanguage(text)).toBe(language);
  });

  const questions = new URL('../../../../shared/bench/xquad/', import.meta.url);
  const there = existsSync(questions);
  if (!there)
    test.skip('on a thousand questions: the question sets are not in ../shared/bench/xquad', () => undefined);
  (there ? test.each(['de', 'en']) : test.skip.each([]))(
    'is right for more than 99 % of the questions in %s',
    (language) => {
      const lines = readFileSync(new URL(`queries.${language}.jsonl`, questions), 'utf8')
        .trim()
        .split('\n');
      const texts = lines.map((line) => (JSON.parse(line) as { text: string }).text);
      const right = texts.filter((text) => detectLanguage(text) === language);
      expect(right.length / texts.length).toBeGreaterThan(0.99);
    },
  );
});
