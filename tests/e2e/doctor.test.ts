import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Finding } from '../../src/doctor/finding.ts';
import { Sandbox } from '../../src/sandbox/sandbox.ts';
import { writeArticle } from '../support/generated-articles.ts';
import { type Folders, makeFolders, reindexHere, runScript } from '../support/terminal.ts';

describe('npm run doctor', () => {
  let folders: Folders;

  beforeAll(async () => {
    folders = makeFolders();
    for (let number = 0; number < 3; number++) writeArticle(folders.dataDir, number);
    await reindexHere(folders);
  });
  afterAll(() => {
    folders.remove();
  });

  const doctor = async (env: Record<string, string> = {}) => {
    const { code, stdout, stderr } = await runScript('doctor', ['--json'], { ...folders.env, ...env });
    const findings = JSON.parse(stdout) as (Finding & { check: string })[];
    return {
      code,
      problems: findings.filter(({ state }) => state === 'problem'),
      findings,
      printed: stdout + stderr,
    };
  };

  test('finds nothing wrong with a collection that answers, and tells how to get what could be there', async () => {
    const { code, problems, findings } = await doctor();
    expect({ code, problems }).toEqual({ code: 0, problems: [] });
    expect(findings.map(({ text }) => text)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^SQLite 3\..* \(prebuilt\)$/),
        expect.stringMatching(/^Library: 3 articles of 1 outlets, 2024-01-01 to 2024-01-03$/),
        expect.stringMatching(/^Index: 3 passages, embedded by builtin$/),
      ]),
    );
    const graph = findings.find(({ text }) => text.startsWith('hnswlib-node'));
    expect(graph?.state === 'ok' || graph?.cure?.includes('npm rebuild hnswlib-node')).toBe(true);
  });

  test('tells every problem with its cure and no secret, and exits with 1', async () => {
    const { code, problems, printed } = await doctor({
      DISCORD_TOKEN: 'secret-of-mine',
      OPENAI_API_KEY: 'key-of-mine',
      EMBEDDER: 'ollama:nomic-embed-text',
      OLLAMA_BASE_URL: 'http://127.0.0.1:1',
      CHAT_MODEL: 'llama-3.2-3b-instruct',
    });
    expect(code).toBe(1);
    const cures = problems.map((problem) => problem.cure).join('\n');
    // A token of the wrong shape, an embedder that did not build the index, a chat model that is not there.
    for (const cure of ['Reset Token', 'npm run reindex', 'npm run models -- pull llama-3.2-3b-instruct']) {
      expect(cures).toContain(cure);
    }
    expect(printed).not.toMatch(/secret-of-mine|key-of-mine/);
  });

  test('an index that lags behind the library is told', async () => {
    const behind = makeFolders();
    writeArticle(behind.dataDir, 0);
    await reindexHere(behind);
    const { Library } = await import('../../src/library/library.ts');
    const library = Library.open(behind.dataDir);
    for (const { id } of library.known('articles').values()) library.remove(id);
    library.close();
    const { stdout } = await runScript('doctor', [], behind.env);
    behind.remove();
    expect(stdout).toContain('The index lags behind: 1 changes');
  });

  test('tries out Discord, and says how it differs from the sandbox', async () => {
    const sandbox = await Sandbox.start();
    try {
      const { id } = sandbox.channel('general');
      const env = { DISCORD_TOKEN: sandbox.state.application.token, DISCORD_API_URL: sandbox.api };
      const args = ['--json', '--discord', '--channel', id];
      const { stdout } = await runScript('doctor', args, { ...folders.env, ...env });
      const findings = (JSON.parse(stdout) as (Finding & { check: string })[]).filter(
        ({ check }) => check === 'Discord, tried out',
      );
      // Nothing was registered there yet, and a sandbox does not differ from a sandbox.
      expect(findings.filter(({ state }) => state !== 'ok').map(({ text }) => text)).toEqual([
        'slash commands are registered as this version has them: /ask is not registered. `npm start` registers them',
      ]);
      expect(findings.map(({ text }) => text)).toEqual(
        expect.arrayContaining([
          'send',
          'delete',
          'mentions are suppressed',
          'every answer has the codes and the shape of the sandbox',
        ]),
      );
      expect([...sandbox.state.messages.values()].every(({ deletedAt }) => deletedAt !== null)).toBe(true);
      expect(sandbox.state.pings).toEqual([]);
    } finally {
      await sandbox.close();
    }
  }, 60_000);
});

describe('npm run evaluate -- retrieval', () => {
  test('measures a set in BEIR layout, as a table and as plain numbers', async () => {
    const folders = makeFolders();
    const put = (name: string, content: string): string => {
      const path = join(folders.root, name);
      writeFileSync(path, content);
      return path;
    };
    const filler = 'Nothing else was decided on that day, and the meeting ended early because of the rain.';
    const documents = [
      'The lighthouse keeper counted forty ships.',
      'Bread became dearer in every bakery of the town.',
    ];
    const corpus = put(
      'corpus.jsonl',
      documents
        .map((text, index) =>
          JSON.stringify({ _id: `D${String(index)}`, title: '', text: `${text} ${filler}` }),
        )
        .join('\n'),
    );
    const queries = put(
      'queries.jsonl',
      '{"_id":"Q0","text":"How many ships did the keeper count?"}\n{"_id":"Q1","text":"unjudged"}\n',
    );
    const qrels = put('qrels.tsv', 'query-id\tcorpus-id\tscore\nQ0\tD0\t1\n');
    const args = ['retrieval', '--corpus', corpus, '--queries', queries, '--qrels', qrels];

    const json = await runScript('evaluate', [...args, '--json'], folders.env);
    expect(JSON.parse(json.stdout)).toMatchObject({
      'nDCG@10': 1,
      'recall@1': 1,
      'recall@100': 1,
      queries: 1,
      documents: 2,
      embedder: 'builtin',
      ci: { 'nDCG@10': [1, 1] },
    });
    const missing = await runScript(
      'evaluate',
      [...args.slice(0, 2), join(folders.root, 'none'), ...args.slice(3)],
      folders.env,
    );
    folders.remove();
    expect(missing.code).toBe(1);
    expect(missing.stderr).toContain('cannot be read');
  });
});
