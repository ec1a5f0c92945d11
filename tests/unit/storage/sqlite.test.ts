import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { BusyError, StorageError } from '../../../src/errors.ts';
import { SqliteFile, storageFailure } from '../../../src/storage/sqlite.ts';
import { decodeText, type TextBytes, textColumns } from '../../../src/storage/text-columns.ts';
import { afterThisTest, temporaryFolder } from '../../support/collection.ts';

function open(path = join(temporaryFolder(), 'a.sqlite')): SqliteFile {
  const file = SqliteFile.open(path, 0);
  afterThisTest(() => file.close());
  return file;
}

function withTable(): SqliteFile {
  const file = open();
  file.exec('CREATE TABLE t (name TEXT, value)');
  return file;
}

const names = (file: SqliteFile): string[] =>
  file.rows<{ name: string }>('SELECT name FROM t ORDER BY name').map(({ name }) => name);

describe('a database file', () => {
  test('gives rows back as they were written, and nothing beside their columns', () => {
    const file = withTable();
    expect(file.run('INSERT INTO t VALUES (?, ?), (?, ?)', 'a', 1.5, 'b', null)).toBe(2);
    expect(file.row('SELECT * FROM t WHERE name = ?', 'a')).toEqual({ name: 'a', value: 1.5 });
    expect(file.row('SELECT * FROM t WHERE name = ?', 'b')).toEqual({ name: 'b', value: null });
    expect(file.row('SELECT * FROM t WHERE name = ?', 'c')).toBeUndefined();
    file.run('INSERT INTO t VALUES (?, ?)', 'c', new Uint8Array([0, 255]));
    const bytes = file.row<{ value: ArrayBuffer }>('SELECT value FROM t WHERE name = ?', 'c')?.value;
    expect([...new Uint8Array(bytes!)]).toEqual([0, 255]);
  });

  test('a transaction writes all or nothing, also with another inside it', () => {
    const file = withTable();
    expect(() =>
      file.transaction(() => {
        file.run('INSERT INTO t (name) VALUES (?)', 'outer');
        file.transaction(() => file.run('INSERT INTO t (name) VALUES (?)', 'inner'));
        throw new Error('on the way');
      }),
    ).toThrow('on the way');
    expect(names(file)).toEqual([]);
    const result = file.transaction(() => {
      file.transaction(() => file.run('INSERT INTO t (name) VALUES (?)', 'inner'));
      return 'done';
    });
    expect(result).toBe('done');
    expect(names(file)).toEqual(['inner']);
  });

  test('is closed twice without harm, and loses what was not committed', () => {
    const file = withTable();
    file.exec('BEGIN');
    file.run('INSERT INTO t (name) VALUES (?)', 'lost');
    file.close();
    file.close();
    expect(names(open(file.path))).toEqual([]);
  });

  test('that another connection is writing is told to be in use', () => {
    const file = withTable();
    const other = open(file.path);
    other.exec('BEGIN EXCLUSIVE');
    expect(() => file.run('INSERT INTO t (name) VALUES (?)', 'a')).toThrow(BusyError);
    expect(() => file.run('INSERT INTO t (name) VALUES (?)', 'a')).toThrow(`${file.path} is in use`);
  });

  test('that is none is told so, with what to do', () => {
    const path = join(temporaryFolder(), 'a.sqlite');
    writeFileSync(path, 'just some text, and enough of it to be read. '.repeat(100));
    expect(() => open(path).rows('SELECT * FROM sqlite_schema')).toThrow(
      `${path} is not a database. Move it away, or restore it from a backup, and run the command again.`,
    );
  });

  test('that cannot be opened is told so, with what to look at', () => {
    const path = join(temporaryFolder(), 'a.sqlite');
    mkdirSync(path);
    expect(() => open(path)).toThrow(StorageError);
    expect(() => open(path)).toThrow(`${path} cannot be opened for writing.`);
  });
});

describe('a failure of the disk', () => {
  test.each([
    ['SQLITE_FULL', 'The disk is full'],
    ['ENOSPC', 'The disk is full'],
    ['SQLITE_CORRUPT_VTAB', 'is damaged'],
    ['SQLITE_READONLY', 'cannot be opened for writing'],
    ['EROFS', 'cannot be opened for writing'],
    ['SQLITE_IOERR_WRITE', 'Reading or writing'],
  ])('%s is a sentence that names the file, and keeps its cause', (code, sentence) => {
    const cause = Object.assign(new Error(code), { code });
    const failure = storageFailure('data/library.sqlite', cause);
    expect(failure).toBeInstanceOf(StorageError);
    expect(failure.message).toContain(sentence);
    expect(failure.message).toContain('data/library.sqlite');
    expect(failure.cause).toBe(cause);
  });

  test('anything else stays what it is', () => {
    const error = new TypeError('a mistake of ours');
    expect(storageFailure('x', error)).toBe(error);
  });
});

describe('text columns', () => {
  test('are read under their names, with damage in place of what is no text', () => {
    const file = withTable();
    file.run('INSERT INTO t VALUES (?, ?)', 'Größe 😀', 7);
    file.run("INSERT INTO t VALUES (CAST(x'61ff62' AS TEXT), 8)");
    const rows = file.rows<{ title: TextBytes; value: number }>(
      `SELECT value, ${textColumns(['name', 'title'])} FROM t ORDER BY value`,
    );
    expect(rows.map(({ value, title }) => [value, decodeText(title)])).toEqual([
      [7, 'Größe 😀'],
      [8, 'a\ufffdb'],
    ]);
  });

  test('may be empty', () => {
    const file = withTable();
    file.run('INSERT INTO t VALUES (?, ?)', '', 7);
    expect(decodeText(file.row<{ name: TextBytes }>(`SELECT ${textColumns('name')} FROM t`)!.name)).toBe('');
  });
});
