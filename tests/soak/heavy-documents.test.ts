import { afterAll, describe, expect, test } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { BoundedParser } from '../../src/extraction/bounded-parser.ts';
import { unpackGzip } from '../../src/extraction/gzip.ts';
import { makeDocx } from '../../src/evaluation/documents/make-docx.ts';
import { makeEpub } from '../../src/evaluation/documents/make-epub.ts';
import { makePdf } from '../../src/evaluation/documents/make-pdf.ts';
import { makeZip } from '../../src/evaluation/documents/make-zip.ts';

/** Every format with 50 MB, with 100,000 levels, and with what breaks its archive: an article or a sentence, within ten seconds. */

const SIZE = 50 * 2 ** 20;
const MOST_MS = 10_000;
const SENTENCE =
  'The registry of Harbour moved another tape to its new hall, where it is read once and then kept. ';
const times = (text: string, bytes: number): string => text.repeat(Math.ceil(bytes / text.length));
const utf8 = (text: string): Uint8Array => Buffer.from(text);
const record = (id: number): string =>
  JSON.stringify({ id: String(id), title: `Tape ${String(id)}`, text: SENTENCE.repeat(20) });
const records = (): string[] =>
  Array.from({ length: Math.ceil(SIZE / record(10_000).length) }, (_, id) => record(id));
const MAIL = 'From: Ada Quill <a@b.example>\r\nSubject: Tapes\r\nDate: Tue, 18 Jul 2023 09:30:00 +0200\r\n';
const LEVELS = 100_000;

type Case = readonly [what: string, name: string, make: () => Uint8Array];

const LARGE: readonly Case[] = [
  ['Markdown', 'a.md', () => utf8(`# Tapes\n\n${times(`${SENTENCE}\n\n`, SIZE)}`)],
  ['HTML', 'a.html', () => utf8(`<article><h1>Tapes</h1>${times(`<p>${SENTENCE}</p>`, SIZE)}</article>`)],
  ['HTML of one paragraph', 'a.html', () => utf8(`<article><p>${times(SENTENCE, SIZE)}</p></article>`)],
  ['text', 'a.txt', () => utf8(`Tapes\n\n${times(`${SENTENCE}\n\n`, SIZE)}`)],
  ['lines of JSON', 'a.jsonl', () => utf8(records().join('\n'))],
  ['JSON', 'a.json', () => utf8(`[${records().join(',')}]`)],
  [
    'CSV',
    'a.csv',
    () =>
      utf8(
        `id,title,text\n${Array.from({ length: Math.ceil(SIZE / 2000) }, (_, id) => `${String(id)},Tape ${String(id)},"${SENTENCE.repeat(20)}"`).join('\n')}`,
      ),
  ],
  ['CSV of one cell', 'a.csv', () => utf8(`id,text\n1,"${times(SENTENCE, SIZE)}`)],
  ['mail', 'a.eml', () => utf8(`${MAIL}\r\n${times(`${SENTENCE}\r\n\r\n`, SIZE)}`)],
  [
    'MHTML',
    'a.mhtml',
    () =>
      utf8(
        `${MAIL}Content-Type: text/html\r\n\r\n<article>${times(`<p>${SENTENCE}</p>\r\n`, SIZE)}</article>`,
      ),
  ],
  [
    'a mail with an attachment',
    'a.eml',
    () =>
      utf8(
        `${MAIL}MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\n${SENTENCE}\r\n--x\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\n${randomBytes(
          SIZE * 0.7,
        )
          .toString('base64')
          .replace(/(.{76})/g, '$1\r\n')}\r\n--x--\r\n`,
      ),
  ],
  [
    'PDF',
    'a.pdf',
    () =>
      makePdf({
        info: { Title: 'Tapes' },
        pages: Array.from({ length: 9000 }, () =>
          Array.from({ length: 50 }, (_, line) => ({ x: 60, y: 780 - 14 * line, size: 10, text: SENTENCE })),
        ),
      }),
  ],
  [
    'Word',
    'a.docx',
    () => makeDocx({ blocks: Array.from({ length: Math.ceil(SIZE / 130) }, () => SENTENCE) }),
  ],
  [
    'EPUB',
    'a.epub',
    () =>
      makeEpub({ title: 'Tapes', creators: [], chapters: { 'a.xhtml': times(`<p>${SENTENCE}</p>`, SIZE) } }),
  ],
  [
    'EPUB of many chapters',
    'a.epub',
    () =>
      makeEpub({
        title: 'Tapes',
        creators: [],
        chapters: Object.fromEntries(
          Array.from({ length: 500 }, (_, number) => [
            `c${String(number)}.xhtml`,
            times(`<p>${SENTENCE}</p>`, SIZE / 500),
          ]),
        ),
      }),
  ],
];

const DEEP: readonly Case[] = [
  ['HTML', 'a.html', () => utf8('<div>'.repeat(LEVELS) + SENTENCE)],
  ['Markdown', 'a.md', () => utf8(`${'> '.repeat(LEVELS)}${SENTENCE}`)],
  [
    'Markdown lists',
    'a.md',
    () => utf8(Array.from({ length: 3000 }, (_, depth) => `${'  '.repeat(depth)}- ${SENTENCE}`).join('\n')),
  ],
  ['JSON', 'a.json', () => utf8('['.repeat(LEVELS) + ']'.repeat(LEVELS))],
  ['lines of JSON', 'a.jsonl', () => utf8(`{"text":${'['.repeat(LEVELS)}${']'.repeat(LEVELS)}}`)],
  ['front matter', 'a.md', () => utf8(`---\na: ${'['.repeat(LEVELS)}\n---\n${SENTENCE}`)],
  [
    'mail',
    'a.eml',
    () =>
      utf8(
        `${MAIL}MIME-Version: 1.0\r\n${Array.from({ length: LEVELS / 10 }, (_, level) => `Content-Type: multipart/mixed; boundary=b${String(level)}\r\n\r\n--b${String(level)}\r\n`).join('')}`,
      ),
  ],
  [
    'MHTML',
    'a.mhtml',
    () => utf8(`${MAIL}Content-Type: text/html\r\n\r\n${'<div>'.repeat(LEVELS)}${SENTENCE}`),
  ],
  [
    'PDF',
    'a.pdf',
    () =>
      utf8(
        `%PDF-1.4\n1 0 obj\n${'['.repeat(LEVELS)}${']'.repeat(LEVELS)}\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF`,
      ),
  ],
  ['Word', 'a.docx', () => makeDocx({ blocks: ['Title', SENTENCE, { raw: '<w:sdt>'.repeat(LEVELS) }] })],
  [
    'EPUB',
    'a.epub',
    () =>
      makeEpub({ title: 'Tapes', creators: [], chapters: { 'a.xhtml': '<div>'.repeat(LEVELS) + SENTENCE } }),
  ],
];

/** As much as is read at all, in the shape that takes longest. */
const NEARLY = 3_900_000;
const JUST_READ: readonly Case[] = [
  ['Markdown', 'a.md', () => utf8(`# Tapes\n\n${times(`${SENTENCE}\n\n`, NEARLY)}`)],
  ['Markdown full of marks', 'a.md', () => utf8(times(`${'a*b_c`d[e '.repeat(140)}\n\n`, NEARLY))],
  ['text', 'a.txt', () => utf8(`Tapes\n\n${times(`${SENTENCE}\n\n`, NEARLY)}`)],
  ['HTML', 'a.html', () => utf8(`<article>${times(`<p>${SENTENCE}</p>`, NEARLY)}</article>`)],
  ['HTML in many elements', 'a.html', () => utf8(`<div>${times('<div><p>a, b</p></div>', 1_000_000)}</div>`)],
  [
    'HTML in tall columns',
    'a.html',
    () => utf8(times(`${'<div>'.repeat(90)}<p>${SENTENCE}</p>${'</div>'.repeat(90)}`, 400_000)),
  ],
  [
    'HTML on a tall column',
    'a.html',
    () => utf8(`${'<div>'.repeat(390)}${times(`<p>${SENTENCE}</p>`, 370_000)}`),
  ],
  ['mail', 'a.eml', () => utf8(`${MAIL}\r\n${times(`${SENTENCE}\r\n\r\n`, NEARLY)}`)],
  ['mail in lines of a letter', 'a.eml', () => utf8(`${MAIL}\r\n${times('a\r\n', SIZE)}`)],
  [
    'PDF',
    'a.pdf',
    () =>
      makePdf({
        info: { Title: 'Tapes' },
        pages: Array.from({ length: 1000 }, () =>
          Array.from({ length: 40 }, (_, line) => ({ x: 60, y: 780 - 14 * line, size: 10, text: SENTENCE })),
        ),
      }),
  ],
  [
    'Word',
    'a.docx',
    () => makeDocx({ blocks: Array.from({ length: NEARLY / SENTENCE.length }, () => SENTENCE) }),
  ],
  [
    'lines of JSON that hold pages',
    'a.jsonl',
    () => {
      const text = `<div>${SENTENCE}</div><ul>${'<li><b>a</b></li>'.repeat(200)}</ul>`;
      const line = JSON.stringify({ text });
      return utf8(
        Array.from({ length: SIZE / line.length }, (_, id) => JSON.stringify({ id: String(id), text })).join(
          '\n',
        ),
      );
    },
  ],
];

const zeros = (): Uint8Array => new Uint8Array(SIZE * 8);
const HOSTILE: readonly Case[] = [
  ['a bomb in Word', 'a.docx', () => makeZip([{ path: 'word/document.xml', content: zeros() }])],
  ['a bomb in EPUB', 'a.epub', () => makeZip([{ path: 'META-INF/container.xml', content: zeros() }])],
  ['a bomb in gzip', 'a.txt.gz', () => gzipSync(zeros())],
  ['a PDF of nothing', 'a.pdf', () => new Uint8Array(0)],
  ['an EPUB of nothing', 'a.epub', () => new Uint8Array(0)],
  [
    'a path out of an EPUB',
    'a.epub',
    () =>
      makeEpub({
        title: 'Tapes',
        creators: [],
        chapters: { 'a.xhtml': SENTENCE },
        extra: [{ path: '../../../etc/passwd.html', content: 'x' }],
      }),
  ],
  ['noise in PDF', 'a.pdf', () => Buffer.concat([utf8('%PDF-1.4\n'), randomBytes(SIZE)])],
  ['noise in Word', 'a.docx', () => randomBytes(SIZE)],
  ['noise in mail', 'a.eml', () => Buffer.concat([utf8(MAIL), randomBytes(SIZE)])],
];

describe.each([
  ['50 MB', LARGE],
  ['just what is read', JUST_READ],
  ['100,000 levels', DEEP],
  ['what means no good', HOSTILE],
] as const)('%s', (_, cases) => {
  const parser = new BoundedParser();
  afterAll(() => parser.close());

  test.each(cases)(
    'of %s',
    async (what, name, make) => {
      const bytes = make();
      const started = performance.now();
      const unpacked = unpackGzip(bytes, SIZE);
      const document = { bytes: unpacked.ok ? unpacked.bytes : bytes, name };
      const [first, ...others] = unpacked.ok
        ? await parser.extract(document)
        : [{ key: null, outcome: unpacked }];
      const seconds = (performance.now() - started) / 1000;
      const told =
        first?.outcome.ok === true ? `${String(1 + others.length)} articles` : first?.outcome.reason;
      process.stderr.write(
        `${what}: ${(bytes.length / 2 ** 20).toFixed(1)} MB, ${seconds.toFixed(1)} s, ${told ?? ''}\n`,
      );
      expect(told).toMatch(/^(?:\d+ articles|[a-z][^\n]{10,200})$/);
      expect(seconds * 1000).toBeLessThan(MOST_MS);
    },
    180_000,
  );
});
