import { describe, expect, test } from '@jest/globals';
import { declaredCharset, decode } from '../../../src/extraction/decode.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const GERMAN = 'Größere Städte prüfen „Glasfaser“ – für 300 €.';
/** The same in Windows-1252. */
const WESTERN = Uint8Array.from(
  Array.from(GERMAN, (letter) => {
    const moved: Record<string, number> = { '„': 0x84, '“': 0x93, '–': 0x96, '€': 0x80 };
    return moved[letter] ?? letter.charCodeAt(0);
  }),
);

describe('bytes become text', () => {
  test.each<[string, Uint8Array, string | null]>([
    ['UTF-8', utf8(GERMAN), null],
    ['UTF-8 with a byte order mark', Uint8Array.of(0xef, 0xbb, 0xbf, ...utf8(GERMAN)), null],
    ['UTF-16 with a byte order mark', Uint8Array.of(0xff, 0xfe, ...Buffer.from(GERMAN, 'utf16le')), null],
    ['Windows-1252 that says nothing', WESTERN, null],
    ['Windows-1252 that calls itself ISO-8859-1', WESTERN, 'iso-8859-1'],
    ['UTF-8 that calls itself ISO-8859-1', utf8(GERMAN), 'iso-8859-1'],
    ['an encoding nobody knows', utf8(GERMAN), 'x-nonsense'],
  ])('%s', (_, bytes, declared) => {
    expect(decode(bytes, declared)).toEqual({ ok: true, text: GERMAN });
  });

  test('an encoding that a page names is used', () => {
    const page = Buffer.concat([
      Buffer.from('<html><head><meta charset="Shift_JIS"></head>'),
      Buffer.from([0x93, 0xfa, 0x96, 0x7b]),
    ]);
    expect(declaredCharset(page)).toBe('Shift_JIS');
    expect(decode(page, declaredCharset(page))).toMatchObject({
      ok: true,
      text: expect.stringMatching(/日本$/),
    });
    expect(declaredCharset(utf8('<meta http-equiv=Content-Type content="text/html; charset=koi8-r">'))).toBe(
      'koi8-r',
    );
    expect(declaredCharset(utf8('<p>no charset = here</p>'))).toBeNull();
  });

  test('one broken byte does not turn a page of UTF-8 into another encoding', () => {
    const bytes = Uint8Array.of(...utf8(GERMAN.repeat(5)), 0xff);
    expect(decode(bytes)).toEqual({ ok: true, text: `${GERMAN.repeat(5)}\ufffd` });
  });
});

describe('what is not text is told', () => {
  const pseudoRandom = Uint8Array.from({ length: 4000 }, (_, i) => (i * i * 7919 + i * 104729) >>> 3);
  test.each<[string, Uint8Array, string]>([
    [
      'a picture',
      Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d),
      'looks like a binary file',
    ],
    ['noise', pseudoRandom, 'looks like a binary file'],
    [
      'text in an unknown encoding',
      Buffer.from('日本語の文章です。'.repeat(20), 'utf16le').map((b) => b | 0x80),
      'is not text',
    ],
  ])('%s', (_, bytes, reason) => {
    expect(decode(bytes)).toEqual({ ok: false, reason: expect.stringContaining(reason) });
  });

  test('regression: a page with a stray NUL among thousands of letters is still a page', () => {
    expect(decode(utf8(`${'a page of text '.repeat(1000)}\0\0\0`)).ok).toBe(true);
  });
});
