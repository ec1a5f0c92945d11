import Database from 'libsql';
import { BusyError, messageOf, StorageError } from '../errors.ts';

export type SqlValue = string | number | bigint | Uint8Array | null;

/**
 * One connection to an SQLite file: the only way in which Newshound uses the driver.
 *
 * Two habits of `libsql` are kept away from everybody else: rows read by `.get()` carry a stray
 * `_metadata`, and a `.get()` or an `.iterate()` that is not read to its end leaves its statement open, which
 * holds a snapshot and makes later writes fail. So everything here goes through `.all()`.
 */
export class SqliteFile {
  readonly path: string;
  readonly #database: InstanceType<typeof Database>;
  readonly #statements = new Map<string, ReturnType<InstanceType<typeof Database>['prepare']>>();
  readonly #cure: string | undefined;
  #depth = 0;

  private constructor(path: string, database: InstanceType<typeof Database>, cure: string | undefined) {
    this.path = path;
    this.#database = database;
    this.#cure = cure;
  }

  /**
   * Opens or creates the file; its folder must exist.
   * @param busyTimeoutMs how long a statement waits for a lock that another connection holds
   * @param cure a sentence that says what to do where the file is damaged; `reindex` where absent
   * @throws StorageError with a sentence where the file cannot be opened
   */
  static open(path: string, busyTimeoutMs: number, cure?: string): SqliteFile {
    try {
      const file = new SqliteFile(path, new Database(path), cure);
      file.rows(`PRAGMA busy_timeout = ${String(busyTimeoutMs)}`);
      return file;
    } catch (error) {
      throw storageFailure(path, error, cure);
    }
  }

  /** All rows of a query; every value is a string, a number, an ArrayBuffer or null. */
  rows<Row extends object>(sql: string, ...values: SqlValue[]): Row[] {
    return this.#guard(() => this.#prepare(sql).all(values) as Row[]);
  }

  /** The first row of a query, undefined where there is none. */
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the caller names the columns it asked for
  row<Row extends object>(sql: string, ...values: SqlValue[]): Row | undefined {
    return this.rows<Row>(sql, ...values)[0];
  }

  /** Runs a statement that returns no rows; returns how many rows it changed. */
  run(sql: string, ...values: SqlValue[]): number {
    return this.#guard(() => this.#prepare(sql).run(values).changes);
  }

  /** Runs an INSERT of one row; returns its rowid, null where it was left out because of a conflict. */
  insertOrIgnore(sql: string, ...values: SqlValue[]): number | null {
    const { changes, lastInsertRowid } = this.#guard(() => this.#prepare(sql).run(values));
    return changes === 0 ? null : Number(lastInsertRowid);
  }

  /** Runs an INSERT of one row; returns its rowid. Much cheaper than RETURNING, which reads a result. */
  insert(sql: string, ...values: SqlValue[]): number {
    const id = this.insertOrIgnore(sql, ...values);
    if (id === null) throw new Error('the row was not inserted');
    return id;
  }

  /** Runs several statements, without values. */
  exec(sql: string): void {
    this.#guard(() => this.#database.exec(sql));
  }

  /** All or nothing, under BEGIN IMMEDIATE; a call inside another joins it. */
  transaction<T>(work: () => T): T {
    if (this.#depth > 0) return work();
    this.exec('BEGIN IMMEDIATE');
    this.#depth++;
    try {
      const result = work();
      this.exec('COMMIT');
      return result;
    } catch (error) {
      // A full disk has rolled back already.
      if (this.#database.inTransaction) this.exec('ROLLBACK');
      throw error;
    } finally {
      this.#depth--;
    }
  }

  /** Reads at one moment of the file, whatever others commit meanwhile; a call inside a transaction joins it. */
  snapshot<T>(work: () => T): T {
    if (this.#depth > 0) return work();
    this.exec('BEGIN');
    this.#depth++;
    try {
      return work();
    } finally {
      this.#depth--;
      if (this.#database.inTransaction) this.exec('COMMIT');
    }
  }

  /** Ends an open transaction without keeping it, then closes. Closing twice is allowed. */
  close(): void {
    if (!this.#database.open) return;
    // Prepared statements keep a closed connection, and with it its locks, alive until they are collected.
    if (this.#database.inTransaction) this.#database.exec('ROLLBACK');
    this.#statements.clear();
    this.#database.close();
  }

  #prepare(sql: string) {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = this.#database.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }

  #guard<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw storageFailure(this.path, error, this.#cure);
    }
  }
}

const SENTENCES: readonly [code: RegExp, sentence: (path: string, cure: string | undefined) => string][] = [
  [
    /^(SQLITE_FULL|ENOSPC|EDQUOT)/,
    (path) =>
      `The disk is full, so ${path} could not be written. Nothing that was there is lost: free some space and run the command again.`,
  ],
  [
    /^SQLITE_NOTADB/,
    (path, cure = 'Move it away, or restore it from a backup, and run the command again.') =>
      `${path} is not a database. ${cure}`,
  ],
  [
    /^SQLITE_CORRUPT/,
    (
      path,
      cure = 'Restore it from a backup, or move it away and run `npm run reindex`, which builds it again from your files.',
    ) => `${path} is damaged. ${cure}`,
  ],
  [
    /^(SQLITE_READONLY|SQLITE_CANTOPEN|SQLITE_PERM|EACCES|EPERM|EROFS|ENOTDIR|EEXIST)/,
    (path) =>
      `${path} cannot be opened for writing. Check that its folder exists and that you may write there.`,
  ],
  [
    /^SQLITE_IOERR/,
    (path) => `Reading or writing ${path} failed. Check the disk, its free space and its permissions.`,
  ],
];

/** Puts a failure of SQLite or of the file system on `path` into a sentence; anything else is returned as it is. */
export function storageFailure(path: string, error: unknown, cure?: string): Error {
  const code = codeOf(error);
  if (/^SQLITE_(BUSY|LOCKED)/.test(code)) {
    return new BusyError(`${path} is in use by another process; try again when that has ended.`, {
      cause: error,
    });
  }
  const sentence = SENTENCES.find(([pattern]) => pattern.test(code))?.[1];
  return sentence ? new StorageError(sentence(path, cure), { cause: error }) : (error as Error);
}

/** True where a failure of `SqliteFile` means that what the file holds cannot be read, now or later. */
export function isDamage(error: unknown): boolean {
  return error instanceof StorageError && /^SQLITE_(NOTADB|CORRUPT)/.test(codeOf(error.cause));
}

function codeOf(error: unknown): string {
  // The driver reports a file that it could not open without a code, with SQLite's number (14) in the text.
  if (/^ConnectionFailed\(.*: 14"\)$/s.test(messageOf(error))) return 'SQLITE_CANTOPEN';
  if (typeof error !== 'object' || error === null || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}
