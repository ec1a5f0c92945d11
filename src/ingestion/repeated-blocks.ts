import { createHash } from 'node:crypto';
import type { ArticleDraft } from '../domain/article.ts';
import { LEAST_CHARACTERS } from '../extraction/extract.ts';
import type { PageBlocks } from '../library/page-blocks.ts';

/** What repeats on the pages of a host: teasers, calls to subscribe, notes about the outlet. */
export interface Repetition {
  /** Pages that were counted, several copies of one article as one. */
  readonly pages: number;
  /** On how many of them a block stands, by its hash; only those of several pages. */
  readonly counts: ReadonlyMap<string, number>;
}

/** On fewer pages a paragraph may be quoted, or said again by an author who follows a story. */
const LEAST_PAGES = 3;
/** Headlines and calls: nobody writes the same one by chance. */
const HEADLINE = { least: 30, most: 200, share: 0.1 };
/**
 * Salt is an ingredient of every recipe, and background is told again in every article about a matter: shorter and longer blocks
 * are furniture only where they stand on so many of a host's pages.
 */
const LEAST_SHARE = 0.4;
/** Two pages of one title that share so much are one article, saved twice or updated. */
const COPY = 0.5;
/** Losing more of its text than this, an article is more likely a copy or a short note than furniture. */
const LEAST_KEPT = 0.4;

/** The hashes of a page's title and paragraphs; what differs in case and spacing alone is the same. */
export function blocksOf({ title, text }: Pick<ArticleDraft, 'title' | 'text'>): string[] {
  const paragraphs = [...new Set(text.split('\n\n').map(blockHash))];
  return [blockHash(title), ...paragraphs];
}

/** Counts on how many pages of a host each block stands. */
export function countRepetition(pages: readonly PageBlocks[]): Repetition {
  const byTitle = new Map<string, ReadonlySet<string>[]>();
  const counts = new Map<string, number>();
  let counted = 0;
  for (const { blocks } of pages) {
    const [title = '', ...paragraphs] = blocks;
    const known = byTitle.get(title) ?? [];
    const isCopy = known.some((other) => {
      const shared = paragraphs.filter((block) => other.has(block)).length;
      return shared >= COPY * Math.min(paragraphs.length, other.size);
    });
    if (isCopy) continue;
    byTitle.set(title, [...known, new Set(paragraphs)]);
    counted++;
    for (const block of paragraphs) counts.set(block, (counts.get(block) ?? 0) + 1);
  }
  return { pages: counted, counts: new Map([...counts].filter(([, count]) => count >= LEAST_PAGES)) };
}

/**
 * A draft without the paragraphs that repeat on its host's pages; the same draft where none does, or where too little would be
 * left. A paragraph that says more than what repeats is kept whole.
 */
export function withoutRepeated<Draft extends ArticleDraft>(draft: Draft, repetition: Repetition): Draft {
  if (repetition.counts.size === 0) return draft;
  const paragraphs = draft.text.split('\n\n');
  const kept = paragraphs.filter((paragraph) => !isRepeated(paragraph, repetition));
  const text = kept.join('\n\n');
  if (kept.length === paragraphs.length || text.length < LEAST_CHARACTERS) return draft;
  return text.length < LEAST_KEPT * draft.text.length ? draft : { ...draft, text };
}

function isRepeated(paragraph: string, { pages, counts }: Repetition): boolean {
  const count = counts.get(blockHash(paragraph)) ?? 0;
  const isHeadline = paragraph.length >= HEADLINE.least && paragraph.length <= HEADLINE.most;
  const share = isHeadline ? HEADLINE.share : LEAST_SHARE;
  return count >= LEAST_PAGES && count >= share * pages;
}

function blockHash(paragraph: string): string {
  const plain = paragraph.toLowerCase().replace(/\s+/g, ' ').trim();
  return createHash('sha256').update(plain).digest('hex').slice(0, 16);
}
