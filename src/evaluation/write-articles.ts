import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Few enough that a file stays far below MAX_DOCUMENT_MB and is read while another is stored. */
const ARTICLES_PER_FILE = 500;

/**
 * Writes articles as JSON lines into a folder that is made for them, for `reindex` to read.
 * @param articles what a line holds: "id", "text" and what else is known; taken one at a time, so there may be millions
 * @returns how many there were
 */
export function writeArticles(folder: string, articles: Iterable<object>): number {
  mkdirSync(folder, { recursive: true });
  let lines: string[] = [];
  let count = 0;
  const write = (): void => {
    const name = `articles-${String(Math.ceil(count / ARTICLES_PER_FILE)).padStart(6, '0')}.jsonl`;
    writeFileSync(join(folder, name), `${lines.join('\n')}\n`);
    lines = [];
  };
  for (const article of articles) {
    lines.push(JSON.stringify(article));
    count++;
    if (lines.length === ARTICLES_PER_FILE) write();
  }
  if (lines.length > 0) write();
  return count;
}
