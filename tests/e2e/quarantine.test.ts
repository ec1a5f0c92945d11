import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Quarantined } from '../../src/library/quarantine.ts';
import { type Folders, makeFolders, runScript } from '../support/terminal.ts';

describe('npm run quarantine', () => {
  let folders: Folders;
  beforeAll(() => {
    folders = makeFolders();
    mkdirSync(join(folders.dataDir, 'articles'), { recursive: true });
    writeFileSync(join(folders.dataDir, 'articles', 'a.md'), '# Tapes\n\nThey are gone.');
    writeFileSync(join(folders.dataDir, 'articles', 'b.docx'), 'no archive');
  });
  afterAll(() => {
    folders.remove();
  });

  const quarantine = (...args: string[]) => runScript('quarantine', args, folders.env);

  // The index is built without a single passage here, and the first comes with the acceptance.
  test('shows what a reindex rejected, takes what a person accepts, and says what cannot be taken', async () => {
    const reindexed = await runScript('reindex', [], folders.env);
    expect(reindexed.code).toBe(1);
    expect(reindexed.stdout).toContain(
      'In quarantine (1 too-short, 1 unreadable): `npm run quarantine -- list`',
    );

    const listed = JSON.parse((await quarantine('list', '--json')).stdout) as Quarantined[];
    expect(listed.map(({ locator }) => locator)).toEqual(['articles/a.md', 'articles/b.docx']);
    const [short, broken] = listed;
    expect((await quarantine('show', short!.id.slice(0, 6))).stdout).toContain('Tapes\n\nThey are gone.\n');

    const accepted = await quarantine('accept', short!.id);
    expect(accepted.stdout).toMatch(/^1 added.* 0 rejected\n1 articles in 1 passages/);
    const refused = await quarantine('accept', broken!.id);
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toMatch(/has no text that could be taken: articles\/b\.docx is not a ZIP archive/);

    rmSync(join(folders.dataDir, 'articles', 'b.docx'));
    expect((await quarantine('retry')).stdout).toMatch(/not there any more/);
    expect((await quarantine()).stdout).toBe('Nothing is in quarantine.\n');
  }, 60_000);
});
