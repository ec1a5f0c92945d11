import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { writeArticles } from '../../../src/evaluation/write-articles.ts';
import { temporaryFolder } from '../../support/collection.ts';

test('articles are written in files of a bounded size, in order and without loss', () => {
  const folder = join(temporaryFolder(), 'articles');
  const articles = Array.from({ length: 1201 }, (_, id) => ({ id: String(id), text: `Text ${String(id)}` }));
  expect(writeArticles(folder, articles)).toBe(1201);
  const files = readdirSync(folder).sort();
  expect(files).toHaveLength(3);
  const lines = files.flatMap((file) => readFileSync(join(folder, file), 'utf8').trimEnd().split('\n'));
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(articles);
});
