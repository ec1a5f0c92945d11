import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Library } from '../../src/library/library.ts';
import type { ReindexReport } from '../../src/newshound.ts';
import { nameOf, questionFor, writeArticle } from '../support/generated-articles.ts';
import { type Folders, makeFolders, runScript, startScript } from '../support/terminal.ts';

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
  const ask = (number: number) => runScript('ask', [questionFor(number)], folders.env);
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

    expect((await ask(0)).stdout).toContain('version 2');
    const gone = await ask(1);
    expect(gone.stdout).not.toContain(nameOf(1));
    // The others say the same of other machines, which is no answer without a doubt.
    expect(gone.stdout).toContain('The articles may answer this only in part.');
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
    expect((await reindex()).code).toBe(0);
  }, 30_000);

  test('--rollback returns to the index before the rebuild and still knows what was removed since', async () => {
    await reindex();
    expect((await reindex('--rebuild')).code).toBe(0);
    rmSync(join(folders.dataDir, 'articles', 'article-0002.md'));
    writeArticle(folders.dataDir, 3, 2);
    await reindex();
    expect((await reindex('--rollback')).code).toBe(0);
    expect((await ask(2)).stdout).not.toContain(nameOf(2));
    expect((await ask(3)).stdout).toContain('version 2');
  }, 30_000);

  test('--rollback without a previous index is one sentence and exit 2', async () => {
    await reindex();
    const { code, stderr } = await reindex('--rollback');
    expect(code).toBe(2);
    expect(stderr).toContain('There is no previous index to return to.');
  }, 30_000);

  test('a path that does not exist is refused and removes nothing', async () => {
    await reindex();
    const { code, stderr } = await reindex(join(folders.root, 'nowhere'));
    expect(code).toBe(2);
    expect(stderr).toContain('does not exist');
    expect((await ask(4)).code).toBe(0);
  }, 30_000);

  test('Ctrl-C ends it with what was stored so far, and the next run completes it', async () => {
    for (let number = 6; number < 80; number++) writeArticle(folders.dataDir, number);
    const child = startScript('reindex', [], folders.env);
    child.kill('SIGINT');
    await new Promise((resolve) => child.once('close', resolve));
    expect((await reindex()).code).toBe(0);
    expect((await ask(79)).code).toBe(0);
  }, 30_000);
});
