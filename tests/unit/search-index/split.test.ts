import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { PASSAGE_LENGTH, PASSAGE_TOKENS, splitIntoPassages } from '../../../src/search-index/split.ts';
import { sentencesOf } from '../../../src/text/sentences.ts';
import { tokenBound } from '../../../src/text/token-bound.ts';
import { hostileTexts } from '../../support/hostile-texts.ts';

const sentence = (n: number): string =>
  `Satz Nummer ${String(n)} handelt von Modellen, z. B. von Llama, und endet hier.`;
const prose = (count: number, from = 0): string =>
  Array.from({ length: count }, (_, index) => sentence(from + index)).join(' ');

describe('passages', () => {
  test('begin and end where a sentence does, and leave no sentence out', () => {
    const text = [prose(30), prose(5, 30), `Überschrift ohne Punkt\n${prose(20, 35)}`].join('\n\n');
    const passages = splitIntoPassages(text, 'de');
    const sentences = sentencesOf(text, 'de');
    expect(passages.length).toBeGreaterThan(2);
    const starts = new Set(sentences.map(({ start }) => start));
    const ends = new Set(sentences.map(({ end }) => end));
    for (const { start, end } of passages) {
      expect(starts.has(start)).toBe(true);
      expect(ends.has(end)).toBe(true);
      expect(end - start).toBeLessThanOrEqual(PASSAGE_LENGTH);
    }
    for (const { start, end } of sentences) {
      expect(passages.filter((passage) => passage.start <= start && end <= passage.end)).toHaveLength(1);
    }
  });

  test('are as full as whole sentences allow', () => {
    const text = prose(100);
    const passages = splitIntoPassages(text, 'de');
    for (const { start, end } of passages.slice(0, -1)) {
      const next = sentence(Number(/Nummer (\d+)/.exec(text.slice(end))?.[1]));
      const longer = tokenBound(text.slice(start, end)) + tokenBound(next);
      expect(end - start + 1 + next.length > PASSAGE_LENGTH || longer > PASSAGE_TOKENS).toBe(true);
    }
  });

  test('a short article is one passage, an empty one has none', () => {
    expect(splitIntoPassages('One sentence.\n\nAnother one.', 'en')).toEqual([{ start: 0, end: 27 }]);
    expect(splitIntoPassages(' \n ', 'en')).toEqual([]);
  });

  test('a sentence longer than a passage is cut between words, and every word is kept', () => {
    const text = `Davor steht etwas. ${'Wort '.repeat(1200)}Ende.`;
    const passages = splitIntoPassages(text, 'de');
    const words = passages.flatMap(({ start, end }) => text.slice(start, end).split(/\s+/));
    expect(words.join(' ')).toBe(text);
    for (const { start, end } of passages) expect(end - start).toBeLessThanOrEqual(PASSAGE_LENGTH);
  });

  test('a text without spaces is cut all the same', () => {
    const text = `${'x'.repeat(4000)}.`;
    const pieces = splitIntoPassages(text, 'en').map(({ start, end }) => text.slice(start, end));
    expect(pieces.join('')).toBe(text);
    for (const piece of pieces.slice(0, -1)) {
      expect(tokenBound(piece)).toBeLessThanOrEqual(PASSAGE_TOKENS);
      expect(tokenBound(`${piece}x`)).toBeGreaterThan(PASSAGE_TOKENS);
    }
  });

  test('regression: no passage begins or ends within an emoji, which no database would give back', () => {
    for (const lead of ['', 'x']) {
      const text = lead + '😀'.repeat(3000);
      const pieces = splitIntoPassages(text, 'en').map(({ start, end }) => text.slice(start, end));
      expect(pieces.join('')).toBe(text);
      for (const piece of pieces) {
        expect(piece).not.toMatch(/\p{Surrogate}/u);
        expect(piece.length).toBeLessThanOrEqual(PASSAGE_LENGTH);
      }
    }
  });

  test.each([...hostileTexts()])(
    'hold at most 400 tokens by estimate, and lose nothing but space: %s',
    (_, text) => {
      let from = 0;
      for (const { start, end } of splitIntoPassages(text, 'en')) {
        expect(text.slice(from, start).trim()).toBe('');
        expect(end).toBeGreaterThan(start);
        expect(end - start).toBeLessThanOrEqual(PASSAGE_LENGTH);
        expect(tokenBound(text, start, end)).toBeLessThanOrEqual(PASSAGE_TOKENS);
        expect(text.slice(start, end)).not.toMatch(/\p{Surrogate}/u);
        from = end;
      }
      expect(text.slice(from).trim()).toBe('');
    },
  );

  test('of any text are slices of it in order that leave out white space alone', () => {
    const character = fc.constantFrom(
      'a',
      'Z',
      'x',
      'q',
      ' ',
      ' ',
      '\n',
      '. ',
      '? ',
      '1',
      'é',
      '中',
      '😀',
      '\ufdfa',
      '\u0301',
    );
    const piece = fc.tuple(fc.array(character, { maxLength: 12 }), fc.integer({ min: 1, max: 300 }));
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 12 }),
        fc.constantFrom('de', 'en', 'und', 'ja'),
        (pieces, language) => {
          const text = pieces.map(([characters, times]) => characters.join('').repeat(times)).join('');
          let from = 0;
          for (const { start, end } of splitIntoPassages(text, language)) {
            expect(text.slice(from, start).trim()).toBe('');
            expect(text.slice(start, end)).toBe(text.slice(start, end).trim());
            expect(end - start).toBeLessThanOrEqual(PASSAGE_LENGTH);
            expect(tokenBound(text, start, end)).toBeLessThanOrEqual(PASSAGE_TOKENS);
            from = end;
          }
          expect(text.slice(from).trim()).toBe('');
        },
      ),
      { numRuns: 100, seed: 1 },
    );
  });

  // Read again from its beginning for every piece, it would take minutes and fail by jest's own limit.
  test('regression: of a text of megabytes without a space are found', () => {
    expect(splitIntoPassages('x'.repeat(10_000_000), 'en').length).toBeGreaterThan(6666);
  });
});
