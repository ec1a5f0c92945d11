import { createHash } from 'node:crypto';
import type { ArticleDraft } from '../domain/article.ts';
import type { RejectionKind } from '../domain/rejection.ts';
import type { SqliteFile } from '../storage/sqlite.ts';
import { decodeText, type TextBytes, textColumns } from '../storage/text-columns.ts';

/** A document, or a record of one, that became no article. */
export interface Quarantined {
  /** 16 hexadecimal digits. */
  readonly id: string;
  /** The file, or `file#key`. */
  readonly locator: string;
  readonly kind: RejectionKind;
  /** A phrase that follows "<locator>: ". */
  readonly reason: string;
  readonly title: string | null;
  readonly url: string | null;
  /** The beginning of what was read all the same, null where that was nothing: then it cannot be accepted. */
  readonly excerpt: string | null;
  /** How many characters were read. */
  readonly characters: number;
  /** ISO 8601. */
  readonly firstSeenAt: string;
  readonly lastSeenAt: string;
  /** When a person accepted it; null while it waits. */
  readonly acceptedAt: string | null;
}

/** What was rejected, as ingestion tells it. */
export interface RejectedDocument {
  readonly file: string;
  /** Null where it cannot be told which record of the file it is. */
  readonly key: string | null;
  readonly kind: RejectionKind;
  readonly reason: string;
  readonly draft: ArticleDraft | null;
  /** Hash of the file's bytes, null where they were not read. */
  readonly bytesHash: string | null;
}

interface Row {
  readonly id: string;
  readonly locator: TextBytes;
  readonly kind: TextBytes;
  readonly reason: TextBytes;
  readonly title: TextBytes | null;
  readonly url: TextBytes | null;
  readonly excerpt: TextBytes | null;
  readonly characters: number;
  readonly first_seen_at: string;
  readonly last_seen_at: string;
  readonly accepted_at: string | null;
}

const COLUMNS = `id, characters, first_seen_at, last_seen_at, accepted_at, ${textColumns(
  ...['locator', 'kind', 'reason', 'title', 'url', 'excerpt'].map((name) => [name, name] as const),
)}`;

/** Enough to see what it is; the whole is read again where it is accepted. */
const LONGEST_EXCERPT = 4000;

/**
 * What was read and became no article, with the reason, so that nothing is lost silently. It leaves by itself when its source
 * becomes good or is gone; what a person accepted stays accepted until its bytes change. Belongs to the library's file.
 */
export class Quarantine {
  readonly #file: SqliteFile;

  constructor(file: SqliteFile) {
    this.#file = file;
  }

  /** Oldest first; what was accepted is left out. */
  waiting(): Quarantined[] {
    return this.#file
      .rows<Row>(`SELECT ${COLUMNS} FROM quarantine WHERE accepted_at IS NULL ORDER BY rowid`)
      .map(toQuarantined);
  }

  /** How many wait, by kind. */
  counts(): Partial<Record<RejectionKind, number>> {
    const rows = this.#file.rows<{ kind: RejectionKind; count: number }>(
      'SELECT kind, count(*) AS count FROM quarantine WHERE accepted_at IS NULL GROUP BY kind ORDER BY kind',
    );
    return Object.fromEntries(rows.map(({ kind, count }) => [kind, count]));
  }

  /** One by its id, or by the beginning of its id where that is clear; null where there is none. */
  find(id: string): Quarantined | null {
    if (!/^[0-9a-f]{4,16}$/.test(id)) return null;
    const rows = this.#file.rows<Row>(
      `SELECT ${COLUMNS} FROM quarantine WHERE id >= ? AND id < ? LIMIT 2`,
      id,
      `${id}g`,
    );
    return rows.length === 1 && rows[0] !== undefined ? toQuarantined(rows[0]) : null;
  }

  /** What waits of one file, in the order in which it was found. */
  ofFile(file: string): Quarantined[] {
    return this.#file
      .rows<Row>(
        `SELECT ${COLUMNS} FROM quarantine WHERE file = ? AND accepted_at IS NULL ORDER BY rowid`,
        file,
      )
      .map(toQuarantined);
  }

  /** Files of everything in quarantine, accepted or not. */
  files(): string[] {
    return this.#file
      .rows<{ file: string }>('SELECT DISTINCT file FROM quarantine ORDER BY file')
      .map(({ file }) => file);
  }

  /** Whether a person has accepted exactly this: the same bytes, or the same text out of others. */
  isAccepted(rejected: RejectedDocument): boolean {
    const row = this.#file.row<{ bytes_hash: string | null; draft_hash: string | null }>(
      'SELECT bytes_hash, draft_hash FROM quarantine WHERE id = ? AND accepted_at IS NOT NULL',
      idOf(rejected),
    );
    if (row === undefined || rejected.draft === null) return false;
    return row.bytes_hash === rejected.bytesHash || row.draft_hash === hashOf(rejected.draft);
  }

  /** Puts in what was rejected, or notes that it was seen again. What changed since it was accepted waits again. */
  put(rejected: RejectedDocument): void {
    const { file, key, kind, reason, draft, bytesHash } = rejected;
    const now = new Date().toISOString();
    this.#file.run(
      `INSERT INTO quarantine (id, file, locator, kind, reason, title, url, excerpt, characters, bytes_hash, draft_hash, first_seen_at, last_seen_at, accepted_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)
       ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, reason = excluded.reason, title = excluded.title, url = excluded.url,
         excerpt = excluded.excerpt, characters = excluded.characters, bytes_hash = excluded.bytes_hash,
         draft_hash = excluded.draft_hash, last_seen_at = excluded.last_seen_at, accepted_at = NULL`,
      idOf(rejected),
      file,
      key === null ? file : `${file}#${key}`,
      kind,
      reason,
      draft?.title ?? null,
      draft?.url ?? null,
      draft === null ? null : draft.text.slice(0, LONGEST_EXCERPT).replace(/[\ud800-\udbff]$/, ''),
      draft?.text.length ?? 0,
      bytesHash,
      draft === null ? null : hashOf(draft),
      now,
      now,
    );
  }

  /** Marks it as accepted; the next reading of its file stores it. */
  accept(id: string): void {
    this.#file.run('UPDATE quarantine SET accepted_at = ? WHERE id = ?', new Date().toISOString(), id);
  }

  /**
   * Takes out everything of a file but what is named.
   * @param kept what was just rejected, or just stored because it is accepted
   */
  clear(file: string, kept: readonly RejectedDocument[] = []): void {
    this.#file.run(
      'DELETE FROM quarantine WHERE file = ? AND id NOT IN (SELECT value FROM json_each(?))',
      file,
      JSON.stringify(kept.map(idOf)),
    );
  }
}

/** By place; where the place cannot be told, a line with broken JSON for one, by what is wrong. */
function idOf({ file, key, reason, draft }: RejectedDocument): string {
  const place = key !== null ? `${file}#${key}` : draft !== null ? file : `${file}\n${reason}`;
  return createHash('sha256').update(place).digest('hex').slice(0, 16);
}

function hashOf(draft: ArticleDraft): string {
  return createHash('sha256').update(JSON.stringify(draft)).digest('hex');
}

function toQuarantined(row: Row): Quarantined {
  const optional = (text: TextBytes | null): string | null => (text === null ? null : decodeText(text));
  return {
    id: row.id,
    locator: decodeText(row.locator),
    kind: decodeText(row.kind) as RejectionKind,
    reason: decodeText(row.reason),
    title: optional(row.title),
    url: optional(row.url),
    excerpt: optional(row.excerpt),
    characters: row.characters,
    firstSeenAt: row.first_seen_at,
    lastSeenAt: row.last_seen_at,
    acceptedAt: row.accepted_at,
  };
}
