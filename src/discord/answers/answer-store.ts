import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { StorageError } from '../../errors.ts';
import { acquireProcessLock, type ProcessLock } from '../../storage/process-lock.ts';
import { isDamage, SqliteFile } from '../../storage/sqlite.ts';
import { type AnswerRecord, answerRecord } from './answer-record.ts';

/** Counts up with every change of the tables; stored as `PRAGMA user_version`. */
const SCHEMA_VERSION = 1;

/** How long settled answers are remembered, in milliseconds: so long their sources open and they can be asked again. */
export const KEPT_FOR = 30 * 24 * 60 * 60_000;

/** Milliseconds that a start waits for a bot that is just ending. */
const LOCK_WAIT = 2000;

/** For a file that breaks while the bot runs. */
const CURE =
  'It holds only what the bot remembers of its answers on Discord: start the bot again, and it moves the file away and begins anew.';

/** Records are JSON in a blob: the driver ends the process over a damaged text, not over a damaged blob. */
const TABLES = `
  CREATE TABLE answers (
    id TEXT PRIMARY KEY,
    asked_at INTEGER NOT NULL,
    settled INTEGER NOT NULL,
    record BLOB NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX unsettled_answers ON answers (id) WHERE settled = 0;
  CREATE TABLE messages (
    id TEXT PRIMARY KEY,
    answer_id TEXT NOT NULL REFERENCES answers (id) ON DELETE CASCADE
  ) WITHOUT ROWID;
  CREATE INDEX messages_by_answer ON messages (answer_id);
`;

interface Row {
  readonly record: ArrayBuffer;
}

/**
 * What the bot remembers of questions and their answers, in `DATA_DIR/state.sqlite`. Everything is written at once,
 * so that a process that is killed leaves what the next one needs. A disk that fails takes this memory and not the
 * answers: after `open` no method throws, failures are logged.
 */
export class AnswerStore {
  readonly #file: SqliteFile;
  readonly #lock: ProcessLock;
  readonly #log: Logger;

  private constructor(file: SqliteFile, lock: ProcessLock, log: Logger) {
    this.#file = file;
    this.#lock = lock;
    this.#log = log;
  }

  /**
   * Opens the store of a folder that exists. A damaged one is moved aside: it holds nothing without which the bot could
   * not answer.
   * @throws BusyError where another bot uses it; StorageError where it cannot be used or is newer than this program
   */
  static open(dataDir: string, log: Logger, lockWaitMs = LOCK_WAIT): AnswerStore {
    const busy = `Another bot is running with DATA_DIR ${dataDir}. Stop it first, or give this one a DATA_DIR of its own.`;
    const lock = acquireProcessLock(join(dataDir, 'state.lock.sqlite'), lockWaitMs, busy);
    try {
      return new AnswerStore(openOrBeginAnew(join(dataDir, 'state.sqlite'), log), lock, log);
    } catch (error) {
      lock.release();
      throw error;
    }
  }

  /** Remembers a new question; false where it is known already, because its event came twice. */
  begin(record: AnswerRecord): boolean {
    return this.#try(true, () => {
      const sql = 'INSERT OR IGNORE INTO answers (id, asked_at, settled, record) VALUES (?, ?, ?, ?)';
      const added = this.#file.run(sql, record.id, record.askedAt, settled(record), encode(record)) === 1;
      // A message that is asked anew shows the answer to the new question.
      if (added) this.#addMessages(record, 'REPLACE');
      return added;
    });
  }

  /** Remembers what has changed in a record. */
  save(record: AnswerRecord): void {
    this.#try(undefined, () => {
      this.#file.transaction(() => {
        const sql = 'UPDATE answers SET settled = ?, record = ? WHERE id = ?';
        if (this.#file.run(sql, settled(record), encode(record), record.id) === 1)
          // What an older question still has to write about a message does not take it back.
          this.#addMessages(record, 'IGNORE');
      });
    });
  }

  get(id: string): AnswerRecord | undefined {
    return this.#try(undefined, () => this.#first('SELECT record FROM answers WHERE id = ?', id));
  }

  /** The record whose answer stands in this message. */
  byMessage(messageId: string): AnswerRecord | undefined {
    const sql = 'SELECT record FROM answers WHERE id = (SELECT answer_id FROM messages WHERE id = ?)';
    return this.#try(undefined, () => this.#first(sql, messageId));
  }

  /** What a process before this one has left, oldest first. */
  unsettled(): AnswerRecord[] {
    return this.#try([], () =>
      this.#file
        .rows<Row>('SELECT record FROM answers WHERE settled = 0 ORDER BY asked_at')
        .flatMap((row) => this.#decode(row) ?? []),
    );
  }

  /** A message was deleted; with the last message of an answer its record goes too. */
  forgetMessage(messageId: string): void {
    this.#try(undefined, () => {
      this.#file.transaction(() => {
        const sql = 'SELECT answer_id FROM messages WHERE id = ?';
        const answer = this.#file.row<{ answer_id: string }>(sql, messageId)?.answer_id;
        if (answer === undefined) return;
        this.#file.run('DELETE FROM messages WHERE id = ?', messageId);
        this.#file.run(
          'DELETE FROM answers WHERE id = ? AND settled = 1 AND NOT EXISTS (SELECT 1 FROM messages WHERE answer_id = ?)',
          answer,
          answer,
        );
      });
    });
  }

  /** Forgets settled answers to questions that were asked before a moment. */
  prune(before: number): void {
    this.#try(undefined, () => {
      this.#file.run('DELETE FROM answers WHERE settled = 1 AND asked_at < ?', before);
    });
  }

  /** Closing twice is allowed. */
  close(): void {
    this.#file.close();
    this.#lock.release();
  }

  #addMessages({ id, messages }: AnswerRecord, known: 'REPLACE' | 'IGNORE'): void {
    const sql = `INSERT OR ${known} INTO messages (id, answer_id) VALUES (?, ?)`;
    for (const message of messages) this.#file.run(sql, message, id);
  }

  #first(sql: string, value: string): AnswerRecord | undefined {
    const row = this.#file.row<Row>(sql, value);
    return row && this.#decode(row);
  }

  #decode({ record }: Row): AnswerRecord | undefined {
    return this.#try(undefined, () =>
      answerRecord.parse(JSON.parse(Buffer.from(record).toString('utf8')) as unknown),
    );
  }

  #try<T>(otherwise: T, work: () => T): T {
    try {
      return work();
    } catch (error) {
      this.#log.error({ err: error }, 'what is remembered of answers could not be read or written');
      return otherwise;
    }
  }
}

function openOrBeginAnew(path: string, log: Logger): SqliteFile {
  try {
    return openFile(path);
  } catch (error) {
    if (!isDamage(error) && !(error instanceof DamagedStateError)) throw error;
    const aside = `${path}.damaged-${new Date().toISOString().replace(/\D/g, '')}`;
    for (const part of ['', '-wal', '-shm'])
      if (existsSync(path + part)) renameSync(path + part, aside + part);
    log.error(
      { err: error },
      `What the bot remembers of its answers is damaged. It lies in ${aside} now, and the bot begins anew: buttons below earlier answers do not work any more. Delete that file, or restore ${path} from a backup.`,
    );
    return openFile(path);
  }
}

/** SQLite itself had nothing against the file, but its pages do not fit together. */
class DamagedStateError extends Error {
  override name = 'DamagedStateError';
}

function openFile(path: string): SqliteFile {
  const file = SqliteFile.open(path, 5000, CURE);
  try {
    prepare(file);
    const [found] = file.rows<{ quick_check: string }>('PRAGMA quick_check(1)');
    if (found?.quick_check !== 'ok') throw new DamagedStateError(found?.quick_check ?? 'nothing was checked');
    return file;
  } catch (error) {
    file.close();
    throw error;
  }
}

function prepare(file: SqliteFile): void {
  file.rows('PRAGMA journal_mode = WAL');
  // A killed process loses nothing by this; a lost power supply may lose the last moments.
  file.rows('PRAGMA synchronous = NORMAL');
  file.rows('PRAGMA foreign_keys = ON');
  const version = file.row<{ user_version: number }>('PRAGMA user_version')?.user_version ?? 0;
  if (version > SCHEMA_VERSION) {
    throw new StorageError(
      `${file.path} was written by a newer Newshound. Update Newshound, or move the file away: it holds what the bot remembers of its answers on Discord.`,
    );
  }
  if (version === SCHEMA_VERSION) return;
  file.transaction(() => {
    file.exec(TABLES);
    file.exec(`PRAGMA user_version = ${String(SCHEMA_VERSION)}`);
  });
}

function settled({ phase }: AnswerRecord): number {
  return phase === 'done' ? 1 : 0;
}

function encode(record: AnswerRecord): Buffer {
  return Buffer.from(JSON.stringify(record));
}
