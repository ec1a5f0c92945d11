import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { marksOf } from '../../../src/extraction/marks.ts';

const SAMPLE = readFileSync(
  new URL('../../../data/articles/de/meta-riese-gibt-weg.md', import.meta.url),
  'utf8',
).replace(/^---[^]*?---\s*/, '');

test('a torn, machine-translated page with its comment form gets all three marks', () => {
  expect(marksOf(SAMPLE, 'de', false)).toEqual(['leftovers', 'machine-translated', 'torn']);
});

test('a sound article gets none, though it has headings, one slip of the pen and a stiff relative clause', () => {
  const text = [
    'Der Hafen wird tiefer',
    'Die Stadt lässt die Rinne ausbaggern , sagte die Senatorin am Montag. Das Vorhaben, welches seit Jahren geplant war, kostet 40 Millionen Euro.',
    'Hintergrund',
    'Seit 2009 streiten Naturschützer und Reeder um die Vertiefung. Das Gericht entschied im März.',
    'Ausblick',
    'Im Herbst sollen die Arbeiten beginnen.',
  ].join('\n\n');
  expect(marksOf(text, 'de', true)).toEqual([]);
});

test.each<[what: string, language: string, text: string]>([
  [
    'French, which has a space before its semicolons',
    'fr',
    'Le conseil a voté ; la maire a parlé ; personne n’a protesté ; le pont reste.\n\nLa maire\n\nLe pont\n\nLe conseil\n\nIl en reste trois autres.',
  ],
  [
    'code, with functions in it and files of one letter',
    'en',
    'Call open() and then read() before close() is called, and COPY . /tmp as well.\n\nThe problem\n\nA solution\n\nThe takeaway\n\nIt works.',
  ],
  [
    'an interview, whose speakers stand alone',
    'de',
    'Er fragte , ob das geht , und wir sagten , dass es geht.\n\nTove Lind\n\nDas geht.\n\nTove Lind\n\nDas auch.\n\nTove Lind\n\nUnd das.',
  ],
])('%s, is not torn', (_, language, text) => {
  expect(marksOf(text, language, true)).toEqual([]);
});

test('one line of a form is no mark; two are', () => {
  const text = 'A sentence that stands for an article and says something about routers.';
  expect(marksOf(`${text}\n\nLeave a Reply`, 'en', true)).toEqual([]);
  expect(marksOf(`${text}\n\nLeave a Reply\n\nPost Comment`, 'en', true)).toEqual(['leftovers']);
});
