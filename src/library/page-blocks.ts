import type { SqliteFile } from '../storage/sqlite.ts';

/** A web page as a list of hashes. */
export interface PageBlocks {
  readonly articleId: string;
  /** 16 hexadecimal digits each: the title's first, then those of the paragraphs as they were read, each once. */
  readonly blocks: readonly string[];
}

/** The latest pages of a host are enough to see what repeats there now; redesigns are forgotten with the older ones. */
const MOST_PAGES_OF_HOST = 100;
/** At some 40 paragraphs a page, 16 MB in the library's file. */
const MOST_PAGES = 50_000;
/** An article of more paragraphs than this is told by its first ones. */
const MOST_BLOCKS = 500;

/**
 * The paragraphs of the latest web pages of each host, as hashes, from which is learned what repeats on its pages. Belongs to the
 * library's file. A host is unsettled from the moment a page of it is put in until what was learned has been applied to its articles.
 */
export class PageBlockStore {
  readonly #file: SqliteFile;
  readonly #mostPagesOfHost: number;
  readonly #mostPages: number;

  constructor(file: SqliteFile, mostPagesOfHost = MOST_PAGES_OF_HOST, mostPages = MOST_PAGES) {
    this.#file = file;
    this.#mostPagesOfHost = mostPagesOfHost;
    this.#mostPages = mostPages;
  }

  /** Puts a page in place of what was known of its article; the oldest pages beyond the bounds are forgotten. */
  put(host: string, { articleId, blocks }: PageBlocks): void {
    const bytes = Buffer.from(blocks.slice(0, MOST_BLOCKS).join(''), 'hex');
    const same = this.#file.row<{ same: number }>(
      'SELECT blocks = ? AS same FROM page_blocks WHERE host = ? AND article_id = ?',
      bytes,
      host,
      articleId,
    )?.same;
    if (same === 1) return;
    this.forget(articleId);
    this.#file.run(
      `INSERT INTO page_blocks (host, article_id, at, blocks, settled)
       VALUES (?, ?, (SELECT coalesce(max(at), 0) + 1 FROM page_blocks), ?, 0)`,
      host,
      articleId,
      bytes,
    );
    this.#file.run(
      `DELETE FROM page_blocks WHERE host = ?1 AND article_id IN
         (SELECT article_id FROM page_blocks WHERE host = ?1 ORDER BY at DESC LIMIT -1 OFFSET ?2)`,
      host,
      this.#mostPagesOfHost,
    );
    this.#file.run(
      'DELETE FROM page_blocks WHERE at <= (SELECT at FROM page_blocks ORDER BY at DESC LIMIT 1 OFFSET ?)',
      this.#mostPages,
    );
  }

  /** Forgets the page of an article. */
  forget(articleId: string): void {
    this.#file.run('DELETE FROM page_blocks WHERE article_id = ?', articleId);
  }

  /** The pages of a host, the latest first. */
  pages(host: string): PageBlocks[] {
    return this.#file
      .rows<{ articleId: string; digits: string }>(
        'SELECT article_id AS articleId, hex(blocks) AS digits FROM page_blocks WHERE host = ? ORDER BY at DESC',
        host,
      )
      .map(({ articleId, digits }) => ({
        articleId,
        blocks: digits.toLowerCase().match(/.{16}/g) ?? [],
      }));
  }

  /** Hosts whose articles do not yet show what was learned. */
  unsettled(): string[] {
    return this.#file
      .rows<{ host: string }>('SELECT DISTINCT host FROM page_blocks WHERE settled = 0 ORDER BY host')
      .map(({ host }) => host);
  }

  settle(host: string): void {
    this.#file.run('UPDATE page_blocks SET settled = 1 WHERE host = ? AND settled = 0', host);
  }
}
