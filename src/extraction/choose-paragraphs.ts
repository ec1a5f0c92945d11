import type { Paragraph } from './html-text.ts';

/** Readability sometimes keeps only a teaser; below this, all `p` elements together are the better text. */
export const LEAST_CHARACTERS = 250;

/** A find below this is doubted where the page holds much more prose. */
const SHORT_ARTICLE = 1500;

/**
 * Readability drops paragraphs between others that it keeps, and sometimes keeps a teaser only. Prose between the
 * first and the last paragraph that it kept belongs to the article, and so does the lead above it; below a minimum all of the page's
 * prose is better.
 * @param found what Readability kept
 * @param page all paragraphs of the pruned page
 * @param descriptions what the page's data says the article is about, which is often its lead
 */
export function chooseParagraphs(
  found: readonly Paragraph[],
  page: readonly Paragraph[],
  descriptions: readonly string[],
): Paragraph[] {
  const filled = fillGaps(found, page);
  const length = lengthOf(filled);
  const all = page.filter((paragraph) => isProse(paragraph) && paragraph.block !== 'li');
  // So short an article among so much prose is one part of the article.
  if (length < SHORT_ARTICLE && lengthOf(all) > 2 * length) return all;
  if (length >= LEAST_CHARACTERS) return withLead(filled, page, descriptions);
  // Not even sentences: whatever is no list of links.
  const rest = page.filter(({ linked, text }) => linked < 0.5 * text.length);
  return lengthOf(rest) > length ? rest : filled;
}

function fillGaps(found: readonly Paragraph[], page: readonly Paragraph[]): Paragraph[] {
  const filled: Paragraph[] = [];
  let next = 0;
  let begun = false;
  for (const paragraph of found) {
    const at = indexOf(paragraph.text, page, next);
    if (at === -1) {
      filled.push(paragraph);
      continue;
    }
    if (begun) filled.push(...proseOf(page.slice(next, at + 1)));
    filled.push(paragraph);
    next = at + 1;
    begun = true;
  }
  return filled;
}

/**
 * The lead stands apart from the text on many pages, in a heading or a box of its own, and tells the news. It is known by being the
 * page's own description; prose between it and the text is text as well.
 */
function withLead(
  found: Paragraph[],
  page: readonly Paragraph[],
  descriptions: readonly string[],
): Paragraph[] {
  const first = found[0] === undefined ? -1 : indexOf(found[0].text, page, 0);
  if (first <= 0) return found;
  const beginnings = descriptions.map((text) => plain(text).slice(0, LEAD_BEGINNING));
  const lead = page
    .slice(0, first)
    .findLastIndex(
      ({ text, linked, block }) =>
        block !== 'h1' &&
        text.length >= SHORTEST_LEAD &&
        linked < 0.3 * text.length &&
        beginnings.some(
          (beginning) => beginning.length === LEAD_BEGINNING && plain(text).startsWith(beginning),
        ),
    );
  if (lead === -1) return found;
  return [...page.slice(lead, lead + 1), ...proseOf(page.slice(lead + 1, first + 1)), ...found];
}

/** Characters in which a lead and a description agree. */
const LEAD_BEGINNING = 30;
/** A shorter line is a subtitle, which says again what the headline says. */
const SHORTEST_LEAD = 120;

function plain(text: string): string {
  return text.replace(/\s+/g, ' ').trim().toLowerCase();
}

/** How far ahead the next paragraph is looked for: a gap longer than this is no gap. */
const LONGEST_GAP = 30;

function indexOf(text: string, page: readonly Paragraph[], from: number): number {
  const last = from === 0 ? page.length : Math.min(page.length, from + LONGEST_GAP);
  for (let i = from; i < last; i++) if (page[i]?.text === text) return i;
  return -1;
}

/** What of a gap is prose, with the headings right above it; the gap's last paragraph is the one that is known. */
function proseOf(gap: readonly Paragraph[]): Paragraph[] {
  return gap.slice(0, -1).filter((paragraph, index) => {
    const below = gap[index + 1];
    if (!/^h[2-4]$/.test(paragraph.block)) return isProse(paragraph);
    return paragraph.linked === 0 && below !== undefined && (index + 2 === gap.length || isProse(below));
  });
}

function isProse({ text, linked, block }: Paragraph): boolean {
  if (/^h[1-6]$/.test(block)) return false;
  return text.length >= 80 && linked < 0.3 * text.length && /[.!?…]["”“’')\]]*$/.test(text);
}

function lengthOf(paragraphs: readonly Paragraph[]): number {
  return paragraphs.reduce((sum, paragraph) => sum + paragraph.text.length, 0);
}
