import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Article, ArticleDraft } from '../domain/article.ts';
import { messageOf } from '../errors.ts';
import { acquireProcessLock, type ProcessLock } from '../storage/process-lock.ts';
import { ARTICLE_COLUMNS, type ArticleRow, toArticle } from './article-rows.ts';
import { type Coverage, LIVE, readCoverage } from './coverage.ts';
import { PageBlockStore } from './page-blocks.ts';
import { Quarantine } from './quarantine.ts';
import { migrate } from './schema.ts';
import { SqliteFile, storageFailure } from '../storage/sqlite.ts';
import { WhileUnchanged } from './while-unchanged.ts';

/** One entry of the change log. Numbers rise without being reused; they may have gaps. */
export interface Change {
  readonly number: number;
  readonly articleId: string;
  readonly kind: 'upsert' | 'remove';
}

/** A file as it was last read. */
export interface Reading {
  readonly hash: string;
  /** How many articles it gave. */
  readonly articles: number;
}

/** The id of the article found at a locator: 16 hexadecimal digits. */
export function articleId(locator: string): string {
  return createHash('sha256').update(locator).digest('hex').slice(0, 16);
}

/**
 * Every article and its history, in `DATA_DIR/library.sqlite`: the truth that everything derived follows
 * by the change log. Any number of processes may read while one writes.
 *
 * All methods throw StorageError or BusyError with a sentence where the file cannot be used.
 */
export class Library {
  /** What became no article. */
  readonly quarantine: Quarantine;
  /** What is known of the paragraphs of web pages. */
  readonly pageBlocks: PageBlockStore;
  readonly #file: SqliteFile;
  readonly #dataDir: string;
  readonly #articleCount = new WhileUnchanged<number>();
  readonly #coverage = new WhileUnchanged<Coverage>();

  private constructor(file: SqliteFile, dataDir: string) {
    this.quarantine = new Quarantine(file);
    this.pageBlocks = new PageBlockStore(file);
    this.#file = file;
    this.#dataDir = dataDir;
  }

  /**
   * Opens the library of a folder; creates both where they are absent.
   * @throws StorageError where it is not a database, newer than this program, or may not be written
   */
  static open(dataDir: string): Library {
    makeFolder(dataDir);
    const file = SqliteFile.open(join(dataDir, 'library.sqlite'), 5000);
    try {
      // A lost power supply loses nothing that was reported as stored.
      file.rows('PRAGMA journal_mode = WAL');
      file.rows('PRAGMA synchronous = FULL');
      migrate(file);
    } catch (error) {
      file.close();
      throw error;
    }
    return new Library(file, dataDir);
  }

  /**
   * Takes the lock for writing. It lies on a file of its own, so that readers are never kept waiting.
   * @throws BusyError at once where another process holds it
   */
  lock(): ProcessLock {
    return acquireProcessLock(
      join(this.#dataDir, 'library.lock.sqlite'),
      0,
      `Another reindex is running on ${this.#dataDir}; wait until it has ended.`,
    );
  }

  /** A live article; null where it is unknown or removed. */
  article(id: string): Article | null {
    const row = this.#file.row<ArticleRow>(`SELECT ${ARTICLE_COLUMNS} FROM ${LIVE} AND a.id = ?`, id);
    return row ? toArticle(row) : null;
  }

  /** The live ones among many articles, by id. */
  articles(ids: Iterable<string>): Map<string, Article> {
    const rows = this.#file.rows<ArticleRow>(
      `SELECT ${ARTICLE_COLUMNS} FROM ${LIVE} AND a.id IN (SELECT value FROM json_each(?))`,
      JSON.stringify([...ids]),
    );
    return new Map(rows.map((row) => [row.id, toArticle(row)]));
  }

  /** An article as it was at one revision, also after it changed or was removed; null where there is none. */
  revision(id: string, revision: number): Article | null {
    const row = this.#file.row<ArticleRow>(
      `SELECT ${ARTICLE_COLUMNS} FROM articles a JOIN revisions r ON r.article_id = a.id WHERE a.id = ? AND r.revision = ?`,
      id,
      revision,
    );
    return row ? toArticle(row) : null;
  }

  /** How many articles are live. Counted after a change and else remembered, as each question asks. */
  articleCount(): number {
    return this.#articleCount.at(this.dataVersion(), () =>
      this.#number('SELECT count(*) AS value FROM articles WHERE removed_at IS NULL'),
    );
  }

  /** What the live articles span; remembered like their number. */
  coverage(): Coverage {
    return this.#coverage.at(this.dataVersion(), () => readCoverage(this.#file));
  }

  /**
   * Live articles, by locator, that were found at a path or below it.
   * @param scope a file or folder as locators name it; `.` is DATA_DIR itself
   */
  known(scope: string): Map<string, { id: string; contentHash: string }> {
    const { where, values } = below(scope);
    const rows = this.#file.rows<{ locator: string; id: string; content_hash: string }>(
      `SELECT locator, id, content_hash FROM articles WHERE removed_at IS NULL AND ${where} ORDER BY locator`,
      ...values,
    );
    return new Map(rows.map((row) => [row.locator, { id: row.id, contentHash: row.content_hash }]));
  }

  /** The file as it was last read, null where it was not. */
  readingOf(locator: string): Reading | null {
    const row = this.#file.row<Reading>('SELECT hash, articles FROM files WHERE locator = ?', locator);
    return row ?? null;
  }

  /** Remembers how a file was read; null forgets it, so that it is read again. */
  noteReading(locator: string, reading: Reading | null): void {
    if (reading === null) this.#file.run('DELETE FROM files WHERE locator = ?', locator);
    else {
      this.#file.run(
        'INSERT OR REPLACE INTO files (locator, hash, articles) VALUES (?, ?, ?)',
        locator,
        reading.hash,
        reading.articles,
      );
    }
  }

  /** The number of the last change, 0 where there was none. */
  lastChange(): number {
    return this.#number('SELECT coalesce(max(number), 0) AS value FROM changes');
  }

  /** Changes with a number above the given one, ascending. */
  changesAfter(number: number, limit: number): Change[] {
    return this.#file.rows<Change>(
      'SELECT number, article_id AS articleId, kind FROM changes WHERE number > ? ORDER BY number LIMIT ?',
      number,
      limit,
    );
  }

  /** A number that rises whenever anybody, this connection included, has written. Cheap enough to be polled. */
  dataVersion(): number {
    // SQLite's own number leaves out what this connection wrote; both parts only ever rise.
    const others = this.#file.row<{ data_version: number }>('PRAGMA data_version')?.data_version ?? 0;
    return others + this.#number('SELECT total_changes() AS value');
  }

  /**
   * Stores what was read at a locator: article, revision and change in one transaction. An article that had been
   * removed is added again under its old id.
   * @param contentHash equal hashes mean equal content; then nothing is written
   */
  store(locator: string, contentHash: string, draft: ArticleDraft): 'added' | 'changed' | 'unchanged' {
    const id = articleId(locator);
    return this.#file.transaction(() => {
      const known = this.#file.row<{ revision: number; content_hash: string; removed_at: string | null }>(
        'SELECT revision, content_hash, removed_at FROM articles WHERE id = ?',
        id,
      );
      const live = known?.removed_at === null;
      if (live && known.content_hash === contentHash) return 'unchanged';
      const revision = (known?.revision ?? 0) + 1;
      const now = new Date().toISOString();
      this.#file.run(
        `INSERT INTO articles (id, locator, revision, content_hash, first_seen_at, stored_at) VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET revision = excluded.revision, content_hash = excluded.content_hash,
           stored_at = excluded.stored_at, removed_at = NULL`,
        id,
        locator,
        revision,
        contentHash,
        now,
        now,
      );
      this.#file.run(
        `INSERT INTO revisions (article_id, revision, title, authors, outlet, language, published_at, modified_at, url, marks, stored_at, text)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        id,
        revision,
        draft.title,
        JSON.stringify(draft.authors),
        draft.outlet,
        draft.language,
        draft.publishedAt,
        draft.modifiedAt,
        draft.url,
        JSON.stringify(draft.marks),
        now,
        draft.text,
      );
      this.#log(id, 'upsert', revision, now);
      return live ? 'changed' : 'added';
    });
  }

  /** Removes an article: its row and revisions are kept, it is not live any more. False where it was not live. */
  remove(id: string): boolean {
    return this.#file.transaction(() => {
      const now = new Date().toISOString();
      const row = this.#file.row<{ revision: number }>(
        'SELECT revision FROM articles WHERE id = ? AND removed_at IS NULL',
        id,
      );
      if (!row) return false;
      this.#file.run('UPDATE articles SET removed_at = ? WHERE id = ?', now, id);
      this.#log(id, 'remove', row.revision, now);
      return true;
    });
  }

  /** All or nothing; a call inside another joins it. The work must not wait for anything. */
  transaction<T>(work: () => T): T {
    return this.#file.transaction(work);
  }

  /** Looks for damage in the file; null where it is sound, else what is wrong. */
  check(): string | null {
    try {
      const rows = this.#file.rows<{ quick_check: string }>('PRAGMA quick_check(5)');
      const findings = rows.map((row) => row.quick_check).join('; ');
      return findings === 'ok' ? null : findings;
    } catch (error) {
      return messageOf(error);
    }
  }

  /** Closing twice is allowed. */
  close(): void {
    this.#file.close();
  }

  #log(id: string, kind: Change['kind'], revision: number, at: string): void {
    this.#file.run(
      'INSERT INTO changes (article_id, kind, revision, at) VALUES (?, ?, ?, ?)',
      id,
      kind,
      revision,
      at,
    );
  }

  #number(sql: string): number {
    return this.#file.row<{ value: number }>(sql)?.value ?? 0;
  }
}

function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true });
  } catch (error) {
    throw storageFailure(path, error);
  }
}

/** A range instead of LIKE: no wildcards to escape, and the index on locators serves it. */
function below(scope: string): { where: string; values: string[] } {
  if (scope === '.') return { where: `locator NOT GLOB '/*' AND locator NOT GLOB '[A-Za-z]:/*'`, values: [] };
  const bare = scope.endsWith('/') ? scope.slice(0, -1) : scope;
  // '0' follows '/' and '$' follows '#'.
  return {
    where: '(locator = ? OR (locator >= ? AND locator < ?) OR (locator >= ? AND locator < ?))',
    values: [bare, `${bare}/`, `${bare}0`, `${bare}#`, `${bare}$`],
  };
}
