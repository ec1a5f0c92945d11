import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { compose } from '../../src/compose.ts';
import { parseConfig } from '../../src/config.ts';
import type { Newshound } from '../../src/newshound.ts';
import { nameOf, questionFor, writeArticle } from '../support/generated-articles.ts';
import { type Folders, makeFolders, reindexHere, runScript } from '../support/terminal.ts';

/** A running bot's Newshound beside a `reindex` in another process. */
let folders: Folders;
let running: Newshound;
const errors: unknown[] = [];

beforeAll(async () => {
  folders = makeFolders();
  for (let number = 0; number < 5; number++) writeArticle(folders.dataDir, number);
  await reindexHere(folders);
  running = await compose(parseConfig(folders.env));
  await running.prepare();
  running.follow(100, (error) => errors.push(error));
}, 30_000);

afterAll(async () => {
  await running.close();
  folders.remove();
});

async function answerTo(number: number): Promise<string> {
  for await (const event of running.ask({ text: questionFor(number) })) {
    if (event.type === 'final') return event.answer.text;
  }
  return 'no answer';
}

async function eventually(number: number, accepts: (answer: string) => boolean): Promise<void> {
  let answer = '';
  for (let attempt = 0; attempt < 100; attempt++) {
    answer = await answerTo(number);
    if (accepts(answer)) return;
    await delay(50);
  }
  throw new Error(`article ${String(number)} is still answered with: ${answer}`);
}

test('a running bot answers from new, changed and removed articles, and from a new generation, without a restart', async () => {
  expect(await answerTo(1)).toContain('version 1');

  writeArticle(folders.dataDir, 1, 2);
  writeArticle(folders.dataDir, 9);
  rmSync(join(folders.dataDir, 'articles', 'article-0002.md'));
  await runScript('reindex', [], folders.env);
  await eventually(1, (answer) => answer.includes('version 2'));
  await eventually(9, (answer) => answer.includes(nameOf(9)));
  await eventually(2, (answer) => !answer.includes(nameOf(2)));

  writeArticle(folders.dataDir, 3, 7);
  await runScript('reindex', ['--rebuild'], folders.env);
  await eventually(3, (answer) => answer.includes('version 7'));
  expect(errors).toEqual([]);
}, 60_000);
