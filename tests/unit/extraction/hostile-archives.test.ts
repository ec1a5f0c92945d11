import { describe, expect, test } from '@jest/globals';
import { gzipSync } from 'node:zlib';
import { extractArticles } from '../../../src/extraction/extract-articles.ts';
import { makeDocx } from '../../../src/evaluation/documents/make-docx.ts';
import { makeEpub } from '../../../src/evaluation/documents/make-epub.ts';
import { makeZip } from '../../../src/evaluation/documents/make-zip.ts';

const BOMB = new Uint8Array(80_000_000).fill(97);
const CHAPTER =
  '<p>A chapter that is long enough to be an article, if it were not for what lies beside it.</p>';

async function reasonOf(name: string, bytes: Uint8Array): Promise<string | null> {
  const outcome = (await extractArticles({ bytes, name }))[0]?.outcome;
  return outcome && !outcome.ok ? outcome.reason : null;
}

describe('an archive that means no good gets a sentence, within seconds', () => {
  test.each<[what: string, name: string, make: () => Uint8Array, reason: string]>([
    [
      'a bomb',
      'a.docx',
      () => makeZip([{ path: 'word/document.xml', content: BOMB }]),
      'unpacks to more than 64 MB of text',
    ],
    [
      'a bomb that lies about its size',
      'a.docx',
      () => makeZip([{ path: 'word/document.xml', content: BOMB, claimedSize: 100 }]),
      'is not a ZIP archive, or is damaged',
    ],
    [
      'a path that leads out',
      'a.epub',
      () =>
        makeEpub({
          title: 'A book',
          creators: [],
          chapters: { 'a.xhtml': CHAPTER },
          extra: [{ path: '../../../etc/passwd.html', content: 'x' }],
        }),
      'holds a path that leads outside of it',
    ],
    [
      'another archive',
      'a.docx',
      () => makeZip([{ path: 'a.txt', content: 'x' }]),
      'is a ZIP archive, but no Word document',
    ],
    ['a PDF of nothing', 'a.pdf', () => new Uint8Array(0), 'is not a PDF, or is damaged'],
    ['a packed PDF', 'a.pdf', () => gzipSync('x'), 'is not a PDF, or is damaged'],
  ])('%s', async (_, name, make, reason) => {
    const bytes = make();
    const started = performance.now();
    expect(await reasonOf(name, bytes)).toBe(reason);
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  test('100,000 levels of a Word document are too many', async () => {
    const raw = '<w:sdt>'.repeat(100_000) + '<w:p><w:r><w:t>Deep</w:t></w:r></w:p>';
    const bytes = makeDocx({ blocks: ['Title', CHAPTER, { raw }] });
    expect((await extractArticles({ bytes, name: 'a.docx' }))[0]?.outcome).toMatchObject({
      ok: false,
      kind: 'too-complex',
      reason: 'is nested more than 1000 levels deep',
    });
  });
});
