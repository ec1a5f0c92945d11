import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PageBlockStore } from '../../../src/library/page-blocks.ts';
import { migrate } from '../../../src/library/schema.ts';
import { SqliteFile } from '../../../src/storage/sqlite.ts';

let folder: string;
let file: SqliteFile;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'newshound-blocks-'));
  file = SqliteFile.open(join(folder, 'library.sqlite'), 1000);
  migrate(file);
});
afterEach(() => {
  file.close();
  rmSync(folder, { recursive: true, force: true });
});

const block = (digit: string) => digit.repeat(16);
const put = (store: PageBlockStore, host: string, articleId: string) => {
  store.put(host, { articleId, blocks: [block('a'), block('1')] });
};
const ids = (store: PageBlockStore, host: string) => store.pages(host).map(({ articleId }) => articleId);

test('pages come back as they were put in, the latest first, each article once', () => {
  const store = new PageBlockStore(file);
  put(store, 'news.example', 'one');
  put(store, 'news.example', 'two');
  store.put('news.example', { articleId: 'one', blocks: [block('b')] });
  expect(store.pages('news.example')).toEqual([
    { articleId: 'one', blocks: [block('b')] },
    { articleId: 'two', blocks: [block('a'), block('1')] },
  ]);
  store.put('moved.example', { articleId: 'one', blocks: [block('b')] });
  expect(ids(store, 'news.example')).toEqual(['two']);
});

test('the oldest are forgotten beyond the bounds, of a host and of all', () => {
  const store = new PageBlockStore(file, 3, 5);
  for (const id of ['1', '2', '3', '4']) put(store, 'first.example', id);
  expect(ids(store, 'first.example')).toEqual(['4', '3', '2']);
  for (const id of ['5', '6', '7']) put(store, 'second.example', id);
  expect(ids(store, 'first.example')).toEqual(['4', '3']);
  expect(ids(store, 'second.example')).toEqual(['7', '6', '5']);
});

test('a host is unsettled while a page of it is new or changed, and not by one that is as it was', () => {
  const store = new PageBlockStore(file);
  put(store, 'news.example', 'one');
  expect(store.unsettled()).toEqual(['news.example']);
  store.settle('news.example');
  put(store, 'news.example', 'one');
  expect(store.unsettled()).toEqual([]);
  store.put('news.example', { articleId: 'one', blocks: [block('b')] });
  expect(store.unsettled()).toEqual(['news.example']);
});
