import { readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { newRecord } from '../../../../src/discord/answers/answer-record.ts';
import { AnswerStore } from '../../../../src/discord/answers/answer-store.ts';
import { createLog } from '../../../../src/discord/log.ts';
import { BusyError } from '../../../../src/errors.ts';
import { SqliteFile } from '../../../../src/storage/sqlite.ts';
import { afterThisTest, temporaryFolder } from '../../../support/collection.ts';

function open(folder = temporaryFolder()) {
  const lines: string[] = [];
  const log = createLog('debug', [], { write: (line) => void lines.push(line) });
  const store = AnswerStore.open(folder, log);
  afterThisTest(() => store.close());
  return { folder, store, lines };
}

const asked = (id: number, askedAt = 0) =>
  newRecord({
    id: `10000000000000000${String(id)}`,
    channelId: '200000000000000000',
    askerId: '300000000000000000',
    askedAt,
    question: 'Why “ü”?',
    frame: 'de',
    origin: { kind: 'message' },
  });

const MESSAGE = '400000000000000001';

describe('what the bot remembers', () => {
  test('is there for the next process, oldest question first, until it is settled', () => {
    const { folder, store } = open();
    store.begin(asked(2, 20));
    store.begin(asked(1, 10));
    store.begin(asked(3, 30));
    store.save({ ...asked(3, 30), phase: 'done' });
    store.close();
    const next = open(folder).store;
    expect(next.unsettled()).toEqual([asked(1, 10), asked(2, 20)]);
    expect(next.get(asked(3).id)?.phase).toBe('done');
  });

  test('takes a question once, however often its event comes', () => {
    const { store } = open();
    expect([store.begin(asked(1)), store.begin(asked(1))]).toEqual([true, false]);
  });

  test('is found by the message that shows it, and goes with the last such message', () => {
    const { store } = open();
    store.begin(asked(1));
    store.save({ ...asked(1), messages: [MESSAGE], phase: 'done' });
    expect(store.byMessage(MESSAGE)?.id).toBe(asked(1).id);
    store.forgetMessage(MESSAGE);
    expect(store.get(asked(1).id)).toBeUndefined();
  });

  test('is forgotten in time, except what is not settled', () => {
    const { store } = open();
    store.begin(asked(1, 10));
    store.begin({ ...asked(2, 10), phase: 'done' });
    store.prune(11);
    expect([store.get(asked(1).id)?.id, store.get(asked(2).id)]).toEqual([asked(1).id, undefined]);
  });

  test('belongs to one bot at a time', () => {
    const { folder } = open();
    const another = (): AnswerStore => AnswerStore.open(folder, createLog('silent', []), 10);
    expect(another).toThrow(BusyError);
    expect(another).toThrow(/Another bot is running with DATA_DIR/);
  });

  test('is refused where a newer version wrote it', () => {
    const { folder, store } = open();
    store.close();
    const file = SqliteFile.open(join(folder, 'state.sqlite'), 0);
    file.exec('PRAGMA user_version = 99');
    file.close();
    expect(() => open(folder)).toThrow(/was written by a newer Newshound/);
  });

  test('that is damaged is left out and logged; the rest works', () => {
    const { folder, store, lines } = open();
    store.begin(asked(1));
    store.begin(asked(2));
    const file = SqliteFile.open(join(folder, 'state.sqlite'), 5000);
    file.run('UPDATE answers SET record = ? WHERE id = ?', Buffer.from('{"id":1}'), asked(1).id);
    file.close();
    expect(store.unsettled()).toEqual([asked(2)]);
    expect(store.get(asked(1).id)).toBeUndefined();
    expect(lines.join('')).toContain('could not be read or written');
  });

  test('whose disk is gone takes the memory and not the answers', () => {
    const { store } = open();
    store.close();
    expect(store.begin(asked(1))).toBe(true);
    expect(store.get(asked(1).id)).toBeUndefined();
    expect(store.unsettled()).toEqual([]);
    store.save(asked(1));
  });
});

describe('a damaged memory', () => {
  test('that breaks while the bot runs is told with its cure, which is no reindex', () => {
    const { folder, store, lines } = open();
    for (let id = 1; id < 10; id++) store.begin(asked(id));
    const path = join(folder, 'state.sqlite');
    // Another connection writes, so that the store reads its pages anew.
    const file = SqliteFile.open(path, 5000);
    file.run('UPDATE answers SET asked_at = 1');
    file.rows('PRAGMA wal_checkpoint(TRUNCATE)');
    file.close();
    const bytes = readFileSync(path);
    writeFileSync(path, Buffer.concat([bytes.subarray(0, 4096), Buffer.alloc(bytes.length - 4096, 0x5a)]));
    expect(store.get(asked(1).id)).toBeUndefined();
    expect(lines.join('')).toMatch(
      /state\.sqlite is damaged\. .*start the bot again, and it moves the file away/,
    );
    expect(lines.join('')).not.toContain('reindex');
    store.close();
    expect(open(folder).store.begin(asked(1))).toBe(true);
  });

  const damages: Readonly<Record<string, (path: string) => void>> = {
    'no database at all': (path) => {
      writeFileSync(path, 'This is a letter. '.repeat(500));
    },
    'pages full of something else': (path) => {
      const bytes = readFileSync(path);
      writeFileSync(path, Buffer.concat([bytes.subarray(0, 4096), Buffer.alloc(bytes.length - 4096, 0x5a)]));
    },
    'cut short': (path) => {
      truncateSync(path, 8192);
    },
  };

  test.each(Object.keys(damages))('(%s) is moved aside, and the bot begins anew', (damage) => {
    const { folder, store } = open();
    for (let id = 1; id < 10; id++) store.begin(asked(id));
    store.close();
    // A connection that is closed lives on until it is collected, and its changes stay in the log of changes.
    const file = SqliteFile.open(join(folder, 'state.sqlite'), 0);
    file.rows('PRAGMA wal_checkpoint(TRUNCATE)');
    file.close();
    damages[damage]?.(join(folder, 'state.sqlite'));
    const next = open(folder);
    expect(next.store.unsettled()).toEqual([]);
    expect(next.store.begin(asked(1))).toBe(true);
    expect(readdirSync(folder).filter((name) => /^state\.sqlite\.damaged-\d+$/.test(name))).toHaveLength(1);
    expect(next.lines.join('')).toContain('and the bot begins anew');
    expect(next.lines.join('')).not.toContain('"msg":"what is remembered of answers could not');
    next.store.close();
    expect(open(folder).store.unsettled()).toEqual([asked(1)]);
  });
});
