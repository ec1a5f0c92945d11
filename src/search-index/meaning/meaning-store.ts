import { decodeText, type TextBytes, textColumns } from '../../storage/text-columns.ts';
import type { SqliteFile } from '../../storage/sqlite.ts';
import { knowsMeaning } from './confidence.ts';
import {
  type EmbedderProfile,
  MEASURED_LANGUAGES,
  type MeasuredLanguage,
  PROFILE_VERSION,
} from './profile.ts';
import { packVectors, unpackVectors } from './vectors.ts';

/** Tables of what a generation knows about its vectors beside the vectors themselves. */
export const MEANING_SCHEMA = `
  CREATE TABLE sentence_vectors (passage_id INTEGER PRIMARY KEY, vectors BLOB NOT NULL);

  -- Sums over all vectors of a language, so that their mean is known without reading them.
  CREATE TABLE vector_sums (
    kind TEXT NOT NULL, language TEXT NOT NULL, count INTEGER NOT NULL, sums BLOB NOT NULL,
    PRIMARY KEY (kind, language)
  ) WITHOUT ROWID;

  CREATE TABLE embedder_profile (
    version INTEGER NOT NULL, spread REAL NOT NULL, measured TEXT NOT NULL, means BLOB NOT NULL
  );
`;

const AMONG = '(SELECT value FROM json_each(?))';

export type VectorKind = 'passage' | 'sentence';

/** A passage's vector with those of its sentences, in order; none where the embedder is of no use for them. */
export interface PassageVectors {
  readonly id: number;
  readonly vector: Float32Array;
  readonly sentences?: readonly Float32Array[];
}

/** Vectors that the calibration set's mean counts for beside a collection's own: half at this many. */
const PRIOR_COUNT = 20;

/**
 * Vectors of sentences, the means of all vectors of a language, and the embedder's profile. Writing happens inside the
 * generation's transactions.
 */
export class MeaningStore {
  readonly #file: SqliteFile;
  readonly #dimensions: number;

  constructor(file: SqliteFile, dimensions: number) {
    this.#file = file;
    this.#dimensions = dimensions;
  }

  /** What the embedder is like; null where it was not measured, or by an older version. */
  profile(): EmbedderProfile | null {
    const row = this.#file.row<{ version: number; spread: number; measured: TextBytes; means: ArrayBuffer }>(
      `SELECT version, spread, ${textColumns('measured')}, means FROM embedder_profile`,
    );
    if (row?.version !== PROFILE_VERSION) return null;
    const rows = new Float32Array(row.means);
    const at = (index: number): Float32Array =>
      rows.slice(index * this.#dimensions, (index + 1) * this.#dimensions);
    return {
      version: row.version,
      spread: row.spread,
      measured: JSON.parse(decodeText(row.measured)) as EmbedderProfile['measured'],
      questionMeans: { de: at(0), en: at(1) },
      passageMeans: { de: at(2), en: at(3) },
    };
  }

  putProfile({ version, spread, measured, questionMeans, passageMeans }: EmbedderProfile): void {
    const means = new Float32Array(4 * this.#dimensions);
    [questionMeans.de, questionMeans.en, passageMeans.de, passageMeans.en].forEach((mean, index) => {
      means.set(mean, index * this.#dimensions);
    });
    this.#file.run('DELETE FROM embedder_profile');
    this.#file.run(
      'INSERT INTO embedder_profile VALUES (?, ?, ?, ?)',
      version,
      spread,
      JSON.stringify(measured),
      new Uint8Array(means.buffer),
    );
  }

  /** True where the embedder was measured and knows more than spelling. */
  isKnown(): boolean {
    const profile = this.profile();
    return profile !== null && knowsMeaning(profile);
  }

  /** Counts stored passages' vectors in and keeps those of their sentences; nothing where they only know spelling. */
  put(vectors: readonly PassageVectors[]): void {
    if (!this.isKnown()) return;
    const languages = this.#languagesOf(vectors.map(({ id }) => id));
    const sums = new Sums(this.#dimensions);
    for (const { id, vector, sentences = [] } of vectors) {
      const language = languages.get(id);
      // A passage may have been removed while its vector was computed.
      if (language === undefined) continue;
      sums.add('passage', language, vector);
      if (sentences.length === 0) continue;
      const packed = packVectors(sentences, this.#dimensions);
      this.#file.run('INSERT OR REPLACE INTO sentence_vectors VALUES (?, ?)', id, packed);
      // Counted as they are stored, so that what is counted out later is what was counted in.
      for (const sentence of unpackVectors(packed.buffer as ArrayBuffer, this.#dimensions)) {
        sums.add('sentence', language, sentence);
      }
    }
    this.#count(sums, 1);
  }

  /** Counts passages' vectors out and drops those of their sentences. Called while passages and vectors are there. */
  remove(ids: readonly number[]): void {
    if (this.#file.row('SELECT 1 AS one FROM vector_sums LIMIT 1') === undefined) return;
    const languages = this.#languagesOf(ids);
    const sentences = this.sentences(ids);
    const sums = new Sums(this.#dimensions);
    const rows = this.#file.rows<{ id: number; vector: ArrayBuffer }>(
      `SELECT passage_id AS id, vector FROM vectors WHERE passage_id IN ${AMONG}`,
      JSON.stringify(ids),
    );
    for (const { id, vector } of rows) {
      const language = languages.get(id) ?? 'und';
      sums.add('passage', language, new Float32Array(vector));
      for (const sentence of sentences.get(id) ?? []) sums.add('sentence', language, sentence);
    }
    this.#count(sums, -1);
    this.#file.run(`DELETE FROM sentence_vectors WHERE passage_id IN ${AMONG}`, JSON.stringify(ids));
  }

  /** Vectors of passages' sentences, in the order in which the sentence splitter finds them. */
  sentences(ids: readonly number[]): Map<number, Float32Array[]> {
    const rows = this.#file.rows<{ id: number; vectors: ArrayBuffer }>(
      `SELECT passage_id AS id, vectors FROM sentence_vectors WHERE passage_id IN ${AMONG}`,
      JSON.stringify(ids),
    );
    return new Map(rows.map(({ id, vectors }) => [id, unpackVectors(vectors, this.#dimensions)]));
  }

  /**
   * What the vectors of one kind have in common in each language of the collection. While there are few, the calibration
   * set's mean counts beside them: the mean of three articles is what they are about.
   */
  means(kind: VectorKind, profile: EmbedderProfile): Map<string, Float32Array> {
    const rows = this.#file.rows<{ language: TextBytes; count: number; sums: ArrayBuffer }>(
      `SELECT ${textColumns('language')}, count, sums FROM vector_sums WHERE kind = ?`,
      kind,
    );
    return new Map(
      rows.map(({ language, count, sums }) => {
        const code = decodeText(language);
        const own = new Float64Array(sums);
        const prior = priorMean(profile, code);
        const weight = 1 / (count + PRIOR_COUNT);
        return [code, prior.map((value, index) => ((own[index] ?? 0) + PRIOR_COUNT * value) * weight)];
      }),
    );
  }

  #languagesOf(ids: readonly number[]): Map<number, string> {
    const rows = this.#file.rows<{ id: number; language: TextBytes }>(
      `SELECT id, ${textColumns('language')} FROM passages WHERE id IN ${AMONG}`,
      JSON.stringify(ids),
    );
    return new Map(rows.map(({ id, language }) => [id, decodeText(language)]));
  }

  #count(sums: Sums, sign: 1 | -1): void {
    for (const { kind, language, count, values } of sums.all()) {
      const row = this.#file.row<{ count: number; sums: ArrayBuffer }>(
        'SELECT count, sums FROM vector_sums WHERE kind = ? AND language = ?',
        kind,
        language,
      );
      const stored = row === undefined ? new Float64Array(this.#dimensions) : new Float64Array(row.sums);
      this.#file.run(
        'INSERT OR REPLACE INTO vector_sums VALUES (?, ?, ?, ?)',
        kind,
        language,
        (row?.count ?? 0) + sign * count,
        new Uint8Array(stored.map((value, index) => value + sign * (values[index] ?? 0)).buffer),
      );
    }
  }
}

/** Sums of vectors by kind and language. */
class Sums {
  readonly #dimensions: number;
  readonly #sums = new Map<
    string,
    { kind: VectorKind; language: string; count: number; values: Float64Array }
  >();

  constructor(dimensions: number) {
    this.#dimensions = dimensions;
  }

  add(kind: VectorKind, language: string, vector: Float32Array): void {
    const key = `${kind} ${language}`;
    const sum = this.#sums.get(key) ?? {
      kind,
      language,
      count: 0,
      values: new Float64Array(this.#dimensions),
    };
    sum.count++;
    for (let index = 0; index < sum.values.length; index++) {
      sum.values[index] = (sum.values[index] ?? 0) + (vector[index] ?? 0);
    }
    this.#sums.set(key, sum);
  }

  all(): Iterable<{ kind: VectorKind; language: string; count: number; values: Float64Array }> {
    return this.#sums.values();
  }
}

/** Of a language that was not measured: what the measured ones have in common. */
function priorMean({ passageMeans }: EmbedderProfile, language: string): Float32Array {
  const known = MEASURED_LANGUAGES.find((measured): measured is MeasuredLanguage => measured === language);
  if (known !== undefined) return passageMeans[known];
  return passageMeans.de.map((value, index) => (value + (passageMeans.en[index] ?? 0)) / 2);
}
