import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Passage } from '../domain/passage.ts';
import { BusyError, messageOf } from '../errors.ts';
import type { Change } from '../library/library.ts';
import { SqliteFile, storageFailure } from '../storage/sqlite.ts';
import { decodeText, type TextBytes, textColumns } from '../storage/text-columns.ts';
import { type AnalysedPassage, packStems } from './analyse.ts';
import type { Fingerprint } from './fingerprint.ts';
import { type CountedWords, Frequencies } from './frequencies.ts';
import { GENERATION_SCHEMA } from './schema.ts';

const DATABASE = 'index.sqlite';

/** A passage as exact scoring reads it. */
export interface ScoringRow extends CountedWords {
  readonly id: number;
  readonly articleId: string;
  readonly language: string;
}

/** An article's passages to be put in place of those that are there. */
export interface ArticlePassages {
  readonly articleId: string;
  readonly revision: number;
  /** Empty where the article was removed. */
  readonly passages: readonly AnalysedPassage[];
}

/** A row whose texts are still bytes. */
type Encoded<Row, Texts extends keyof Row> = Omit<Row, Texts> & Record<Texts, TextBytes>;

const AMONG = '(SELECT value FROM json_each(?))';

/**
 * One generation of the index on disk: passages, postings of stems, frequencies, vectors, and the number of
 * the library's change up to which it holds them. Written in transactions by whoever holds the writer's lock;
 * read by any number of processes. Methods throw StorageError where the file cannot be used.
 */
export class Generation {
  readonly directory: string;
  readonly fingerprint: Fingerprint;
  readonly #file: SqliteFile;
  #frequencies: { version: number; value: Frequencies } | null = null;
  #writes = 0;

  private constructor(directory: string, file: SqliteFile, fingerprint: Fingerprint) {
    this.directory = directory;
    this.#file = file;
    this.fingerprint = fingerprint;
  }

  /** Makes an empty generation in a folder. */
  static create(directory: string, fingerprint: Fingerprint): Generation {
    try {
      mkdirSync(directory, { recursive: true });
    } catch (error) {
      throw storageFailure(directory, error);
    }
    const file = connect(directory);
    file.transaction(() => {
      file.exec(GENERATION_SCHEMA);
      file.run('INSERT INTO meta VALUES (?, ?)', 'fingerprint', JSON.stringify(fingerprint));
    });
    return new Generation(directory, file, fingerprint);
  }

  /** Opens what `create` made; null where it is absent, unfinished or damaged, which building a new one cures. */
  static open(directory: string): Generation | null {
    if (!existsSync(join(directory, DATABASE))) return null;
    let file: SqliteFile | null = null;
    try {
      file = connect(directory);
      const stored = readMeta(file, 'fingerprint');
      if (stored !== undefined) return new Generation(directory, file, JSON.parse(stored) as Fingerprint);
    } catch (error) {
      file?.close();
      if (error instanceof BusyError) throw error;
      return null;
    }
    file.close();
    return null;
  }

  close(): void {
    this.#file.close();
  }

  /** Null where its file is sound and reads as it was written, else what was found. Reads the whole file. */
  check(): string | null {
    try {
      const found = this.#file.row<{ quick_check: string }>('PRAGMA quick_check(1)')?.quick_check;
      if (found !== 'ok') return found ?? 'no answer';
      // SQLite does not look into names of columns and into values.
      Frequencies.load(this.#file);
      const ids = this.withoutVector(0, 1).map(({ id }) => id);
      this.passages(ids);
      this.scoringRows(ids);
      this.vectors(ids);
      this.matching(['a'], 1);
      return null;
    } catch (error) {
      return messageOf(error);
    }
  }

  /** Changes whenever anybody has written to this generation. */
  version(): number {
    const others = this.#file.row<{ data_version: number }>('PRAGMA data_version')?.data_version ?? 0;
    return others + this.#writes;
  }

  /** Number of the library's last change that this generation holds, 0 where it holds none. */
  applied(): number {
    return Number(readMeta(this.#file, 'applied') ?? 0);
  }

  /** The article of that change, by which a library is told that is not the one that was followed. */
  appliedArticle(): string | null {
    return readMeta(this.#file, 'applied_article') ?? null;
  }

  /** The collection's counts as they are now. */
  frequencies(): Frequencies {
    const version = this.version();
    if (this.#frequencies?.version !== version) {
      this.#frequencies = { version, value: Frequencies.load(this.#file) };
    }
    return this.#frequencies.value;
  }

  /** Puts articles' passages in place of those that were there, and marks a change as applied: all or nothing. */
  apply(articles: readonly ArticlePassages[], applied: Pick<Change, 'number' | 'articleId'>): void {
    this.#write(() => {
      const frequencies = this.frequencies();
      for (const article of articles) {
        for (const row of this.#rowsOf(article.articleId)) {
          this.#delete(row.id);
          frequencies.count(row, -1);
        }
        for (const passage of article.passages) {
          frequencies.count(this.#insert(article, passage), 1);
        }
      }
      frequencies.store(this.#file);
      this.#file.run("INSERT OR REPLACE INTO meta VALUES ('applied', ?)", String(applied.number));
      this.#file.run("INSERT OR REPLACE INTO meta VALUES ('applied_article', ?)", applied.articleId);
    });
  }

  /** Passages after a number that have no vector yet, with what is to be embedded of them. */
  withoutVector(after: number, limit: number): { id: number; text: string }[] {
    const rows = this.#file.rows<{ id: number }>(
      `SELECT p.id FROM passages p LEFT JOIN vectors v ON v.passage_id = p.id
       WHERE p.id > ? AND v.passage_id IS NULL ORDER BY p.id LIMIT ?`,
      after,
      limit,
    );
    return this.textsToEmbed(rows.map(({ id }) => id));
  }

  /** What is embedded of passages, by ascending number: header and text. */
  textsToEmbed(ids: readonly number[]): { id: number; text: string }[] {
    const rows = this.#file.rows<{ id: number; header: TextBytes; text: TextBytes }>(
      `SELECT id, ${textColumns('header', 'text')} FROM passages WHERE id IN ${AMONG} ORDER BY id`,
      JSON.stringify(ids),
    );
    return rows.map(({ id, header, text }) => ({
      id,
      text: [header, text].map(decodeText).filter(Boolean).join('\n'),
    }));
  }

  countWithoutVector(): number {
    return this.#count('SELECT (SELECT count(*) FROM passages) - (SELECT count(*) FROM vectors) AS value');
  }

  passageCount(): number {
    return this.#count('SELECT count(*) AS value FROM passages');
  }

  putVectors(vectors: readonly { id: number; vector: Float32Array }[]): void {
    this.#write(() => {
      for (const { id, vector } of vectors) {
        // A passage may have been removed while its vector was computed.
        this.#file.run(
          'INSERT OR REPLACE INTO vectors SELECT ?1, ?2 WHERE EXISTS (SELECT 1 FROM passages WHERE id = ?1)',
          id,
          bytesOf(vector),
        );
      }
    });
  }

  vectorIds(): number[] {
    return this.#file
      .rows<{ id: number }>('SELECT passage_id AS id FROM vectors ORDER BY passage_id')
      .map(({ id }) => id);
  }

  vectors(ids: readonly number[]): Map<number, Float32Array> {
    const rows = this.#file.rows<{ id: number; vector: ArrayBuffer }>(
      `SELECT passage_id AS id, vector FROM vectors WHERE passage_id IN ${AMONG}`,
      JSON.stringify(ids),
    );
    return new Map(rows.map(({ id, vector }) => [id, new Float32Array(vector)]));
  }

  /** Passages that hold any of the stems, best first by FTS5's BM25 over stems. */
  matching(stems: readonly string[], limit: number): number[] {
    if (stems.length === 0) return [];
    const query = [...new Set(stems)].map((stem) => `"${stem}"`).join(' OR ');
    return this.#file
      .rows<{ id: number }>(
        'SELECT rowid AS id FROM postings WHERE postings MATCH ? ORDER BY rank LIMIT ?',
        query,
        limit,
      )
      .map(({ id }) => id);
  }

  scoringRows(ids: readonly number[]): ScoringRow[] {
    return this.#scoringRows(`id IN ${AMONG}`, JSON.stringify(ids));
  }

  passages(ids: readonly number[]): Map<number, Passage> {
    const rows = this.#file.rows<Encoded<Passage, 'articleId' | 'text' | 'language'>>(
      `SELECT id, revision, ordinal, start, "end", ${textColumns(['article_id', 'articleId'], 'text', 'language')}
       FROM passages WHERE id IN ${AMONG}`,
      JSON.stringify(ids),
    );
    return new Map(
      rows.map((row) => {
        const { articleId, text, language } = row;
        const decoded = {
          articleId: decodeText(articleId),
          text: decodeText(text),
          language: decodeText(language),
        };
        return [row.id, { ...row, ...decoded }];
      }),
    );
  }

  /** Languages of the passages, the most frequent first. */
  languages(): string[] {
    return this.#file
      .rows<{ language: TextBytes }>(
        `SELECT ${textColumns('language')} FROM passages GROUP BY 1 ORDER BY count(*) DESC, 1`,
      )
      .map(({ language }) => decodeText(language));
  }

  #rowsOf(articleId: string): ScoringRow[] {
    return this.#scoringRows('article_id = ?', articleId);
  }

  #scoringRows(where: string, value: string): ScoringRow[] {
    const rows = this.#file.rows<{
      id: number;
      articleId: TextBytes;
      language: TextBytes;
      folded: TextBytes;
      stems: ArrayBuffer;
      gramCount: number;
    }>(
      `SELECT id, ${textColumns(['article_id', 'articleId'], 'language', 'folded')}, stems, gram_count AS gramCount
       FROM passages WHERE ${where}`,
      value,
    );
    return rows.map(({ id, articleId, language, folded, stems, gramCount }) => ({
      id,
      articleId: decodeText(articleId),
      language: decodeText(language),
      folded: decodeText(folded),
      stems: new Uint32Array(stems),
      gramCount,
    }));
  }

  #insert({ articleId, revision }: ArticlePassages, passage: AnalysedPassage): CountedWords {
    const { folded, gramCount } = passage;
    const stems = packStems(passage.stems);
    const inserted = this.#file.row<{ id: number }>(
      `INSERT INTO passages
         (article_id, revision, ordinal, start, "end", language, header, text, folded, stems, gram_count)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`,
      articleId,
      revision,
      passage.ordinal,
      passage.start,
      passage.end,
      passage.language,
      passage.header,
      passage.text,
      folded,
      bytesOf(stems),
      gramCount,
    );
    if (inserted === undefined) throw new Error('an inserted passage has no number');
    this.#file.run('INSERT INTO postings (rowid, stems) VALUES (?, ?)', inserted.id, passage.stems.join(' '));
    return { folded, stems, gramCount };
  }

  #delete(id: number): void {
    this.#file.run('DELETE FROM passages WHERE id = ?', id);
    this.#file.run('DELETE FROM postings WHERE rowid = ?', id);
    this.#file.run('DELETE FROM vectors WHERE passage_id = ?', id);
  }

  #write(work: () => void): void {
    try {
      const versionAfter = this.#file.transaction(() => {
        work();
        // Counts that another process had outdated before stay outdated.
        return this.#frequencies?.version === this.version() ? this.version() + 1 : null;
      });
      this.#writes++;
      if (this.#frequencies !== null && versionAfter !== null) this.#frequencies.version = versionAfter;
    } catch (error) {
      // The counts in memory may hold half of what was rolled back.
      this.#frequencies = null;
      throw error;
    }
  }

  #count(sql: string): number {
    return this.#file.row<{ value: number }>(sql)?.value ?? 0;
  }
}

function readMeta(file: SqliteFile, key: string): string | undefined {
  const row = file.row<{ value: TextBytes }>(`SELECT ${textColumns('value')} FROM meta WHERE key = ?`, key);
  return row && decodeText(row.value);
}

function connect(directory: string): SqliteFile {
  const file = SqliteFile.open(join(directory, DATABASE), 5000);
  file.rows('PRAGMA journal_mode = WAL');
  // Derived data: after a power failure the last commits may be missing, and following the change log brings them back.
  file.rows('PRAGMA synchronous = NORMAL');
  return file;
}

function bytesOf(array: Float32Array | Uint32Array): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}
