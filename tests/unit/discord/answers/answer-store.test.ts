import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { newRecord } from '../../../../src/discord/answers/answer-record.ts';
import { AnswerStore } from '../../../../src/discord/answers/answer-store.ts';
import { createLog } from '../../../../src/discord/log.ts';
import { BusyError, StorageError } from '../../../../src/errors.ts';
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
    expect(() => open(folder)).toThrow(BusyError);
    expect(() => open(folder)).toThrow(/Another bot is running with DATA_DIR/);
  }, 20_000);

  test('is refused where a newer version wrote it, or where it is no database', () => {
    const { folder, store } = open();
    store.close();
    const file = SqliteFile.open(join(folder, 'state.sqlite'), 0);
    file.exec('PRAGMA user_version = 99');
    file.close();
    expect(() => open(folder)).toThrow(/was written by a newer Newshound/);
    const other = temporaryFolder();
    writeFileSync(join(other, 'state.sqlite'), 'x'.repeat(5000));
    expect(() => open(other)).toThrow(StorageError);
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
