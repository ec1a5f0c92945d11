import type { SqliteFile } from '../storage/sqlite.ts';

/** What the live articles span; dates are as the articles have them, `null` where none has one. */
export interface Coverage {
  readonly articles: number;
  readonly oldest: string | null;
  readonly newest: string | null;
  /** Sorted, each once. */
  readonly outlets: string[];
  /** When the last article was stored, ISO 8601; null where there is none. */
  readonly lastStored: string | null;
  /** How many articles there are in each language, by its code; most first. */
  readonly languages: Readonly<Record<string, number>>;
}

/** Live articles as `a`, each with its newest revision as `r`; a condition may follow. */
export const LIVE = `articles a JOIN revisions r ON r.article_id = a.id AND r.revision = a.revision WHERE a.removed_at IS NULL`;

/** Reads what the live articles span: one pass over all of them for each line of it. */
export function readCoverage(file: SqliteFile): Coverage {
  const span = file.row<{ articles: number; oldest: string | null; newest: string | null }>(
    `SELECT count(*) AS articles, min(r.published_at) AS oldest, max(r.published_at) AS newest FROM ${LIVE}`,
  );
  const outlets = file.rows<{ outlet: string }>(
    `SELECT DISTINCT r.outlet FROM ${LIVE} AND r.outlet IS NOT NULL ORDER BY r.outlet`,
  );
  const last = file.row<{ value: string | null }>('SELECT max(stored_at) AS value FROM articles');
  const languages = file.rows<{ language: string; count: number }>(
    `SELECT r.language, count(*) AS count FROM ${LIVE} GROUP BY r.language ORDER BY count DESC, r.language`,
  );
  return {
    articles: span?.articles ?? 0,
    oldest: span?.oldest ?? null,
    newest: span?.newest ?? null,
    outlets: outlets.map((row) => row.outlet),
    lastStored: last?.value ?? null,
    languages: Object.fromEntries(languages.map(({ language, count }) => [language, count])),
  };
}
