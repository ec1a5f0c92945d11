import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { disk, type FileSystem } from '../../../src/sources/file-system.ts';
import { walkFolder } from '../../../src/sources/folder.ts';
import { fileOf, locatorOf, pathOf, recordLocator } from '../../../src/sources/locator.ts';

let data: string;

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'newshound-folder-'));
});
afterEach(() => {
  rmSync(data, { recursive: true, force: true });
});

function write(...names: string[]): void {
  for (const name of names) {
    mkdirSync(dirname(join(data, name)), { recursive: true });
    writeFileSync(join(data, name), 'x');
  }
}

function found(root: string, files?: FileSystem): string[] {
  const walk = walkFolder(join(data, root), data, new Set(), files);
  if (!walk.ok) return [walk.reason];
  return walk.entries.map((entry) =>
    entry.kind === 'file' ? entry.locator : `${entry.locator}: ${entry.reason}`,
  );
}

describe('a walk', () => {
  test('finds files at every depth, sorted, without hidden ones and READMEs', () => {
    write('a/z.md', 'a/b/c.txt', 'a/b/README.md', 'a/.hidden.md', 'a/.git/config', 'a/A.md');
    expect(found('a')).toEqual(['a/A.md', 'a/b/c.txt', 'a/z.md']);
  });

  test('takes a single file', () => {
    write('a.md');
    expect(found('a.md')).toEqual(['a.md']);
  });

  test('tells a path that does not exist from an empty folder', () => {
    mkdirSync(join(data, 'empty'));
    expect(found('empty')).toEqual([]);
    expect(found('nowhere')).toEqual(['missing']);
  });

  test('follows links to folders and files outside, and ends in loops', () => {
    const outside = mkdtempSync(join(tmpdir(), 'newshound-outside-'));
    writeFileSync(join(outside, 'far.md'), 'x');
    write('a/near.md');
    symlinkSync(outside, join(data, 'a', '1-far'));
    symlinkSync(join(data, 'a'), join(data, 'a', 'loop'));
    symlinkSync(data, join(data, 'a', 'up'));
    symlinkSync(join(data, 'a', 'near.md'), join(data, 'a', '0-near.md'));
    expect(found('a')).toEqual(['a/near.md', 'a/1-far/far.md']);
    rmSync(outside, { recursive: true });
  });

  test('a link to nothing and a link to itself are told and do not end the walk', () => {
    write('a/near.md');
    symlinkSync(join(data, 'gone.md'), join(data, 'a', 'dangling.md'));
    symlinkSync(join(data, 'a', 'self.md'), join(data, 'a', 'self.md'));
    expect(found('a')).toEqual([
      'a/dangling.md: is a symbolic link to nothing',
      'a/near.md',
      'a/self.md: is a symbolic link that leads back to itself',
    ]);
  });

  test('a folder that may not be listed is told, the others are walked', () => {
    write('a/1/x.md', 'a/2/y.md');
    const forbidden: FileSystem = {
      ...disk,
      list: (path) => {
        if (path.endsWith('1')) throw Object.assign(new Error('EACCES'), { code: 'EACCES' });
        return disk.list(path);
      },
    };
    expect(found('a', forbidden)).toEqual(['a/1: cannot be read: no permission', 'a/2/y.md']);
  });

  test('overlapping roots give each file once', () => {
    write('a/b/c.md');
    const seen = new Set<string>();
    const walks = ['a', 'a/b'].map((root) => walkFolder(join(data, root), data, seen));
    expect(walks.flatMap((walk) => (walk.ok ? walk.entries : []))).toHaveLength(1);
  });
});

describe('a locator', () => {
  test.each([
    ['/srv/data/articles/a.md', 'articles/a.md'],
    ['/srv/data', '.'],
    ['/srv/data/..a/b.md', '..a/b.md'],
    ['/srv/other/a.md', '/srv/other/a.md'],
    ['/srv/database/a.md', '/srv/database/a.md'],
    ['/srv/data/C#/100% of %23 %25.md', 'C%23/100% of %2523 %2525.md'],
  ])('of %s is %s, and leads back', (path, locator) => {
    expect(locatorOf(path, '/srv/data')).toBe(locator);
    expect(pathOf(locator, '/srv/data').replace(/\/$/, '')).toBe(path);
  });

  test('of a record names its file', () => {
    const locator = recordLocator('articles/a%23.jsonl', 'https://x.example/#top');
    expect(fileOf(locator)).toBe('articles/a%23.jsonl');
    expect(pathOf(locator, '/srv/data')).toBe('/srv/data/articles/a#.jsonl');
  });
});
