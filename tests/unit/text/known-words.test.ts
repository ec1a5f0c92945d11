import { expect, test } from '@jest/globals';
import { seededRandom } from '../../../src/evaluation/statistics.ts';
import { hash32 } from '../../../src/text/hash.ts';
import { readWords } from '../../../src/text/known-words.ts';
import { slotsOf } from '../../../src/text/ngrams.ts';
import { stemsOf } from '../../../src/text/stems.ts';
import { wordsOf } from '../../../src/text/words.ts';

const textsOf = (text: string, language = 'en'): string[] =>
  readWords(text, language).words.map((word) => word.text);

test('a text has the words that a question would have, whatever it is written in', () => {
  const characters = [
    ...['a', 'ä', 'ß', 'Z', '7', ' ', '.', '-', '_', '\n'],
    'İ',
    'i\u0307',
    'e\u0301',
    '\u0301',
    'नि',
    '漢',
    '𠀀',
    '😀',
    '\ud800',
    '\udc00',
  ];
  const random = seededRandom(6);
  for (let round = 0; round < 300; round++) {
    const text = Array.from({ length: 40 }, () => characters[Math.floor(random() * characters.length)]).join(
      '',
    );
    const plain = text.normalize('NFC').toLowerCase().replaceAll('i\u0307', 'i');
    const expected = plain.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu) ?? [];
    expect(wordsOf(text)).toEqual(expected);
    expect(textsOf(text)).toEqual(expected);
  }
});

test('a word is worked out once and told each time, with its stem in the language that is asked for', () => {
  const { words, vocabulary } = readWords('Houses and houses and häuser', 'en');
  expect(vocabulary.map(({ text }) => text)).toEqual(['houses', 'and', 'häuser']);
  expect(words[2]).toBe(words[0]);
  expect(words[0]).toMatchObject({
    hash: hash32('houses'),
    grams: slotsOf(' houses '),
    stem: hash32('hous'),
  });
  const [german] = readWords('houses', 'de').words;
  expect(german?.stem).toBe(hash32(stemsOf(['houses'], 'de')[0]!));
  expect(readWords('houses', 'en').words[0]).toBe(words[0]);
});

test('more words than are remembered, and words that were made up to share a hash, are read all the same', () => {
  const many = Array.from({ length: 101_000 }, (_none, index) => `w${index.toString(36)}`);
  expect(textsOf(many.join(' '), 'xx').join(' ')).toBe(many.join(' '));
  // FNV-1a mixes in one unit after the other: the last two units of each are chosen so that all end in one hash.
  const same = [...Array(40).keys()].flatMap((index) => collidingWith(0x12345678, `k${index.toString(36)}`));
  expect(new Set(same.map(hash32)).size).toBe(1);
  expect(same.length).toBeGreaterThan(33);
  expect(textsOf(same.join(' '), 'xy')).toEqual(same);
  expect(textsOf(same.join(' '), 'xy')).toEqual(same);
});

test('a word that never ends is one word', () => {
  const [word] = readWords('a'.repeat(200_000), 'xx').words;
  expect(word?.text).toHaveLength(200_000);
});

/** A word that begins in a given way and has a given hash, found by going back from the hash; none where no letters lead there. */
function collidingWith(hash: number, beginning: string): string[] {
  const inverse = 0x359c449b;
  const { imul } = Math;
  const from = hash32(beginning);
  for (let last = 0x4e00; last < 0x9f00; last++) {
    const before = imul(hash, inverse) ^ last;
    for (let middle = 0x4e00; middle < 0x4e40; middle++) {
      const first = imul(imul(before, inverse) ^ middle, inverse) ^ from;
      if (first >= 0x4e00 && first < 0x9f00) return [beginning + String.fromCharCode(first, middle, last)];
    }
  }
  return [];
}
