import { crc32 } from 'node:zlib';
import type { SqliteFile } from '../storage/sqlite.ts';
import { decodeText, type TextBytes, textColumns } from '../storage/text-columns.ts';
import { IndexDamage } from './damage.ts';
import { Frequencies } from './frequencies.ts';

/**
 * Counts as they lie in a generation: chunks of counters as they were at some commit, and the changes of the commits
 * since. A commit writes its changes only, and a process that follows reads only what is new to it.
 */
export const FREQUENCY_SCHEMA = `
  CREATE TABLE frequencies (
    kind TEXT NOT NULL CHECK (kind IN ('stem', 'gram')), chunk INTEGER NOT NULL, checksum INTEGER NOT NULL,
    counts BLOB NOT NULL, PRIMARY KEY (kind, chunk)
  );
  CREATE TABLE frequency_changes (
    number INTEGER PRIMARY KEY AUTOINCREMENT, checksum INTEGER NOT NULL, stems BLOB NOT NULL, grams BLOB NOT NULL
  );
`;

/** Bytes of changes after which all counters (8 MB) are written anew and the changes deleted. */
const FOLD_BYTES = 2 << 20;

/** The counts of one generation in this process. */
export class FrequencyStore {
  readonly #file: SqliteFile;
  #counts = new Frequencies();
  /** Number of the last change that the counts in memory hold. */
  #applied = 0;

  constructor(file: SqliteFile) {
    this.#file = file;
  }

  /**
   * The counts as they are in the file now. They are the same object as before where only changes came.
   * @throws IndexDamage where a checksum is wrong
   */
  current(): Frequencies {
    this.#file.snapshot(() => {
      const folded = Number(this.#meta('folded') ?? 0);
      if (folded > this.#applied) this.#load(folded);
      for (const { number, stems, grams, checksum } of this.#changesAfter(this.#applied)) {
        if (checksumOf(stems, grams) !== checksum) throw new IndexDamage('changes of frequencies');
        this.#counts.tables.stem.applyChanges(stems);
        this.#counts.tables.gram.applyChanges(grams);
        this.#applied = number;
      }
      const size = this.#meta('size');
      if (size !== undefined) Object.assign(this.#counts.size, JSON.parse(size));
    });
    return this.#counts;
  }

  /** Writes what was counted since the last call, inside the caller's transaction. After a rollback call `forget`. */
  store(): void {
    const [stems, grams] = [this.#counts.tables.stem.takeChanges(), this.#counts.tables.gram.takeChanges()];
    const stored = this.#file.row<{ number: number }>(
      'INSERT INTO frequency_changes (checksum, stems, grams) VALUES (?, ?, ?) RETURNING number',
      checksumOf(stems, grams),
      stems,
      grams,
    );
    this.#applied = stored?.number ?? this.#applied;
    this.#setMeta('size', JSON.stringify(this.#counts.size));
    const changes = this.#file.row<{ bytes: number }>(
      'SELECT coalesce(sum(length(stems) + length(grams)), 0) AS bytes FROM frequency_changes',
    );
    if ((changes?.bytes ?? 0) > FOLD_BYTES) this.#fold();
  }

  /** Drops what is in memory: it may hold half of what was rolled back. */
  forget(): void {
    this.#counts = new Frequencies();
    this.#applied = 0;
  }

  #fold(): void {
    for (const kind of ['stem', 'gram'] as const) {
      this.#file.run('DELETE FROM frequencies WHERE kind = ?', kind);
      for (const { chunk, bytes } of this.#counts.tables[kind].chunks()) {
        this.#file.run('INSERT INTO frequencies VALUES (?, ?, ?, ?)', kind, chunk, crc32(bytes), bytes);
      }
    }
    this.#file.run('DELETE FROM frequency_changes');
    this.#setMeta('folded', String(this.#applied));
  }

  #load(folded: number): void {
    this.forget();
    const chunks = this.#file.rows<{ isStem: number; chunk: number; checksum: number; counts: ArrayBuffer }>(
      "SELECT kind = 'stem' AS isStem, chunk, checksum, counts FROM frequencies",
    );
    for (const { isStem, chunk, checksum, counts } of chunks) {
      const bytes = new Uint8Array(counts);
      if (crc32(bytes) !== checksum) throw new IndexDamage('frequencies');
      this.#counts.tables[isStem === 1 ? 'stem' : 'gram'].load(chunk, bytes);
    }
    this.#applied = folded;
  }

  #changesAfter(
    number: number,
  ): { number: number; checksum: number; stems: Uint8Array; grams: Uint8Array }[] {
    return this.#file
      .rows<{ number: number; checksum: number; stems: ArrayBuffer; grams: ArrayBuffer }>(
        'SELECT number, checksum, stems, grams FROM frequency_changes WHERE number > ? ORDER BY number',
        number,
      )
      .map((row) => ({ ...row, stems: new Uint8Array(row.stems), grams: new Uint8Array(row.grams) }));
  }

  #meta(key: string): string | undefined {
    const row = this.#file.row<{ value: TextBytes }>(
      `SELECT ${textColumns('value')} FROM meta WHERE key = ?`,
      key,
    );
    return row && decodeText(row.value);
  }

  #setMeta(key: string, value: string): void {
    this.#file.run('INSERT OR REPLACE INTO meta VALUES (?, ?)', key, value);
  }
}

function checksumOf(stems: Uint8Array, grams: Uint8Array): number {
  return crc32(grams, crc32(stems));
}
