import type { SqliteFile } from '../storage/sqlite.ts';
import { decodeText, type TextBytes, textColumns } from '../storage/text-columns.ts';

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

const COLUMNS = textColumns(
  ['r.outlet', 'outlet'],
  ['r.language', 'language'],
  ['min(r.published_at)', 'oldest'],
  ['max(r.published_at)', 'newest'],
);

/** Reads what the live articles span, in one pass over them. */
export function readCoverage(file: SqliteFile): Coverage {
  const groups = file.rows<Group>(
    `SELECT count(*) AS count, ${COLUMNS} FROM ${LIVE} GROUP BY r.outlet, r.language ORDER BY r.outlet`,
  );
  const last = file.row<{ value: string | null }>('SELECT max(stored_at) AS value FROM articles');
  const languages = new Map<string, number>();
  for (const group of groups) {
    const language = decodeText(group.language);
    languages.set(language, (languages.get(language) ?? 0) + group.count);
  }
  const days = groups
    .flatMap(({ oldest, newest }) => [oldest ?? [], newest ?? []].flat().map(decodeText))
    .sort();
  return {
    articles: groups.reduce((sum, { count }) => sum + count, 0),
    oldest: days[0] ?? null,
    newest: days.at(-1) ?? null,
    outlets: [...new Set(groups.flatMap(({ outlet }) => (outlet === null ? [] : [decodeText(outlet)])))],
    lastStored: last?.value ?? null,
    languages: Object.fromEntries([...languages].sort(byCount)),
  };
}

/** The articles of one outlet in one language. */
interface Group {
  readonly count: number;
  readonly outlet: TextBytes | null;
  readonly language: TextBytes;
  readonly oldest: TextBytes | null;
  readonly newest: TextBytes | null;
}

function byCount([a, ofA]: readonly [string, number], [b, ofB]: readonly [string, number]): number {
  return ofB - ofA || (a < b ? -1 : 1);
}
