import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { BoundedParser } from '../../../src/extraction/bounded-parser.ts';
import type { RawDocument } from '../../../src/extraction/extract.ts';
import { extractArticles } from '../../../src/extraction/extract-articles.ts';
import { ingest, type IngestOptions } from '../../../src/ingestion/ingest.ts';
import type { IngestProgress, IngestReport } from '../../../src/ingestion/report.ts';
import { articleId, Library } from '../../../src/library/library.ts';
import { disk, type FileSystem } from '../../../src/sources/file-system.ts';

let data: string;
let library: Library;

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'newshound-ingest-'));
  mkdirSync(join(data, 'articles'));
  library = Library.open(data);
});
afterEach(() => {
  library.close();
  rmSync(data, { recursive: true, force: true });
});

const PROSE = 'The town of Harbour has switched off the tape robot that kept its land register since 1994.';

function write(name: string, content: string | Uint8Array = `# ${name}\n\n${PROSE}\n`): void {
  mkdirSync(dirname(join(data, name)), { recursive: true });
  writeFileSync(join(data, name), content);
}

function run(options: Partial<IngestOptions> = {}, root = 'articles'): Promise<IngestReport> {
  return ingest(library, [join(data, root)], { dataDir: data, maxDocumentMb: 1, ...options });
}

function live(): string[] {
  return [...library.known('.').keys()];
}

function record(id: string, text = PROSE): string {
  return JSON.stringify({ id, title: `Record ${id}`, text });
}

/** A disk on which some paths fail as they would for a user without permission (tests may run as root). */
function without(permission: keyof FileSystem, ending: string): FileSystem {
  return {
    ...disk,
    [permission]: (path: string) => {
      if (path.endsWith(ending))
        throw Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' });
      return disk[permission](path);
    },
  };
}

describe('a run over a folder', () => {
  test('adds what is new, and leaves alone what it knows', async () => {
    write('articles/a.md');
    write('articles/deep/b.txt', `A title\n\n${PROSE}`);
    write('articles/c.jsonl', `${record('1')}\n${record('2')}\n`);
    expect(await run()).toMatchObject({
      added: 4,
      changed: 0,
      unchanged: 0,
      removed: 0,
      rejected: [],
      articles: 4,
    });
    expect(live()).toEqual([
      'articles/a.md',
      'articles/c.jsonl#1',
      'articles/c.jsonl#2',
      'articles/deep/b.txt',
    ]);
    const last = library.lastChange();
    expect(await run()).toMatchObject({ added: 0, changed: 0, unchanged: 4, removed: 0, articles: 4 });
    expect(library.lastChange()).toBe(last);
  });

  test('starts no process for files that are what they were', async () => {
    write('articles/a.html', `<title>A</title><article><p>${PROSE.repeat(4)}</p></article>`);
    const here = { extract: extractArticles, close: () => Promise.resolve() };
    expect(await run({ parser: here })).toMatchObject({ added: 1, rejected: [] });

    const startless = new BoundedParser({ script: new URL('no-such-process.ts', import.meta.url) });
    expect(await run({ parser: startless })).toMatchObject({ unchanged: 1, rejected: [] });
    write('articles/a.html', `<title>B</title><article><p>${PROSE.repeat(4)}</p></article>`);
    await expect(run({ parser: startless })).rejects.toThrow('could not be started');
  });

  test('reads a file while those before it are stored, and stores all that was read', async () => {
    for (let n = 0; n < 120; n++) write(`articles/${String(n)}.md`, `# Title ${String(n)}\n\n${PROSE}`);
    const seen: number[] = [];
    const parser = {
      extract: (document: RawDocument) => {
        seen.push(library.articleCount());
        return extractArticles(document);
      },
      close: () => Promise.resolve(),
    };
    expect(await run({ parser })).toMatchObject({ added: 120 });
    // The fifty-first was asked for before the first fifty were stored.
    expect(seen.slice(50, 52)).toEqual([0, 50]);
  });

  test('replaces what changed and keeps the revision before', async () => {
    write('articles/a.md', `# Old\n\n${PROSE}`);
    await run();
    write('articles/a.md', `# New\n\n${PROSE}`);
    expect(await run()).toMatchObject({ added: 0, changed: 1, removed: 0 });
    const id = articleId('articles/a.md');
    expect(library.article(id)).toMatchObject({ title: 'New', revision: 2 });
    expect(library.revision(id, 1)).toMatchObject({ title: 'Old' });
  });

  test('a file that changed without changing its article is unchanged', async () => {
    write('articles/a.md', `# Title\n\n${PROSE}`);
    await run();
    write('articles/a.md', `# Title\n\n\n\n${PROSE}\n\n<!-- a note -->\n`);
    expect(await run()).toMatchObject({ changed: 0, unchanged: 1 });
  });

  test('removes what is gone, and adds it again when it comes back', async () => {
    write('articles/a.md');
    await run();
    rmSync(join(data, 'articles/a.md'));
    expect(await run()).toMatchObject({ removed: 1, articles: 0 });
    write('articles/a.md');
    expect(await run()).toMatchObject({ added: 1, articles: 1 });
    expect(library.article(articleId('articles/a.md'))).toMatchObject({ revision: 2 });
  });

  test('a renamed file is one removed and one added', async () => {
    write('articles/a.md', `# Title\n\n${PROSE}`);
    await run();
    renameSync(join(data, 'articles/a.md'), join(data, 'articles/b.md'));
    expect(await run()).toMatchObject({ added: 1, removed: 1, articles: 1 });
    expect(live()).toEqual(['articles/b.md']);
  });

  test('a folder that is empty now empties its part of the library, and no other', async () => {
    write('articles/x/a.md');
    write('articles/y/b.md');
    await run();
    rmSync(join(data, 'articles/x/a.md'));
    expect(await run({}, 'articles/x')).toMatchObject({ removed: 1 });
    expect(live()).toEqual(['articles/y/b.md']);
  });

  test('a path that does not exist removes nothing and reads nothing', async () => {
    write('articles/a.md');
    await run();
    renameSync(join(data, 'articles'), join(data, 'moved'));
    write('other/b.md');
    const roots = [join(data, 'other'), join(data, 'articles')];
    await expect(ingest(library, roots, { dataDir: data, maxDocumentMb: 1 })).rejects.toThrow(
      /articles does not exist\. Nothing was changed\.$/,
    );
    expect(live()).toEqual(['articles/a.md']);
  });

  test('a symbolic link loop and a second name for one file give one article', async () => {
    write('articles/a.md');
    symlinkSync(join(data, 'articles'), join(data, 'articles/loop'));
    symlinkSync(join(data, 'articles/a.md'), join(data, 'articles/b.md'));
    expect(await run()).toMatchObject({ added: 1, rejected: [] });
  });

  test('an article found through a link is not there twice when its folder is indexed too', async () => {
    write('elsewhere/a.md');
    symlinkSync(join(data, 'elsewhere'), join(data, 'articles/link'));
    await run();
    expect(live()).toEqual(['articles/link/a.md']);
    expect(await run({}, '.')).toMatchObject({ added: 1, removed: 1 });
    expect(live()).toEqual(['elsewhere/a.md']);
  });

  test('tells how far it is, and stops when asked to, keeping what it read', async () => {
    for (let i = 0; i < 120; i++) write(`articles/${String(i)}.md`);
    const progress: IngestProgress[] = [];
    const controller = new AbortController();
    const onProgress = (step: IngestProgress) => {
      progress.push(step);
      if (step.done === 70) controller.abort(new Error('enough'));
    };
    await expect(run({ onProgress, signal: controller.signal })).rejects.toThrow('enough');
    expect(progress.at(-1)).toEqual({ done: 70, total: 120, unit: 'files' });
    expect(library.articleCount()).toBe(70);
    expect(await run()).toMatchObject({ added: 50, unchanged: 70 });
  });
});

describe('what cannot be read is told, and the run goes on', () => {
  test('each file with its reason, on every run', async () => {
    write('articles/good.md');
    write(
      'articles/binary.txt',
      Uint8Array.from({ length: 300 }, (_, i) => i % 5),
    );
    write('articles/empty.md', '');
    write('articles/large.html', `<p>${PROSE}</p>`.repeat(20_000));
    write('articles/report.ps', '%!PS');
    write('articles/short.txt', 'Nothing.');
    write('articles/style.css', 'p {}');
    const expected = [
      ['articles/binary.txt', 'looks like a binary file'],
      ['articles/empty.md', 'is empty'],
      ['articles/large.html', 'has 1.9 MB, more than MAX_DOCUMENT_MB allows (1)'],
      ['articles/report.ps', expect.stringMatching(/^is of a kind that is not read; read are \.md, /)],
      ['articles/short.txt', 'has only 8 characters of text'],
    ];
    for (const unchanged of [0, 1]) {
      const report = await run();
      expect(report.rejected.map(({ locator, reason }) => [locator, reason])).toEqual(expected);
      expect(report).toMatchObject({ added: 1 - unchanged, unchanged, articles: 1 });
    }
  });

  test('an article whose file became bad is kept as it was', async () => {
    write('articles/a.md');
    await run();
    write('articles/a.md', 'too short');
    expect(await run()).toMatchObject({ removed: 0, articles: 1, rejected: [{ locator: 'articles/a.md' }] });
    expect(library.article(articleId('articles/a.md'))?.text).toContain(PROSE);
  });

  test('a file without permission keeps its article', async () => {
    write('articles/a.md');
    await run();
    write('articles/a.md', `# Changed\n\n${PROSE}`);
    expect(await run({ files: without('read', 'a.md') })).toMatchObject({
      removed: 0,
      articles: 1,
      rejected: [{ locator: 'articles/a.md', reason: 'cannot be read: no permission' }],
    });
  });

  test('a folder without permission keeps all articles below it', async () => {
    write('articles/x/a.md');
    write('articles/x/y/b.md');
    await run();
    rmSync(join(data, 'articles/x/a.md'));
    expect(await run({ files: without('list', '/x') })).toMatchObject({
      removed: 0,
      articles: 2,
      rejected: [{ locator: 'articles/x', reason: 'cannot be read: no permission' }],
    });
    expect(await run()).toMatchObject({ removed: 1, articles: 1 });
  });

  test('a parser that fails on one document does not end the run', async () => {
    write('articles/a.md', `---\n${'k: '.repeat(3)}\n---\n${PROSE}`);
    write('articles/b.md');
    expect(await run()).toMatchObject({ added: 1, rejected: [{ locator: 'articles/a.md' }] });
  });
});

describe('a file of many records', () => {
  test('a bad line is told with its number, the others are stored', async () => {
    write('articles/c.jsonl', `${record('1')}\n{"id": "2", broken\n${record('3')}\n`);
    const report = await run();
    expect(report).toMatchObject({ added: 2, articles: 2 });
    expect(report.rejected).toEqual([
      {
        locator: 'articles/c.jsonl',
        kind: 'unreadable',
        reason: expect.stringMatching(/^line 2 is not valid JSON/),
      },
    ]);
    expect((await run()).rejected).toHaveLength(1);
  });

  test('records change, go and come one by one', async () => {
    write('articles/c.jsonl', `${record('1')}\n${record('2')}\n${record('3')}\n`);
    await run();
    write('articles/c.jsonl', `${record('4')}\n${record('3')}\n${record('2', `${PROSE} Now it is off.`)}\n`);
    expect(await run()).toMatchObject({ added: 1, changed: 1, unchanged: 1, removed: 1, articles: 3 });
    rmSync(join(data, 'articles/c.jsonl'));
    expect(await run()).toMatchObject({ removed: 3, articles: 0 });
  });

  test('while a line cannot be read, no record is taken for gone', async () => {
    write('articles/c.jsonl', `${record('1')}\n${record('2')}\n`);
    await run();
    write('articles/c.jsonl', `${record('1')}\n${record('2').slice(0, 30)}\n`);
    expect(await run()).toMatchObject({ removed: 0, articles: 2, unchanged: 1 });
  });

  test('a record that somebody removed comes back with the next run', async () => {
    write('articles/c.jsonl', `${record('1')}\n${record('2')}\n`);
    await run();
    library.remove(articleId('articles/c.jsonl#2'));
    expect(await run()).toMatchObject({ added: 1, unchanged: 1, articles: 2 });
  });
});
