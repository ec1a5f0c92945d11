import { expect, test } from '@jest/globals';
import { cleanLine, cleanText, shorten } from '../../../src/extraction/clean.ts';

test.each([
  ['spaces of every kind become one', ' a\u00a0\t\n b\u2003c ', 'a b c'],
  ['letters are composed', 'Mu\u0308ller', 'Müller'],
  ['zero-width and bidirectional marks go', 'pass\u200bword\ufeff \u202eabc\u202c', 'password abc'],
  ['text hidden in tag characters goes', 'hello\u{e0049}\u{e0067}\u{e006e}', 'hello'],
  ['text hidden in variation selectors goes', 'hello\ufe00\ufe0f\u{e0152}\u{e01ef}', 'hello'],
  ['fillers of Hangul go', 'pass\u3164word\uffa0\u115f\u1160', 'password'],
  ['controls and soft hyphens go', 'a\u0000b\u001b[31mc\u00ad', 'ab[31mc'],
  ['joiners go between Latin letters', 'pass\u200dword', 'password'],
  ['joiners stay where they carry meaning', 'می\u200cخواهم 👩\u200d💻', 'می\u200cخواهم 👩\u200d💻'],
  ['half a character is replaced', 'a\ud800b', 'a\ufffdb'],
])('%s', (_, dirty, clean) => {
  expect(cleanLine(dirty)).toBe(clean);
});

test('paragraphs are parted by one empty line, and empty ones left out', () => {
  expect(cleanText([' one\n\nstill one ', '\u200b', '', 'two'])).toBe('one still one\n\ntwo');
});

test('a long title is cut between words', () => {
  expect(shorten('one two three', 13)).toBe('one two three');
  expect(shorten('one two three', 10)).toBe('one two…');
  expect(shorten('x'.repeat(50), 10)).toBe(`${'x'.repeat(9)}…`);
});
