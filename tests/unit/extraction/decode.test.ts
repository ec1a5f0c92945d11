import { describe, expect, test } from '@jest/globals';
import iconv from 'iconv-lite';
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

describe('what nothing names is told by its bytes', () => {
  test.each<[encoding: string, text: string]>([
    ['utf-16le', 'Größere Städte prüfen „Glasfaser“ – für 300 €. Danach kam mehr.'],
    ['utf-16be', 'Größere Städte prüfen „Glasfaser“ – für 300 €. Danach kam mehr.'],
    ['utf-16le', 'Сегодня в Москве открылась выставка, и на неё пришли тысячи людей.'],
    ['windows-1252', 'Ein Café in Köln – schön „gelegen“.'],
    ['windows-1252', 'Les élèves étaient très à l’aise à l’école où ils ont déjà étudié.'],
    ['iso-8859-1', 'Größere Städte prüfen, ob die Straße für den Ausbau geöffnet wird.'],
    ['iso-8859-2', 'Zażółć gęślą jaźń. Wiadomości z Warszawy są dziś dobre, mówią ludzie na ulicy.'],
    ['iso-8859-9', 'Türkiye’de bugün hava güneşli ve İstanbul çok güzel bir gün yaşıyor.'.replace('’', "'")],
    ['windows-1251', 'Сегодня в Москве открылась выставка, и на неё пришли тысячи людей.'],
    ['koi8-r', 'Сегодня в Москве открылась выставка, и на неё пришли тысячи людей.'],
    ['Shift_JIS', '東京で会議が行われた。新聞の記事によると、参加者は多かったという。'],
    ['EUC-JP', '東京で会議が行われた。新聞の記事によると、参加者は多かったという。'],
    ['GBK', '今天北京的会议已经结束了，新闻报道说很多人参加了这次会议。'],
    ['Big5', '今天台北的會議已經結束了，新聞報導說很多人參加了這次會議。'],
    ['EUC-KR', '오늘 서울에서 회의가 열렸다. 신문 기사에 따르면 참가자가 많았다.'],
  ])('%s: %s', (encoding, text) => {
    expect(decode(iconv.encode(text, encoding))).toEqual({ ok: true, text });
  });

  test('in a page whose first thousands of characters are markup', () => {
    const page = `<html>${'<div class="teaser"></div>'.repeat(3000)}<p>Сегодня в Москве открылась выставка.</p><p>На неё пришли тысячи людей.</p></html>`;
    expect(decode(iconv.encode(page, 'koi8-r'))).toEqual({ ok: true, text: page });
  });

  test('a page that names UTF-16 in letters of one byte is none', () => {
    const page = '<meta charset="utf-16"><p>Größere Städte</p>';
    expect(decode(utf8(page), 'utf-16')).toEqual({ ok: true, text: page });
  });

  test('XML names its encoding in its declaration', () => {
    const page = '<?xml version="1.0" encoding="koi8-r"?><html><meta charset="utf-8"/><p>Москва</p></html>';
    expect(declaredCharset(iconv.encode(page, 'koi8-r'))).toBe('koi8-r');
    expect(decode(iconv.encode(page, 'koi8-r'), 'koi8-r')).toEqual({ ok: true, text: page });
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
