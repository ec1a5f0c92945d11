import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ArticleDraft } from '../../../src/domain/article.ts';
import { articleId, Library } from '../../../src/library/library.ts';
import { SqliteFile } from '../../../src/storage/sqlite.ts';

let folder: string;
let library: Library;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'newshound-library-'));
  library = Library.open(folder);
});

afterEach(() => {
  library.close();
  rmSync(folder, { recursive: true, force: true });
});

function draft(fields: Partial<ArticleDraft> = {}): ArticleDraft {
  return {
    title: 'A router learns to wait',
    authors: ['Ada Quill', 'Ben Okoro'],
    outlet: 'The Copper Wire',
    language: 'en',
    publishedAt: '2021-05-03',
    modifiedAt: null,
    marks: [],
    url: 'https://copper.example/router',
    text: 'First paragraph.\n\nSecond paragraph.',
    ...fields,
  };
}

describe('storing', () => {
  test('gives back every field of an article as it was stored', () => {
    expect(library.store('articles/router.md', 'h1', draft())).toBe('added');
    expect(library.article(articleId('articles/router.md'))).toEqual({
      ...draft(),
      id: articleId('articles/router.md'),
      locator: 'articles/router.md',
      revision: 1,
    });
  });

  test('the id is 16 hexadecimal digits made of the locator alone', () => {
    expect(articleId('articles/router.md')).toMatch(/^[0-9a-f]{16}$/);
    library.store('articles/router.md', 'h1', draft());
    library.store('articles/router.md', 'h2', draft({ title: 'Another' }));
    expect(library.articleCount()).toBe(1);
  });

  test('equal content is left alone and makes no change', () => {
    library.store('a.md', 'h1', draft());
    const before = library.lastChange();
    expect(library.store('a.md', 'h1', draft())).toBe('unchanged');
    expect(library.lastChange()).toBe(before);
  });

  test('changed content is a new revision, and the older one stays readable', () => {
    library.store('a.md', 'h1', draft({ text: 'old' }));
    expect(library.store('a.md', 'h2', draft({ text: 'new' }))).toBe('changed');
    const id = articleId('a.md');
    expect(library.article(id)).toMatchObject({ text: 'new', revision: 2 });
    expect(library.revision(id, 1)).toMatchObject({ text: 'old', revision: 1 });
    expect(library.revision(id, 3)).toBeNull();
  });

  test('a removed article is gone for readers, and keeps its history', () => {
    library.store('a.md', 'h1', draft());
    const id = articleId('a.md');
    expect(library.remove(id)).toBe(true);
    expect(library.remove(id)).toBe(false);
    expect(library.article(id)).toBeNull();
    expect(library.articles([id]).size).toBe(0);
    expect(library.known('a.md').size).toBe(0);
    expect(library.articleCount()).toBe(0);
    expect(library.revision(id, 1)).toMatchObject({ title: 'A router learns to wait' });
  });

  test('a removed article that comes back is added again under its id, with the next revision', () => {
    library.store('a.md', 'h1', draft());
    const id = articleId('a.md');
    library.remove(id);
    expect(library.store('a.md', 'h1', draft())).toBe('added');
    expect(library.article(id)).toMatchObject({ id, revision: 2 });
  });

  test('articles() gives the live ones of those asked for', () => {
    for (const name of ['a.md', 'b.md', 'c.md']) library.store(name, 'h', draft({ title: name }));
    library.remove(articleId('b.md'));
    const found = library.articles([articleId('a.md'), articleId('b.md'), 'unknown']);
    expect([...found.values()].map((article) => article.title)).toEqual(['a.md']);
  });
});

describe('the change log', () => {
  test('holds one rising number for each store and removal', () => {
    library.store('a.md', 'h1', draft());
    library.store('b.md', 'h1', draft());
    library.remove(articleId('a.md'));
    const changes = library.changesAfter(0, 10);
    expect(changes.map(({ articleId: id, kind }) => [id, kind])).toEqual([
      [articleId('a.md'), 'upsert'],
      [articleId('b.md'), 'upsert'],
      [articleId('a.md'), 'remove'],
    ]);
    const numbers = changes.map((change) => change.number);
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
    expect(library.changesAfter(numbers[0] ?? 0, 1)).toEqual([changes[1]]);
    expect(library.lastChange()).toBe(numbers[2]);
  });

  test('a transaction that fails leaves neither article nor change', () => {
    expect(() =>
      library.transaction(() => {
        library.store('a.md', 'h1', draft());
        throw new Error('stop');
      }),
    ).toThrow('stop');
    expect(library.articleCount()).toBe(0);
    expect(library.lastChange()).toBe(0);
    expect(library.store('a.md', 'h1', draft())).toBe('added');
  });

  test('the data version rises with writes of this and of other connections, and only then', () => {
    const reader = Library.open(folder);
    const [own, other] = [library.dataVersion(), reader.dataVersion()];
    expect(library.dataVersion()).toBe(own);
    library.store('a.md', 'h1', draft());
    expect(library.dataVersion()).toBeGreaterThan(own);
    expect(reader.dataVersion()).toBeGreaterThan(other);
    expect(reader.article(articleId('a.md'))).not.toBeNull();
    reader.close();
  });
});

describe('what is known of a place', () => {
  beforeEach(() => {
    const locators = [
      'articles/a.md',
      'articles/b.jsonl#1',
      'articles/b.jsonl#2',
      'articles2/c.md',
      '/elsewhere/d.md',
    ];
    for (const locator of locators) library.store(locator, `hash of ${locator}`, draft());
  });

  const cases: [scope: string, expected: string[]][] = [
    ['articles', ['articles/a.md', 'articles/b.jsonl#1', 'articles/b.jsonl#2']],
    ['articles/', ['articles/a.md', 'articles/b.jsonl#1', 'articles/b.jsonl#2']],
    ['articles/b.jsonl', ['articles/b.jsonl#1', 'articles/b.jsonl#2']],
    ['articles/a.md', ['articles/a.md']],
    ['.', ['articles/a.md', 'articles/b.jsonl#1', 'articles/b.jsonl#2', 'articles2/c.md']],
    ['/', ['/elsewhere/d.md']],
    ['article', []],
    ['articl%', []],
  ];
  test.each(cases)('%s', (scope, expected) => {
    expect([...library.known(scope).keys()]).toEqual(expected);
  });

  test('comes with id and hash', () => {
    expect(library.known('articles/a.md').get('articles/a.md')).toEqual({
      id: articleId('articles/a.md'),
      contentHash: 'hash of articles/a.md',
    });
  });

  test('readings of files are remembered until they are forgotten', () => {
    expect(library.readingOf('x.jsonl')).toBeNull();
    library.noteReading('x.jsonl', { hash: 'h', articles: 3 });
    expect(library.readingOf('x.jsonl')).toEqual({ hash: 'h', articles: 3 });
    library.noteReading('x.jsonl', null);
    expect(library.readingOf('x.jsonl')).toBeNull();
  });
});

test('coverage tells how many articles there are, of which time, outlets and languages', () => {
  expect(library.coverage()).toEqual({
    articles: 0,
    oldest: null,
    newest: null,
    outlets: [],
    lastStored: null,
    languages: {},
  });
  library.store('a.md', 'h', draft({ publishedAt: '2019-01-02', outlet: 'B' }));
  library.store('b.md', 'h', draft({ publishedAt: '2023-04-05T10:00:00Z', outlet: 'A' }));
  library.store('c.md', 'h', draft({ publishedAt: null, outlet: null, language: 'de' }));
  expect(library.coverage()).toEqual({
    articles: 3,
    oldest: '2019-01-02',
    newest: '2023-04-05T10:00:00Z',
    outlets: ['A', 'B'],
    lastStored: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T/),
    languages: { en: 2, de: 1 },
  });
});

describe('the lock', () => {
  test('is held by one at a time, and free again after release', () => {
    const other = Library.open(folder);
    const lock = library.lock();
    expect(() => other.lock()).toThrow(/^Another reindex is running on .*; wait until it has ended\.$/);
    lock.release();
    lock.release();
    other.lock().release();
    other.close();
  });

  test('readers and writers of the library itself are not kept waiting by it', () => {
    const lock = library.lock();
    const reader = Library.open(folder);
    expect(reader.articleCount()).toBe(0);
    reader.close();
    lock.release();
  });

  test('held by another process it is refused at once, and freed when that process is killed', async () => {
    const module = new URL('../../../src/library/library.ts', import.meta.url).href;
    const script = `
      const { Library } = await import(${JSON.stringify(module)});
      Library.open(${JSON.stringify(folder)}).lock();
      console.log('locked');
      setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    try {
      await once(child.stdout, 'data');
      expect(() => library.lock()).toThrow('Another reindex is running');
    } finally {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    library.lock().release();
  });
});

describe('a file that cannot be used is told in a sentence', () => {
  test('not a database', () => {
    const other = mkdtempSync(join(tmpdir(), 'newshound-library-'));
    writeFileSync(join(other, 'library.sqlite'), 'this is no database, '.repeat(500));
    expect(() => Library.open(other)).toThrow(/library\.sqlite is not a database\. Move it away/);
    rmSync(other, { recursive: true });
  });

  test('written by a newer version', () => {
    library.close();
    const file = SqliteFile.open(join(folder, 'library.sqlite'), 0);
    file.exec('PRAGMA user_version = 99');
    file.close();
    expect(() => Library.open(folder)).toThrow(/written by a newer Newshound \(its tables have version 99/);
  });

  test('its folder is a file', () => {
    writeFileSync(join(folder, 'file'), '');
    expect(() => Library.open(join(folder, 'file'))).toThrow(/cannot be opened for writing/);
    expect(() => Library.open(join(folder, 'file', 'below'))).toThrow(/cannot be opened for writing/);
  });

  test('the disk is full: what was there stays readable', () => {
    const file = SqliteFile.open(join(folder, 'small.sqlite'), 0);
    file.exec('CREATE TABLE notes (text TEXT)');
    file.run('INSERT INTO notes VALUES (?)', 'kept');
    file.rows('PRAGMA max_page_count = 4');
    const fill = () =>
      file.transaction(() => {
        for (let i = 0; i < 10; i++) file.run('INSERT INTO notes VALUES (?)', 'x'.repeat(4000));
      });
    expect(fill).toThrow(
      /^The disk is full, so .*small\.sqlite could not be written\. Nothing that was there is lost/,
    );
    expect(file.rows('SELECT text FROM notes')).toEqual([{ text: 'kept' }]);
    file.close();
  });
});

test('check() finds a sound file sound and a damaged one damaged', () => {
  for (let i = 0; i < 200; i++) library.store(`${String(i)}.md`, 'h', draft({ text: 'word '.repeat(400) }));
  expect(library.check()).toBeNull();
  library.close();
  const path = join(folder, 'library.sqlite');
  // Opening and closing once more moves what is in the write-ahead log into the file.
  const file = SqliteFile.open(path, 0);
  file.rows('PRAGMA wal_checkpoint(TRUNCATE)');
  file.close();
  const bytes = readFileSync(path);
  bytes.fill(0xa5, 4096 * 3, 4096 * 30);
  writeFileSync(path, bytes);
  const damaged = Library.open(folder);
  expect(damaged.check()).not.toBeNull();
  damaged.close();
});

test('regression: a damaged letter in a text is shown as such, and does not end the process', () => {
  library.store('a.md', 'h', draft());
  library.close();
  const file = SqliteFile.open(join(folder, 'library.sqlite'), 0);
  file.run("UPDATE revisions SET text = CAST(X'57FF726421' AS TEXT)");
  file.close();
  library = Library.open(folder);
  expect(library.article(articleId('a.md'))?.text).toBe('W\uFFFDrd!');
});
