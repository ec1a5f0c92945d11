import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Library } from '../../src/library/library.ts';
import type { ReindexReport } from '../../src/newshound.ts';
import { nameOf, questionFor, writeArticle } from '../support/generated-articles.ts';
import {
  askHere,
  type Folders,
  makeFolders,
  reindexHere,
  runScript,
  startScript,
} from '../support/terminal.ts';

describe('npm run reindex', () => {
  let folders: Folders;

  beforeEach(() => {
    folders = makeFolders();
    for (let number = 0; number < 6; number++) writeArticle(folders.dataDir, number);
  });
  afterEach(() => {
    folders.remove();
  });

  const reindex = (...args: string[]) => runScript('reindex', args, folders.env);
  const answers = (...numbers: number[]) => askHere(folders, numbers.map(questionFor));
  const ask = async (...numbers: number[]) => (await answers(...numbers)).map(({ text }) => text);
  const report = async (...args: string[]): Promise<ReindexReport> =>
    JSON.parse((await reindex(...args, '--json')).stdout) as ReindexReport;

  test('tells what was added, changed, unchanged, removed and rejected; an article that is gone never answers again', async () => {
    expect(await report()).toMatchObject({
      added: 6,
      changed: 0,
      unchanged: 0,
      removed: 0,
      rejected: [],
      articles: 6,
    });

    writeArticle(folders.dataDir, 0, 2);
    rmSync(join(folders.dataDir, 'articles', 'article-0001.md'));
    writeFileSync(join(folders.dataDir, 'articles', 'empty.md'), '');
    const second = await reindex();
    expect(second.code).toBe(1);
    expect(second.stdout).toMatch(
      /^0 added, 1 changed, 4 unchanged, 1 removed, 1 rejected\n {2}articles\/empty\.md: \S/,
    );

    const [changed, gone] = await answers(0, 1);
    expect(changed?.text).toContain('version 2');
    expect(gone?.text).not.toContain(nameOf(1));
    // The others say the same of other machines, which is no answer without a doubt.
    expect(gone?.notices).toContainEqual({ code: 'doubtful' });
  }, 30_000);

  test('a second reindex at the same time says so and exits 2', async () => {
    mkdirSync(folders.dataDir, { recursive: true });
    const library = Library.open(folders.dataDir);
    const lock = library.lock();
    const { code, stderr } = await reindex();
    lock.release();
    library.close();
    expect(code).toBe(2);
    expect(stderr).toContain('Another reindex is running');
  }, 30_000);

  test('--rollback returns to the index before the rebuild and still knows what was removed since', async () => {
    await reindexHere(folders);
    const without = await reindex('--rollback');
    expect(without).toMatchObject({ code: 2 });
    expect(without.stderr).toContain('There is no previous index to return to.');

    expect((await reindex('--rebuild')).code).toBe(0);
    rmSync(join(folders.dataDir, 'articles', 'article-0002.md'));
    writeArticle(folders.dataDir, 3, 2);
    await reindexHere(folders);
    expect((await reindex('--rollback')).code).toBe(0);
    const [removed, changed] = await ask(2, 3);
    expect(removed).not.toContain(nameOf(2));
    expect(changed).toContain('version 2');
  }, 30_000);

  test('a path that does not exist is refused and removes nothing', async () => {
    await reindexHere(folders);
    const { code, stderr } = await reindex(join(folders.root, 'nowhere'));
    expect(code).toBe(2);
    expect(stderr).toContain('does not exist');
    expect(await ask(4)).toEqual([expect.stringContaining(nameOf(4))]);
  }, 30_000);

  test('Ctrl-C ends it with what was stored so far, and the next run completes it', async () => {
    for (let number = 6; number < 80; number++) writeArticle(folders.dataDir, number);
    const child = startScript('reindex', [], folders.env);
    child.kill('SIGINT');
    await new Promise((resolve) => child.once('close', resolve));
    expect((await reindex()).code).toBe(0);
    expect(await ask(79)).toEqual([expect.stringContaining(nameOf(79))]);
  }, 30_000);
});
