import { describe, expect, test } from '@jest/globals';
import { sentencesOf } from '../../../src/text/sentences.ts';

function sentences(text: string, language: string): string[] {
  return sentencesOf(text, language).map(({ start, end }) => text.slice(start, end));
}

describe('German sentences', () => {
  test.each([
    ['z. B.', 'Modelle, z. B. Llama 2, sind offen. Danach kam mehr.'],
    ['d. h.', 'Es ist offen, d. h. Jeder darf es laden. Danach kam mehr.'],
    ['a title', 'Das sagte Dr. Weber von der Universität. Danach kam mehr.'],
    ['a date', 'Das Modell kam am 18. Juli 2023 heraus. Danach kam mehr.'],
    ['a short month', 'Das war am 3. Okt. 2022 in Paris. Danach kam mehr.'],
    ['an amount', 'Es kostete rund 3 Mio. Euro im Jahr. Danach kam mehr.'],
    ['an initial', 'Geschrieben hat es T. Müller aus Köln. Danach kam mehr.'],
    ['a decimal', 'Der Wert stieg auf 3.5 und dann auf 1.000.000 Punkte. Danach kam mehr.'],
    ['an ordinal', 'Im 21. Jahrhundert ist das üblich. Danach kam mehr.'],
    ['vgl. in brackets', 'Das ist umstritten (vgl. Abschnitt 3). Danach kam mehr.'],
  ])('are not cut at %s', (_what, text) => {
    expect(sentences(text, 'de')).toEqual([text.slice(0, text.indexOf(' Danach')), 'Danach kam mehr.']);
  });

  test('end at question marks, exclamation marks and closing quotation marks', () => {
    expect(sentences('„Ist das offen?“ Ja! Das ist es.', 'de')).toEqual([
      '„Ist das offen?“',
      'Ja!',
      'Das ist es.',
    ]);
  });
});

describe('English sentences', () => {
  test.each([
    ['a title', 'It was Dr. Lin who said so. Then came more.'],
    ['e.g.', 'Some models, e.g. Llama 2, are open. Then came more.'],
    ['U.S.', 'The U.S. Government asked for it. Then came more.'],
    ['a company', 'Meta Platforms Inc. Said nothing at all. Then came more.'],
    ['a version', 'Version 3.1 followed in July. Then came more.'],
    ['a month', 'It came out on Oct. 3 in Paris. Then came more.'],
  ])('are not cut at %s', (_what, text) => {
    expect(sentences(text, 'en')).toEqual([text.slice(0, text.indexOf(' Then')), 'Then came more.']);
  });
});

describe('sentences of any language', () => {
  test('are found at their offsets, without space around them, and leave nothing out', () => {
    const text = '  Erster Satz.   Zweiter Satz!\n\n\tDritter 😀 Satz?  \n- kein Punkt am Ende';
    const spans = sentencesOf(text, 'de');
    for (const { start, end } of spans) expect(text.slice(start, end)).toBe(text.slice(start, end).trim());
    const between = [0, ...spans.map(({ end }) => end)].map((end, index) =>
      text.slice(end, spans[index]?.start ?? text.length),
    );
    expect(between.join('').trim()).toBe('');
    expect(spans.map(({ start, end }) => text.slice(start, end))).toEqual([
      'Erster Satz.',
      'Zweiter Satz!',
      'Dritter 😀 Satz?',
      '- kein Punkt am Ende',
    ]);
  });

  test('never span a line break', () => {
    expect(sentences('A heading\nA sentence under it.', 'en')).toEqual(['A heading', 'A sentence under it.']);
  });

  test('are cut by English rules where the language is unknown, and by its own where it is another', () => {
    expect(sentences('Dr. Lin said so. It ends.', 'und')).toEqual(['Dr. Lin said so.', 'It ends.']);
    expect(sentences('これは文です。次の文です。', 'ja')).toEqual(['これは文です。', '次の文です。']);
  });

  test.each([
    ['It has 70 parts.[7] It was released.', ['It has 70 parts.[7]', 'It was released.']],
    ['It has 70 parts.[7][12] It was released.[a]', ['It has 70 parts.[7][12]', 'It was released.[a]']],
    [
      'It has 70 parts.(Later more.) It was released.',
      ['It has 70 parts.', '(Later more.)', 'It was released.'],
    ],
    ['It has parts [7]. It was released.', ['It has parts [7].', 'It was released.']],
  ])('regression: keep their footnotes and brackets: %s', (text, expected) => {
    expect(sentences(text, 'en')).toEqual(expected);
  });

  test('there are none in white space', () => {
    expect(sentencesOf('', 'en')).toEqual([]);
    expect(sentencesOf(' \n\n\t ', 'de')).toEqual([]);
  });

  // Both would take hours if the time grew with the square of the length, and fail by jest's own limit.
  test('of a line of 2 million characters are found', () => {
    const line = 'This is one of very many sentences. '.repeat(56_000);
    const spans = sentencesOf(line, 'en');
    expect(spans.length).toBeGreaterThanOrEqual(56_000);
    expect(spans.at(-1)?.end).toBe(line.trimEnd().length);
  }, 60_000);

  test('of 20 million characters without a space are found', () => {
    const spans = sentencesOf('x'.repeat(20_000_000), 'en');
    expect(spans.reduce((sum, { start, end }) => sum + end - start, 0)).toBe(20_000_000);
  }, 60_000);

  test('regression: an endless line of emoji is never cut within a character', () => {
    const text = `a${'😀'.repeat(30_000)}`;
    for (const { start, end } of sentencesOf(text, 'en')) {
      expect(text.slice(start, end)).not.toMatch(/\p{Surrogate}/u);
    }
  });
});
