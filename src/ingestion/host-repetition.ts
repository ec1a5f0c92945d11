import type { ArticleDraft } from '../domain/article.ts';
import { formatOf } from '../extraction/formats.ts';
import { articleId, type Library } from '../library/library.ts';
import { fileOf } from '../sources/locator.ts';
import { hashOfDraft } from './draft-hash.ts';
import { blocksOf, countRepetition, type Repetition, withoutRepeated } from './repeated-blocks.ts';

/** Learns from the web pages of a collection what repeats on each host, and takes it out of the articles. */
export class HostRepetition {
  readonly #library: Library;
  /** As it was when this run met the host; what the run itself teaches is applied at its end. */
  readonly #known = new Map<string, Repetition>();

  constructor(library: Library) {
    this.#library = library;
  }

  /** Notes what stands on a page, and gives its article without what is known to repeat; other formats are left as they are. */
  apply(locator: string, draft: ArticleDraft): ArticleDraft {
    if (!PAGES.has(formatOf(fileOf(locator))?.name ?? '')) return draft;
    const host = neighbourhoodOf(locator, draft.url);
    let repetition = this.#known.get(host);
    if (repetition === undefined) {
      repetition = countRepetition(this.#library.pageBlocks.pages(host));
      this.#known.set(host, repetition);
    }
    this.#library.pageBlocks.put(host, { articleId: articleId(locator), blocks: blocksOf(draft) });
    return withoutRepeated(draft, repetition);
  }

  forget(id: string): void {
    this.#library.pageBlocks.forget(id);
  }

  /**
   * Takes out of a host's stored articles what is known to repeat by now: each gets a new revision. A host that an interrupted run
   * left unsettled is met by the next one.
   * @returns how many articles were changed
   */
  correct(host: string): number {
    const { pageBlocks } = this.#library;
    return this.#library.transaction(() => {
      let corrected = 0;
      const pages = pageBlocks.pages(host);
      const repetition = countRepetition(pages);
      for (const page of pages) {
        if (!page.blocks.some((block) => repetition.counts.has(block))) continue;
        const article = this.#library.article(page.articleId);
        if (article === null) continue;
        const cleaned = withoutRepeated(article, repetition);
        if (cleaned === article) continue;
        this.#library.store(article.locator, hashOfDraft(cleaned), cleaned);
        corrected++;
      }
      pageBlocks.settle(host);
      return corrected;
    });
  }
}

const PAGES: ReadonlySet<string> = new Set(['HTML', 'MHTML']);

/**
 * The pages from which is learned what repeats on a page: those of the same source that name the same host. A page may name any
 * host, so its word counts among its own source's pages only, and nothing that is put into one source changes an article of another.
 * Pages that name none are neighbours where they lie in one folder.
 */
function neighbourhoodOf(locator: string, url: string | null): string {
  const file = fileOf(locator);
  const folder = file.slice(0, Math.max(0, file.lastIndexOf('/')));
  if (url === null || !URL.canParse(url)) return `folder:${folder}`;
  return `${sourceOf(folder)}|${new URL(url).host.replace(/^www\./, '')}`;
}

/** The folder right below `articles`, which holds one source's files in whatever folders; elsewhere the file's own. */
function sourceOf(folder: string): string {
  return folder.startsWith('/') || /^[A-Za-z]:/.test(folder)
    ? folder
    : folder.split('/').slice(0, 2).join('/');
}
