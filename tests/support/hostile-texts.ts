import { readFileSync } from 'node:fs';
import { seededRandom } from '../../src/evaluation/statistics.ts';

const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const DIGITS = '0123456789';
const MARKS = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';

/** Texts that have more tokens for their length than prose has, by what they are. Each is a few thousand characters. */
export function hostileTexts(): ReadonlyMap<string, string> {
  const random = seededRandom(7);
  const among = (letters: string | readonly string[], count: number): string =>
    Array.from({ length: count }, () => letters[Math.floor(random() * letters.length)] ?? '').join('');
  const between = (first: number, last: number, count: number): string =>
    Array.from({ length: count }, () =>
      String.fromCodePoint(first + Math.floor(random() * (last - first + 1))),
    ).join('');
  const words = (letters: string, length: number): string =>
    Array.from({ length: 800 }, () => among(letters, length)).join(' ');
  return new Map([
    ['letters at random', among(LOWER, 5000)],
    ['words of letters at random', words(LOWER, 7)],
    ['single letters', words(LOWER, 1)],
    ['pairs of letters', words(LOWER, 2)],
    ['capitals at random', among(LOWER.toUpperCase(), 5000)],
    ['base64', among(LOWER + LOWER.toUpperCase() + DIGITS + '+/', 5000)],
    ['hexadecimal', among(`${DIGITS}abcdef`, 5000)],
    ['digits at random', among(DIGITS, 5000)],
    ['numbers', words(DIGITS, 5)],
    ['the number that is cut most', '42'.repeat(2500)],
    ['one letter', 'x'.repeat(5000)],
    ['one syllable', 'er'.repeat(2500)],
    ['marks of punctuation', among(MARKS, 5000)],
    ['lonely marks of punctuation', words(MARKS, 1)],
    ['code', readFileSync(new URL('../../src/config.ts', import.meta.url), 'utf8')],
    [
      'minified code',
      readFileSync(new URL('../../src/config.ts', import.meta.url), 'utf8').replace(/\s+/g, ''),
    ],
    ['addresses', words(`${LOWER}/.-_?=&`, 60)],
    [
      'a table',
      Array.from({ length: 300 }, (_, n) => `${String(n * 37)};${(n / 7).toFixed(2)};"x${String(n)}"`).join(
        '\n',
      ),
    ],
    ['Chinese', '今天天气很好我们去公园散步吧，'.repeat(300)],
    ['Chinese characters at random', between(0x4e00, 0x9fff, 5000)],
    ['Japanese', 'これは日本語の文章です。新聞の記事を読みます。'.repeat(200)],
    ['Korean syllables at random', between(0xac00, 0xd7a3, 5000)],
    ['Russian', 'Это предложение на русском языке, и оно довольно длинное. '.repeat(80)],
    ['Cyrillic letters at random', between(0x430, 0x44f, 5000)],
    ['Greek letters at random', between(0x3b1, 0x3c9, 5000)],
    ['Arabic', 'هذه جملة باللغة العربية وهي طويلة جدا. '.repeat(100)],
    ['Hindi', 'यह हिंदी में एक वाक्य है और यह लंबा है। '.repeat(100)],
    ['Thai letters at random', between(0xe01, 0xe2e, 5000)],
    ['accented letters at random', between(0xe0, 0x17f, 5000)],
    ['emoji', between(0x1f600, 0x1f64f, 3000)],
    ['lonely emoji', Array.from({ length: 900 }, () => between(0x1f300, 0x1f5ff, 1)).join(' ')],
    ['families of emoji', '👨‍👩‍👧‍👦'.repeat(500)],
    ['marks above marks', Array.from({ length: 400 }, () => `a${between(0x300, 0x36f, 10)}`).join('')],
    ['characters that stand for words', '\ufdfa\u33a5\u3231\u00bd'.repeat(500)],
    ['mathematical letters', between(0x1d400, 0x1d4ff, 3000)],
    ['private characters', between(0xe000, 0xf8ff, 3000)],
    [
      'pieces of all',
      Array.from(
        { length: 400 },
        (_, n) =>
          [among(LOWER, 3), among(DIGITS, 4), among(MARKS, 2), between(0x4e00, 0x9fff, 2), '😀'][n % 5],
      ).join(''),
    ],
  ]);
}
