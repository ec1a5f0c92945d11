import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import type { EmbeddingsInterface } from '@langchain/core/embeddings';
import { BusyError } from '../errors.ts';
import type { EmbedderIdentity } from '../models/embedders/embedder.ts';
import { SqliteFile } from '../storage/sqlite.ts';

/**
 * Vectors by what was embedded and by which embedder, so that a generation which is built again embeds nothing again.
 * It lies beside the generations and outlives them; without it everything works and takes longer.
 */

const FILE = 'embeddings.sqlite';

/** Bytes of vectors that are kept: those of 700,000 passages at 384 numbers. The ones used longest ago go first. */
const MOST_BYTES = 1 << 30;

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS vectors (
    key BLOB PRIMARY KEY, used INTEGER NOT NULL, checksum INTEGER NOT NULL, vector BLOB NOT NULL
  );
  CREATE INDEX IF NOT EXISTS vectors_by_use ON vectors (used);
`;

export class EmbeddingCache {
  readonly #file: SqliteFile;
  readonly #prefix: string;
  readonly #most: number;
  /** Rises with each opening: what was used last is what a recent process used. */
  readonly #now: number;

  private constructor(file: SqliteFile, identity: EmbedderIdentity, mostBytes: number) {
    this.#file = file;
    this.#prefix = JSON.stringify(identity);
    this.#most = Math.max(1, Math.floor(mostBytes / (4 * identity.dimensions)));
    const last = file.row<{ used: number | null }>('SELECT max(used) AS used FROM vectors');
    this.#now = (last?.used ?? 0) + 1;
  }

  /**
   * Opens the cache of an index; a damaged one is begun anew.
   * @throws StorageError where the folder cannot be written
   */
  static open(indexDir: string, identity: EmbedderIdentity, mostBytes = MOST_BYTES): EmbeddingCache {
    const path = join(indexDir, FILE);
    try {
      return new EmbeddingCache(connect(path), identity, mostBytes);
    } catch (error) {
      if (error instanceof BusyError) throw error;
      for (const end of ['', '-wal', '-shm']) rmSync(path + end, { force: true });
      return new EmbeddingCache(connect(path), identity, mostBytes);
    }
  }

  /** The embedder, asked only for documents that are not in the cache. */
  over(embeddings: EmbeddingsInterface): EmbeddingsInterface {
    return {
      embedQuery: (text) => embeddings.embedQuery(text),
      embedDocuments: async (texts) => {
        const keys = texts.map((text) => this.#keyOf(text));
        const known = keys.map((key) => this.#read(key));
        const missing = texts.filter((_text, index) => known[index] === null);
        if (missing.length === 0) return known.filter((vector) => vector !== null);
        const embedded = await embeddings.embedDocuments(missing);
        // Whoever asked complains of a wrong number of vectors.
        if (embedded.length !== missing.length) return embedded;
        let next = 0;
        const fresh = keys.filter((_key, index) => known[index] === null);
        this.#store(fresh.map((key, index) => ({ key, vector: Float32Array.from(embedded[index] ?? []) })));
        return known.map((vector) => vector ?? embedded[next++] ?? []);
      },
    };
  }

  close(): void {
    this.#file.close();
  }

  #keyOf(text: string): Uint8Array {
    return createHash('sha256').update(this.#prefix).update('\0').update(text).digest().subarray(0, 16);
  }

  #read(key: Uint8Array): number[] | null {
    const row = this.#file.row<{ used: number; checksum: number; vector: ArrayBuffer }>(
      'SELECT used, checksum, vector FROM vectors WHERE key = ?',
      key,
    );
    if (row === undefined || crc32(new Uint8Array(row.vector)) !== row.checksum) return null;
    if (row.used !== this.#now) this.#file.run('UPDATE vectors SET used = ? WHERE key = ?', this.#now, key);
    return Array.from(new Float32Array(row.vector));
  }

  #store(vectors: readonly { key: Uint8Array; vector: Float32Array }[]): void {
    this.#file.transaction(() => {
      for (const { key, vector } of vectors) {
        const bytes = new Uint8Array(vector.buffer);
        this.#file.run(
          'INSERT OR REPLACE INTO vectors VALUES (?, ?, ?, ?)',
          key,
          this.#now,
          crc32(bytes),
          bytes,
        );
      }
      const count = this.#file.row<{ count: number }>('SELECT count(*) AS count FROM vectors')?.count ?? 0;
      if (count <= this.#most) return;
      this.#file.run(
        'DELETE FROM vectors WHERE rowid IN (SELECT rowid FROM vectors ORDER BY used LIMIT ?)',
        count - this.#most,
      );
    });
  }
}

function connect(path: string): SqliteFile {
  const file = SqliteFile.open(path, 5000);
  try {
    file.rows('PRAGMA journal_mode = WAL');
    // What is lost with the power is embedded again.
    file.rows('PRAGMA synchronous = OFF');
    file.exec(SCHEMA);
    return file;
  } catch (error) {
    file.close();
    throw error;
  }
}
