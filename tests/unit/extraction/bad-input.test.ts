import { describe, expect, test } from '@jest/globals';
import type { ExtractedRecord } from '../../../src/extraction/extract.ts';
import { extractArticles } from '../../../src/extraction/extract-articles.ts';

const PROSE = `<p>${'Some words of prose, with commas, and more of it. '.repeat(10)}</p>`;

function extract(name: string, content: string | Uint8Array): Promise<ExtractedRecord[]> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return extractArticles({ bytes, name });
}

async function reasonOf(name: string, content: string | Uint8Array): Promise<string | null> {
  const outcome = (await extract(name, content))[0]?.outcome;
  return outcome && !outcome.ok ? outcome.reason : null;
}

describe('what cannot be an article is rejected with its reason', () => {
  test.each<[name: string, content: string | Uint8Array, reason: RegExp]>([
    ['blank.txt', '  \n\n\t', /^is empty$/],
    ['blank.jsonl', '\n\n', /^is empty$/],
    ['blank.md', '', /^has only 0 characters of text$/],
    ['short.html', '<p>Not found.</p>', /^has only 10 characters of text$/],
    ['binary.txt', Uint8Array.from({ length: 500 }, (_, i) => i % 7), /^looks like a binary file$/],
    ['deep.html', '<div>'.repeat(100_000) + PROSE, /^is nested more than 400 levels deep$/],
    ['deep.md', `${'> '.repeat(100_000)}x`, /^is nested more than 100 levels deep$/],
    ['long.txt', 'Some words of prose. '.repeat(200_000), /^is too long for one article: .* 4 million/],
    ['long.md', 'Some words of prose.\n\n'.repeat(200_000), /^is too long for one article/],
    ['long.html', `<p>${'Some words of prose. '.repeat(200_000)}</p>`, /^is too long for one article/],
    ['long.json', `{"text":"${'Some words of prose. '.repeat(200_000)}"}`, /^is too long for one article/],
    [
      'long.eml',
      `From: a@b.example\nSubject: S\n\n${'Some words of prose. '.repeat(550_000)}`,
      /^is too long for one article/,
    ],
    ['wide.html', '<div><div>a</div></div>'.repeat(100_000), /^has too many elements/],
    [
      'front.md',
      `---\ntitle: [unclosed\n---\n${PROSE}`,
      /^has front matter that is not valid YAML: .* \(line 3\)$/,
    ],
    [
      'bomb.md',
      `---\na: &a [x]\n${Array.from({ length: 40 }, (_, i) => `b${String(i)}: [${'*a,'.repeat(9)}]`).join('\n')}\n---\n`,
      /^has front matter that cannot be read/,
    ],
  ])('%s', async (name, content, reason) => {
    expect(await reasonOf(name, content)).toMatch(reason);
  });
});

describe('hostile input is read, or rejected, within seconds', () => {
  test.each<[what: string, name: string, content: string]>([
    ['angle brackets', 'a.html', '<'.repeat(40_000)],
    ['a comment without end', 'a.html', '<!-- '.repeat(100_000)],
    ['end tags without beginning', 'a.html', '<div>'.repeat(390) + '</x>'.repeat(20_000)],
    ['styles', 'a.html', `<p style="${'display : '.repeat(20_000)}">a</p>`],
    [
      'brackets in JSON-LD',
      'a.html',
      `<script type="application/ld+json">${'['.repeat(100_000)}</script>${PROSE}`,
    ],
    ['marks of emphasis', 'a.md', 'a_'.repeat(40_000)],
    ['quoted lines', 'a.md', '> a\nb\n'.repeat(20_000)],
    ['nested lists', 'a.md', Array.from({ length: 400 }, (_, i) => `${' '.repeat(2 * i)}- a`).join('\n')],
    ['keys of front matter', 'a.md', `---\n${'a: b\n'.repeat(50_000)}---\n`],
    ['spaces', 'a.txt', `Title\n${' '.repeat(1_000_000)}x`],
    ['open brackets', 'a.jsonl', '['.repeat(1_000_000)],
  ])('%s', async (_, name, content) => {
    const started = performance.now();
    expect(await extract(name, content)).toHaveLength(1);
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

describe('what a reader of the page does not see is not in the article', () => {
  test.each([
    ['a hidden attribute', '<p hidden>SECRET</p>'],
    ['display none', '<div style="color:red; DISPLAY : none !important">SECRET</div>'],
    ['no opacity', '<span style="opacity:0">SECRET</span>'],
    ['no size', '<p style="font-size: 0px">SECRET</p>'],
    ['a comment', '<!-- SECRET -->'],
    ['a script', '<script>SECRET</script>'],
    ['a template', '<template><p>SECRET</p></template>'],
  ])('%s', async (_, hidden) => {
    const [record] = await extract('a.html', `<article><h1>Title</h1>${PROSE}${hidden}${PROSE}</article>`);
    expect(record?.outcome.ok).toBe(true);
    expect(JSON.stringify(record)).not.toContain('SECRET');
  });

  test('what looks like hiding but is not stays', async () => {
    const shown =
      '<p style="opacity:0.9;font-size:0.9em">This line is a little paler and smaller, but everybody can read it.</p>';
    expect(JSON.stringify(await extract('a.html', `<article>${PROSE}${shown}${PROSE}</article>`))).toContain(
      'a little paler',
    );
  });
});
