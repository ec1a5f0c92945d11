import { parseDate } from './dates.ts';

/** What the columns of a table hold, told by their content where nothing names them. */
export interface GuessedColumns {
  /** A known name for each column that was told, '' for the others. */
  readonly names: readonly string[];
  /** Whether the first row is an article, and not names in words that nobody knows. */
  readonly firstIsArticle: boolean;
}

/** Rows that are looked at. */
const SAMPLE = 50;
/** Texts are longer than titles, names and labels; the mean of a column. */
const LEAST_TEXT = 100;
const TITLE = { least: 10, most: 200 };
/** Share of a column's cells that must be dates or addresses. */
const MOST_CELLS = 0.8;

/**
 * Tells text, title, date and address of articles in rows without names: the text is the longest column, the title the first of short
 * prose. Null where the rows are no table, or none of its columns is a text.
 */
export function guessColumns(rows: readonly (readonly string[])[]): GuessedColumns | null {
  const [first = [], ...rest] = rows.slice(0, SAMPLE);
  const width = first.length;
  // A single row may be anything, and prose with commas falls into rows of any width.
  if (width < 2 || rest.length === 0 || rest.some((row) => row.length !== width)) return null;
  const columns = first.map((_, index) => rest.map((row) => row[index] ?? ''));
  const lengths = columns.map(meanLength);
  const text = lengths.indexOf(Math.max(...lengths));
  if ((lengths[text] ?? 0) < LEAST_TEXT) return null;
  const names = columns.map(() => '');
  names[text] = 'text';
  const claim = (name: string, fits: (cells: readonly string[]) => boolean): void => {
    const index = columns.findIndex((cells, at) => names[at] === '' && fits(cells));
    if (index !== -1) names[index] = name;
  };
  claim('date', (cells) => shareOf(cells, (cell) => parseDate(cell) !== null) >= MOST_CELLS);
  claim('url', (cells) => shareOf(cells, (cell) => /^https?:\/\/\S+$/i.test(cell.trim())) >= MOST_CELLS);
  claim('title', (cells) => {
    const length = meanLength(cells);
    const inWords = shareOf(cells, (cell) => /\p{L} \p{L}/u.test(cell)) >= MOST_CELLS;
    return inWords && length >= TITLE.least && length <= TITLE.most;
  });
  return { names, firstIsArticle: (first[text] ?? '').length >= LEAST_TEXT / 2 };
}

function meanLength(cells: readonly string[]): number {
  return cells.reduce((sum, cell) => sum + cell.length, 0) / cells.length;
}

function shareOf(cells: readonly string[], fits: (cell: string) => boolean): number {
  return cells.filter(fits).length / cells.length;
}
