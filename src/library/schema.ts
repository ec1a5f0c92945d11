import { StorageError } from '../errors.ts';
import type { SqliteFile } from '../storage/sqlite.ts';

/** Counts up with every change of the tables; stored as `PRAGMA user_version`. */
export const SCHEMA_VERSION = 4;

/**
 * Step n (from 0) leads from version n to n + 1; steps are never edited once released, only added.
 *
 * - `articles`: one row for each locator ever stored, also after its removal, so that ids and revisions go on.
 * - `revisions`: what was read, once for each change of content; the current one is `articles.revision`.
 *   The text comes last: SQLite then reads the short columns without touching its pages.
 * - `changes`: the change log that everything derived follows.
 * - `files`: the hash of each file as it was last read without a rejection, and how many articles it gave.
 * - `revisions.marks`: a list in JSON, see ArticleMark.
 * - `page_blocks`: for the latest pages of each host a hash of every paragraph, 8 bytes each, from which is learned what
 *   repeats there. `at` orders them by age; `settled` is 0 until the host's articles show what was learned.
 * - `quarantine`: what became no article, see Quarantined. `files.hash` is kept for a file with rejections, too.
 */
const STEPS: readonly string[] = [
  `
  CREATE TABLE articles (
    id TEXT PRIMARY KEY,
    locator TEXT NOT NULL UNIQUE,
    revision INTEGER NOT NULL,
    content_hash TEXT NOT NULL,
    first_seen_at TEXT NOT NULL,
    stored_at TEXT NOT NULL,
    removed_at TEXT
  ) WITHOUT ROWID;
  CREATE TABLE revisions (
    article_id TEXT NOT NULL REFERENCES articles (id),
    revision INTEGER NOT NULL,
    title TEXT NOT NULL,
    authors TEXT NOT NULL,
    outlet TEXT,
    language TEXT NOT NULL,
    published_at TEXT,
    modified_at TEXT,
    url TEXT,
    stored_at TEXT NOT NULL,
    text TEXT NOT NULL
  );
  CREATE UNIQUE INDEX revisions_by_article ON revisions (article_id, revision);
  CREATE TABLE changes (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    article_id TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('upsert', 'remove')),
    revision INTEGER NOT NULL,
    at TEXT NOT NULL
  );
  CREATE TABLE files (
    locator TEXT PRIMARY KEY,
    hash TEXT NOT NULL,
    articles INTEGER NOT NULL
  ) WITHOUT ROWID;
  `,
  `
  ALTER TABLE revisions ADD COLUMN marks TEXT NOT NULL DEFAULT '[]';
  CREATE TABLE page_blocks (
    host TEXT NOT NULL,
    article_id TEXT NOT NULL,
    at INTEGER NOT NULL,
    blocks BLOB NOT NULL,
    PRIMARY KEY (host, article_id)
  ) WITHOUT ROWID;
  CREATE INDEX page_blocks_by_article ON page_blocks (article_id);
  `,
  `
  CREATE TABLE quarantine (
    id TEXT PRIMARY KEY,
    file TEXT NOT NULL,
    locator TEXT NOT NULL,
    kind TEXT NOT NULL,
    reason TEXT NOT NULL,
    title TEXT,
    url TEXT,
    excerpt TEXT,
    characters INTEGER NOT NULL,
    bytes_hash TEXT,
    draft_hash TEXT,
    first_seen_at TEXT NOT NULL,
    last_seen_at TEXT NOT NULL,
    accepted_at TEXT
  );
  CREATE INDEX quarantine_by_file ON quarantine (file);
  `,
  `
  ALTER TABLE page_blocks ADD COLUMN settled INTEGER NOT NULL DEFAULT 0;
  CREATE INDEX page_blocks_by_age ON page_blocks (at);
  CREATE INDEX unsettled_page_blocks ON page_blocks (host) WHERE settled = 0;
  `,
];

/**
 * Brings the tables up to date, in one transaction.
 * @throws StorageError where the file was written by a newer version
 */
export function migrate(file: SqliteFile): void {
  const version = versionOf(file);
  if (version > SCHEMA_VERSION) {
    throw new StorageError(
      `${file.path} was written by a newer Newshound (its tables have version ${String(version)}, this one knows ${String(SCHEMA_VERSION)}). Update Newshound, or set DATA_DIR to another folder.`,
    );
  }
  if (version === SCHEMA_VERSION) return;
  file.transaction(() => {
    // Read again: another process may have migrated while this one waited for the lock.
    for (const step of STEPS.slice(versionOf(file))) file.exec(step);
    file.exec(`PRAGMA user_version = ${String(SCHEMA_VERSION)}`);
  });
}

function versionOf(file: SqliteFile): number {
  return file.row<{ user_version: number }>('PRAGMA user_version')?.user_version ?? 0;
}
