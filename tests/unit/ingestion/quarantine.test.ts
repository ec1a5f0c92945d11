import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ingest } from '../../../src/ingestion/ingest.ts';
import type { IngestReport } from '../../../src/ingestion/report.ts';
import { articleId, Library } from '../../../src/library/library.ts';
import type { Quarantined } from '../../../src/library/quarantine.ts';

let data: string;
let library: Library;

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'newshound-quarantine-'));
  mkdirSync(join(data, 'articles'));
  library = Library.open(data);
});
afterEach(() => {
  library.close();
  rmSync(data, { recursive: true, force: true });
});

const PROSE = 'The town of Harbour has switched off the tape robot that kept its land register since 1994.';

function write(name: string, content: string): void {
  writeFileSync(join(data, 'articles', name), content);
}

function run(): Promise<IngestReport> {
  return ingest(library, [join(data, 'articles')], { dataDir: data, maxDocumentMb: 1 });
}

function waiting(): Pick<Quarantined, 'kind' | 'locator' | 'reason'>[] {
  return library.quarantine.waiting().map(({ kind, locator, reason }) => ({ kind, locator, reason }));
}

async function accept(locator: string): Promise<IngestReport> {
  const found = library.quarantine.waiting().find((one) => one.locator === locator);
  library.quarantine.accept(found?.id ?? '');
  library.noteReading(locator.split('#')[0] ?? '', null);
  return run();
}

describe('what becomes no article waits in quarantine', () => {
  test('with its kind, reason, time and text, also where nothing changes any more', async () => {
    write('short.md', '# Tapes\n\nThey are gone.');
    write('lines.jsonl', `{"id":"1","text":"Nothing."}\nbroken\nworse\n{"id":"2","text":"${PROSE}"}\n`);
    const first = await run();
    expect(first).toMatchObject({ added: 1, articles: 1 });
    expect(waiting()).toEqual([
      {
        kind: 'too-short',
        locator: 'articles/lines.jsonl#1',
        reason: 'line 1 has only 8 characters of text',
      },
      {
        kind: 'unreadable',
        locator: 'articles/lines.jsonl',
        reason: expect.stringMatching(/^line 2 is not/),
      },
      {
        kind: 'unreadable',
        locator: 'articles/lines.jsonl',
        reason: expect.stringMatching(/^line 3 is not/),
      },
      { kind: 'too-short', locator: 'articles/short.md', reason: 'has only 14 characters of text' },
    ]);
    const { id } = library.quarantine.waiting()[3]!;
    expect(library.quarantine.find(id.slice(0, 8))).toMatchObject({
      title: 'Tapes',
      excerpt: 'They are gone.',
      characters: 14,
      acceptedAt: null,
    });
    const second = await run();
    expect(second).toMatchObject({ added: 0, unchanged: 1 });
    expect(new Set(second.rejected.map(({ reason }) => reason))).toEqual(
      new Set(first.rejected.map(({ reason }) => reason)),
    );
  });

  test('until its source becomes good, or is gone', async () => {
    write('a.md', 'Too short.');
    write('b.md', 'Too short, too.');
    await run();
    write('a.md', `# Tapes\n\n${PROSE}`);
    rmSync(join(data, 'articles/b.md'));
    expect(await run()).toMatchObject({ added: 1, rejected: [] });
    expect(library.quarantine.waiting()).toEqual([]);
  });

  test('and keeps the article that was there before', async () => {
    write('a.md', `# Tapes\n\n${PROSE}`);
    await run();
    write('a.md', '# Tapes\n\nPlease accept cookies.');
    expect(await run()).toMatchObject({ removed: 0, articles: 1 });
    expect(waiting()).toHaveLength(1);
    expect(await run()).toMatchObject({ unchanged: 1, articles: 1, rejected: [{ kind: 'too-short' }] });
  });
});

describe('what a person accepts', () => {
  test('is an article, and stays one when it is read again', async () => {
    write('a.md', '# Tapes\n\nThey are gone.');
    await run();
    expect(await accept('articles/a.md')).toMatchObject({ added: 1, rejected: [] });
    expect(library.article(articleId('articles/a.md'))).toMatchObject({ text: 'They are gone.' });
    expect(await run()).toMatchObject({ unchanged: 1, rejected: [] });
    library.noteReading('articles/a.md', null);
    expect(await run()).toMatchObject({ unchanged: 1, rejected: [] });
  });

  test('waits again when its bytes change, and the article of then is kept', async () => {
    write('a.md', '# Tapes\n\nThey are gone.');
    await run();
    await accept('articles/a.md');
    write('a.md', '# Tapes\n\nThey are back.');
    expect(await run()).toMatchObject({ changed: 0, articles: 1, rejected: [{ kind: 'too-short' }] });
    expect(library.article(articleId('articles/a.md'))).toMatchObject({ text: 'They are gone.' });
  });

  test('is one record of a file, whatever happens to the others', async () => {
    write('lines.jsonl', `{"id":"1","text":"Nothing."}\n{"id":"2","text":"Nothing else."}\n`);
    await run();
    expect(await accept('articles/lines.jsonl#1')).toMatchObject({ added: 1, articles: 1 });
    write('lines.jsonl', `{"id":"1","text":"Nothing."}\n{"id":"2","text":"${PROSE}"}\n`);
    expect(await run()).toMatchObject({ added: 1, unchanged: 1, articles: 2, rejected: [] });
    expect(waiting()).toEqual([]);
  });
});
