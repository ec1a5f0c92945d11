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
    ['z.B. without a space', 'Modelle, z.B. Llama 2, sind offen. Danach kam mehr.'],
    ['u. a.', 'Dort saßen u. a. Vertreter der Länder. Danach kam mehr.'],
    ['i. d. R.', 'Das gilt i. d. R. Montag bis Freitag. Danach kam mehr.'],
    ['v. a.', 'Es traf v. a. Familien mit Kindern. Danach kam mehr.'],
    ['bzw.', 'Das zahlen Bund bzw. Länder gemeinsam. Danach kam mehr.'],
    ['ca.', 'Es kamen ca. Tausend Menschen. Danach kam mehr.'],
    ['two titles', 'Das sagte Prof. Dr. Ada Quill in Wien. Danach kam mehr.'],
    ['a number', 'Das ist Nr. Eins der Liste. Danach kam mehr.'],
    ['Mrd.', 'Der Bund gibt 3,5 Mrd. Euro aus. Danach kam mehr.'],
    ['an article of a law', 'Das steht in Art. 5 Abs. 1 des Grundgesetzes. Danach kam mehr.'],
    ['a page', 'Das steht auf S. Zwölf des Berichts. Danach kam mehr.'],
    ['an hour', 'Es fuhr 120 km je Std. Richtung Süden. Danach kam mehr.'],
    ['a day', 'Die Feier am 3. Oktober fiel aus. Danach kam mehr.'],
    ['a century', 'Der Bau aus dem 19. Jahrhundert wird saniert. Danach kam mehr.'],
    ['a ruler', 'Kaiser Wilhelm II. Hohenzollern dankte ab. Danach kam mehr.'],
    ['a ruler who does', 'Wilhelm II. regierte bis 1918. Danach kam mehr.'],
    ['a street', 'Das Haus in der Linzer Str. Nummer 5 brannte. Danach kam mehr.'],
    ['St.', 'Der FC St. Pauli gewann. Danach kam mehr.'],
    ['a club', 'Der 1. FC Köln verlor. Danach kam mehr.'],
    ['geb.', 'Maria Huber, geb. Meier, klagte. Danach kam mehr.'],
    ['years before', 'Das war 44 v. Chr. Geburt in Rom. Danach kam mehr.'],
    ['two initials', 'Das schrieb E. T. A. Hoffmann. Danach kam mehr.'],
    ['a month in short', 'Das gilt seit 1. Jän. und ab Dez. Montags. Danach kam mehr.'],
    ['usw.', 'Äpfel, Birnen usw. Bauern verkaufen sie. Danach kam mehr.'],
  ])('are not cut at %s', (_what, text) => {
    expect(sentences(text, 'de')).toEqual([text.slice(0, text.indexOf(' Danach')), 'Danach kam mehr.']);
  });

  test.each([
    ['Das kostet 3 Mrd. Die Länder zahlen.', 'Das kostet 3 Mrd.'],
    ['Es gibt Äpfel, Birnen usw. Das reicht.', 'Es gibt Äpfel, Birnen usw.'],
    ['Er kam auf Platz 3. Der Sieger war müde.', 'Er kam auf Platz 3.'],
    ['Das war 1990. Danach kam mehr.', 'Das war 1990.'],
    ['Das ist eine neue Art. Sie lebt im Wald.', 'Das ist eine neue Art.'],
    ['Er hat einen Plan B. „Der ist gut“, sagt er.', 'Er hat einen Plan B.'],
    ['So regierte Wilhelm II. Im Jahr 1918 ging er.', 'So regierte Wilhelm II.'],
    ['Wir sind da. Berlin auch.', 'Wir sind da.'],
    ['Das zahlt die AG. Aktionäre klagen.', 'Das zahlt die AG.'],
  ])('end behind an abbreviation or a number where a new one begins: %s', (text, first) => {
    expect(sentences(text, 'de')).toEqual([first, text.slice(first.length + 1)]);
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
    ['i.e.', 'It was open, i.e. Anyone could load it. Then came more.'],
    ['Mr.', 'It was Mr. Okoro of the council. Then came more.'],
    ['Mrs. and an initial', 'It was Mrs. J. Quill of the council. Then came more.'],
    ['a.m.', 'It opened at 9 a.m. Monday in Leeds. Then came more.'],
    ['p.m. with spaces', 'It closed at 5 p. m. Eastern time. Then came more.'],
    ['No.', 'They live at No. 10 Downing Street. Then came more.'],
    ['vs.', 'It was Google vs. Oracle again. Then came more.'],
    ['Jan.', 'It began on Jan. 6 in Boston. Then came more.'],
    ['St.', 'The fire in St. Louis is out. Then came more.'],
    ['a president', 'George W. Bush was there. Then came more.'],
    ['Sen.', 'It was Sen. Quill who asked. Then came more.'],
    ['Jr.', 'Martin Luther King Jr. Day is a holiday. Then came more.'],
    ['Corp.', 'Copper Corp. Chairman Ada Quill left. Then came more.'],
    ['et al.', 'Smith et al. Found otherwise. Then came more.'],
    ['a doctorate', 'Ada Quill, Ph.D. Fellow, agreed. Then came more.'],
  ])('are not cut at %s', (_what, text) => {
    expect(sentences(text, 'en')).toEqual([text.slice(0, text.indexOf(' Then')), 'Then came more.']);
  });
});

describe('English sentences end behind an abbreviation', () => {
  test.each([
    ['It belongs to Copper Inc. The price is unknown.', 'It belongs to Copper Inc.'],
    ['It left the U.S. He stayed.', 'It left the U.S.'],
    ['It opened at 9 a.m. They came early.', 'It opened at 9 a.m.'],
    ['We have a plan B. “It is good,” he said.', 'We have a plan B.'],
    ['They sell nuts, bolts, etc. In spring they close.', 'They sell nuts, bolts, etc.'],
    ['It was said to be so. No. 10 did not comment.', 'It was said to be so.'],
  ])('where a new one begins: %s', (text, first) => {
    expect(sentences(text, 'en')).toEqual([first, text.slice(first.length + 1)]);
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
