import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Answer } from '../../src/domain/answer.ts';
import { type Folders, makeFolders, runScript } from '../support/terminal.ts';

describe('npm run ask', () => {
  let folders: Folders;
  let first: { code: number | null; stdout: string; stderr: string };

  beforeAll(async () => {
    folders = makeFolders({ articles: true });
    first = await runScript('ask', ['Why did Meta publish Llama openly?'], folders.env);
  }, 60_000);
  afterAll(() => {
    folders.remove();
  });

  const ask = (...args: string[]) => runScript('ask', args, folders.env);
  const json = async (question: string): Promise<Answer> =>
    JSON.parse((await ask(question, '--json')).stdout) as Answer;

  test('the first question builds the index from data/articles and is answered in quotes with its sources', () => {
    expect(first.stderr).toBe('');
    expect(first.code).toBe(0);
    expect(first.stdout).toMatch(/“[^”]+” \[1\]/);
    expect(first.stdout).toMatch(/Sources\n\[1\].* — The Harbour Dispatch, 26 July 2024\n {4}https:\/\//);
    expect(existsSync(folders.indexDir)).toBe(true);
  });

  test('a German question is answered in German, with German sources first', async () => {
    const answer = await json('Wie viele Parameter hat Llama 3?');
    expect(answer).toMatchObject({ kind: 'answered', frame: 'de', model: null, embedder: 'builtin' });
    expect(answer.citations[0]).toMatchObject({ n: 1, language: 'de' });
    expect(answer.citations[0]?.quote).toMatch(/8 Milliarden.*70 Milliarden/);
  });

  test('--json cites slices that are found again in the stored article', async () => {
    const answer = await json('Why did Meta publish Llama openly?');
    expect(answer.citations.length).toBeGreaterThan(0);
    const { Library } = await import('../../src/library/library.ts');
    const library = Library.open(folders.dataDir);
    for (const { articleId, start, end, quote } of answer.citations) {
      expect(library.article(articleId)?.text.slice(start, end)).toBe(quote);
    }
    library.close();
    for (const mark of answer.text.matchAll(/\[(\d+)\]/g)) {
      expect(answer.citations.map(({ n }) => n)).toContain(Number(mark[1]));
    }
  });

  test('--explain tells how the passages were found and judged, as a table or as JSON', async () => {
    const { code, stdout } = await ask('Why did Meta publish Llama openly?', '--explain');
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /Sources\n\[1\][^]*\nrank +score +stems[^]*\n +1 +\d[^]*dropped: [^]*\nGate: enough, log-odds \d/,
    );
    const answer = JSON.parse(
      (await ask('Why did Meta publish Llama openly?', '--explain', '--json')).stdout,
    ) as {
      explanation: { passages: { title: string; rank: number }[] };
    };
    expect(answer.explanation.passages[0]).toMatchObject({
      rank: 1,
      title: 'Why did Meta publish Llama openly?',
    });
  });

  test('where nothing is found it says so, names the nearest articles and exits 3', async () => {
    const { code, stdout } = await ask('Wie backt man Sauerteigbrot mit Roggen?');
    expect(code).toBe(3);
    expect(stdout).toContain('Dazu habe ich in den Artikeln nichts gefunden.');
    expect(stdout).toContain('Die nächstliegenden Artikel\n- ');
    expect(stdout).not.toContain('Quellen');
  });

  test.each([
    ['no question', [], 'Write the question behind the command'],
    ['a question of spaces and control characters', [' \u0007\u200b '], 'The question is empty'],
    [
      'a question of 10,000 characters',
      ['why '.repeat(2500)],
      'The question has 9999 characters; please use 1000 at most.',
    ],
    ['an unknown option', ['--loud', 'why?'], "unknown option '--loud'"],
  ])('%s is wrong usage: one sentence on stderr and exit 2', async (_name, args, sentence) => {
    const { code, stdout, stderr } = await ask(...args);
    expect(stderr).toContain(sentence);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });

  test('control characters in a question do not reach the answer', async () => {
    const { code, stdout } = await ask('Why did \u001b[31mMeta\u0007 publish Llama openly?');
    expect(code).toBe(0);
    // eslint-disable-next-line no-control-regex
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
  });

  test('the built-in path loads no LangChain provider, no ONNX and no llama', async () => {
    const log = join(folders.root, 'modules.txt');
    const { code } = await runScript(
      'ask',
      ['How many parameters does Llama 3 have?'],
      { ...folders.env, LOADED_MODULES: log },
      ['--import', './tests/support/log-modules.mjs'],
    );
    expect(code).toBe(0);
    const loaded = new Set(readFileSync(log, 'utf8').split('\n'));
    expect([...loaded].some((path) => path.includes('libsql'))).toBe(true);
    const heavy = [...loaded].filter((path) =>
      /node_modules\/(?:langchain|@langchain|node-llama-cpp|@node-llama-cpp|@huggingface|onnxruntime|discord\.js|openai|@mozilla|htmlparser2)/.test(
        path,
      ),
    );
    expect(heavy).toEqual([]);
  });

  test('deleting the index loses nothing: the next question builds it again from the library', async () => {
    rmSync(folders.indexDir, { recursive: true });
    rmSync(join(folders.dataDir, 'articles'), { recursive: true });
    const { code, stdout } = await ask('Why did Meta publish Llama openly?');
    expect(code).toBe(0);
    expect(stdout).toBe(first.stdout);
  });

  test('a wrong setting names the setting, the value and what is allowed, and exits 2', async () => {
    const { code, stderr } = await runScript('ask', ['why?'], { ...folders.env, EMBEDDER: 'e5' });
    expect(code).toBe(2);
    expect(stderr).toBe(
      'EMBEDDER cannot be "e5"; allowed: auto, builtin, hf:<model id or folder>, ollama:<name> or openai:<name>.\n',
    );
  });

  test('an index folder that cannot be written is one sentence and exit 1', async () => {
    const blocked = join(folders.root, 'blocked');
    writeFileSync(blocked, 'a file where the folder should be');
    const { code, stderr } = await runScript('ask', ['Who?'], {
      ...folders.env,
      INDEX_DIR: join(blocked, 'index'),
    });
    expect(code).toBe(1);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toContain(blocked);
  });

  test('an empty collection finds nothing and says so', async () => {
    const empty = makeFolders();
    mkdirSync(join(empty.dataDir, 'articles'), { recursive: true });
    const { code, stdout } = await runScript('ask', ['Who founded Mistral?'], empty.env);
    empty.remove();
    expect(code).toBe(3);
    expect(stdout).toContain('I found nothing on this in the articles.');
  });
});
