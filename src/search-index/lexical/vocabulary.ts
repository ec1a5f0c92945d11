import type { SqliteFile } from '../../storage/sqlite.ts';
import type { KnownWord } from '../../text/known-words.ts';
import type { PostedPassage } from './invert.ts';
import { LexicalIndex, type WeightedStem } from './lexical-index.ts';

/**
 * The words of a collection, found by their 4-grams: inflections that no stemmer brings together, compounds, and what a
 * misspelt word was meant to be. There are far fewer words than passages, so that their 4-grams can be posted, and each
 * leads to the passages through its stem.
 */
export const VOCABULARY_SCHEMA = `
  CREATE TABLE words (id INTEGER PRIMARY KEY, hash INTEGER NOT NULL UNIQUE, stem INTEGER NOT NULL);
`;

/** Words that are known to be stored, so that they need not be looked up. */
const REMEMBERED = 300_000;

/** A stem of the collection with the weight of the 4-grams that one of its words shares with what was looked for. */
export interface SimilarStem {
  readonly stem: number;
  readonly score: number;
}

export class Vocabulary {
  readonly #file: SqliteFile;
  readonly #index: LexicalIndex;
  readonly #stored = new Set<number>();

  constructor(file: SqliteFile) {
    this.#file = file;
    // A word holds a 4-gram or does not.
    this.#index = new LexicalIndex(file, 'words', () => 1);
  }

  /** Adds the words that are not there yet, inside the caller's transaction. After a rollback call `forget`. */
  add(words: Iterable<Pick<KnownWord, 'hash' | 'stem' | 'grams'>>): void {
    const posted: PostedPassage[] = [];
    for (const { hash, stem, grams } of words) {
      if (this.#stored.has(hash)) continue;
      if (this.#stored.size >= REMEMBERED) this.#stored.clear();
      this.#stored.add(hash);
      const id = this.#file.insertOrIgnore(
        'INSERT OR IGNORE INTO words (hash, stem) VALUES (?, ?)',
        hash,
        stem,
      );
      if (id !== null) posted.push({ id, stems: grams });
    }
    this.#index.add(posted);
  }

  forget(): void {
    this.#stored.clear();
  }

  /**
   * Stems of the words that share the most with a question, best first, each once.
   * @param grams 4-grams by their slots, with weights
   */
  similar(grams: readonly WeightedStem[], limit: number): SimilarStem[] {
    const hits = this.#index.search(grams, limit);
    const rows = this.#file.rows<{ id: number; stem: number }>(
      'SELECT id, stem FROM words WHERE id IN (SELECT value FROM json_each(?))',
      JSON.stringify(hits.map(({ id }) => id)),
    );
    const stemOf = new Map(rows.map(({ id, stem }) => [id, stem]));
    const best = new Map<number, number>();
    for (const { id, score } of hits) {
      const stem = stemOf.get(id);
      if (stem !== undefined && !best.has(stem)) best.set(stem, score);
    }
    return [...best].map(([stem, score]) => ({ stem, score }));
  }

  /** Reads everything; throws IndexDamage where a checksum is wrong. */
  check(): void {
    this.#index.check();
  }
}
