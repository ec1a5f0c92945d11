import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { BusyError, messageOf } from '../errors.ts';
import type { Change } from '../library/library.ts';
import { SqliteFile, storageFailure } from '../storage/sqlite.ts';
import { decodeText, type TextBytes, textColumns } from '../storage/text-columns.ts';
import { hash32 } from '../text/hash.ts';
import { slotsOf } from '../text/ngrams.ts';
import type { KnownWord } from '../text/known-words.ts';
import type { AnalysedPassage } from './analyse.ts';
import type { Fingerprint } from './fingerprint.ts';
import type { Frequencies } from './frequencies.ts';
import { FrequencyStore } from './frequency-store.ts';
import { impactOf, stemWeight } from './lexical/impact.ts';
import type { PostedPassage } from './lexical/invert.ts';
import { LexicalIndex, type WeightedStem } from './lexical/lexical-index.ts';
import { type MergeOptions, mergeSegments } from './lexical/merge.ts';
import { type SimilarStem, Vocabulary } from './lexical/vocabulary.ts';
import { knowsMeaning } from './meaning/confidence.ts';
import { MeaningStore, type PassageVectors } from './meaning/meaning-store.ts';
import type { EmbedderProfile } from './meaning/profile.ts';
import { PassageReader } from './passage-reader.ts';
import { GENERATION_SCHEMA } from './schema.ts';

const DATABASE = 'index.sqlite';

/** An article's passages to be put in place of those that are there. */
export interface ArticlePassages {
  readonly articleId: string;
  readonly revision: number;
  /** Empty where the article was removed. */
  readonly passages: readonly AnalysedPassage[];
}

/**
 * One generation of the index on disk: passages, postings of stems, frequencies, vectors, and the number of
 * the library's change up to which it holds them. Written in transactions by whoever holds the writer's lock;
 * read by any number of processes. Methods throw StorageError where the file cannot be used.
 */
export class Generation extends PassageReader {
  readonly directory: string;
  readonly fingerprint: Fingerprint;
  readonly #lexical: LexicalIndex;
  readonly #vocabulary: Vocabulary;
  readonly #frequencies: FrequencyStore;
  #counted: { version: number; value: Frequencies } | null = null;
  /** Read freely; what is written goes through `putVectors` and `putProfile`. */
  readonly meaning: MeaningStore;
  #languages: { version: number; value: string[] } | null = null;
  #writes = 0;

  private constructor(directory: string, file: SqliteFile, fingerprint: Fingerprint) {
    super(file);
    this.directory = directory;
    this.fingerprint = fingerprint;
    this.#lexical = new LexicalIndex(file, 'passages', impactOf);
    this.#vocabulary = new Vocabulary(file);
    this.#frequencies = new FrequencyStore(file);
    this.meaning = new MeaningStore(file, fingerprint.embedder.dimensions);
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
    this.file.close();
  }

  /** Null where its file is sound and reads as it was written, else what was found. Reads the whole file. */
  check(): string | null {
    try {
      const found = this.file.row<{ quick_check: string }>('PRAGMA quick_check(1)')?.quick_check;
      if (found !== 'ok') return found ?? 'no answer';
      // SQLite does not look into names of columns and into values.
      new FrequencyStore(this.file).current();
      this.#lexical.check();
      this.#vocabulary.check();
      const ids = this.withoutVector(0, 1, false).map(({ id }) => id);
      this.passages(ids);
      this.scoringRows(ids);
      this.vectors(ids);
      this.meaning.profile();
      this.meaning.sentences(ids);
      return null;
    } catch (error) {
      return messageOf(error);
    }
  }

  /** Changes whenever anybody has written to this generation. */
  version(): number {
    const others = this.file.row<{ data_version: number }>('PRAGMA data_version')?.data_version ?? 0;
    return others + this.#writes;
  }

  /** Number of the library's last change that this generation holds, 0 where it holds none. */
  applied(): number {
    return Number(readMeta(this.file, 'applied') ?? 0);
  }

  /** The article of that change, by which a library is told that is not the one that was followed. */
  appliedArticle(): string | null {
    return readMeta(this.file, 'applied_article') ?? null;
  }

  /** The collection's counts as they are now. */
  frequencies(): Frequencies {
    const version = this.version();
    if (this.#counted?.version !== version) this.#counted = { version, value: this.#frequencies.current() };
    return this.#counted.value;
  }

  /**
   * Passages that hold any of the stems, best first by BM25 over stems, which is exact up to the rounding of impacts.
   * @throws IndexDamage where a checksum is wrong
   */
  matching(stems: readonly string[], limit: number): number[] {
    const frequencies = this.frequencies();
    const weighted = [...new Set(stems.map(hash32))].map((stem) => ({
      stem,
      weight: stemWeight(frequencies.ofStem(stem), frequencies.size.passages),
    }));
    return this.search(weighted, limit);
  }

  /** The same for stems whose weights the caller knows. */
  search(stems: readonly WeightedStem[], limit: number): number[] {
    return this.#lexical.search(stems, limit).map(({ id }) => id);
  }

  /** Stems whose words share the most with a question's 4-grams: see Vocabulary. */
  similarStems(grams: readonly WeightedStem[], limit: number): SimilarStem[] {
    return this.#vocabulary.similar(grams, limit);
  }

  /** Merges small segments of the lexical index where it is worth it, yielding in between. Needs the lock. */
  async mergeSegments(options: MergeOptions = {}): Promise<void> {
    await mergeSegments(this.file, 'passages', options);
    await mergeSegments(this.file, 'words', options);
  }

  /** Languages of the passages as they are now, the most frequent first. */
  languages(): string[] {
    const version = this.version();
    if (this.#languages?.version !== version) this.#languages = { version, value: this.readLanguages() };
    return this.#languages.value;
  }

  /** Puts articles' passages in place of those that were there, and marks a change as applied: all or nothing. */
  apply(articles: readonly ArticlePassages[], applied: Pick<Change, 'number' | 'articleId'>): void {
    this.#write(() => {
      const frequencies = this.#frequencies.current();
      const removed: number[] = [];
      const posted: PostedPassage[] = [];
      const words: KnownWord[] = [];
      const known = this.articlesAmong(articles.map(({ articleId }) => articleId));
      for (const article of articles) {
        const before = known.has(article.articleId) ? this.rowsOf(article.articleId) : [];
        if (before.length > 0) this.meaning.remove(before.map(({ id }) => id));
        for (const row of before) {
          this.#delete(row.id);
          frequencies.count({ ...row, grams: [slotsOf(new TextDecoder().decode(row.folded))] }, -1);
          removed.push(row.id);
        }
        for (const passage of article.passages) {
          const { stems, gramCount, vocabulary } = passage;
          posted.push({ id: this.#insert(article, passage), stems });
          for (const word of vocabulary) words.push(word);
          frequencies.count({ grams: vocabulary.map(({ grams }) => grams), stems, gramCount }, 1);
        }
      }
      this.#lexical.remove(removed);
      this.#lexical.add(posted);
      this.#vocabulary.add(words);
      this.#frequencies.store();
      this.file.run("INSERT OR REPLACE INTO meta VALUES ('applied', ?)", String(applied.number));
      this.file.run("INSERT OR REPLACE INTO meta VALUES ('applied_article', ?)", applied.articleId);
    });
  }

  /** Passages that are not found by meaning yet; none where the embedder knows nothing but spelling. */
  override countWithoutVector(): number {
    const profile = this.meaning.profile();
    return profile !== null && !knowsMeaning(profile) ? 0 : super.countWithoutVector();
  }

  putVectors(vectors: readonly PassageVectors[]): void {
    this.#write(() => {
      this.meaning.remove(vectors.map(({ id }) => id));
      for (const { id, vector } of vectors) {
        // A passage may have been removed while its vector was computed.
        this.file.run(
          'INSERT OR REPLACE INTO vectors SELECT ?1, ?2 WHERE EXISTS (SELECT 1 FROM passages WHERE id = ?1)',
          id,
          bytesOf(vector),
        );
      }
      this.meaning.put(vectors);
    });
  }

  putProfile(profile: EmbedderProfile): void {
    this.#write(() => {
      this.meaning.putProfile(profile);
    });
  }

  #insert({ articleId, revision }: ArticlePassages, passage: AnalysedPassage): number {
    return this.file.insert(
      `INSERT INTO passages
         (article_id, revision, ordinal, start, "end", language, header, text, folded, stems, gram_count, instruction_score)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      articleId,
      revision,
      passage.ordinal,
      passage.start,
      passage.end,
      passage.language,
      passage.header,
      passage.text,
      passage.folded,
      bytesOf(passage.stems),
      passage.gramCount,
      passage.instructionScore,
    );
  }

  #delete(id: number): void {
    this.file.run('DELETE FROM passages WHERE id = ?', id);
    this.file.run('DELETE FROM vectors WHERE passage_id = ?', id);
  }

  #write(work: () => void): void {
    try {
      this.file.transaction(work);
      this.#writes++;
    } catch (error) {
      this.#frequencies.forget();
      this.#vocabulary.forget();
      this.#counted = null;
      throw error;
    }
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
  // Pages (16 MB) instead of 1000, which is about one commit: what several commits change is then carried over once.
  file.rows('PRAGMA wal_autocheckpoint = 4000');
  return file;
}

function bytesOf(array: Float32Array | Uint32Array): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}
