import { Readability } from '@mozilla/readability';
import { withoutBoilerplate } from './boilerplate.ts';
import { declaredCharset, decode } from './decode.ts';
import type { DomDocument, DomElement } from './dom.ts';
import { authorsOf, type Extracted, type Extractor, rejected, single, toDraft } from './extract.ts';
import { judgePage } from './judge-page.ts';
import { type Paragraph, paragraphsIn } from './html-text.ts';
import { readMetadata } from './metadata.ts';
import { parsePage } from './parse-page.ts';
import { prune } from './prune.ts';

/** Web pages: the article without its surroundings, by Readability. */
export const html: Extractor = ({ bytes, name }) => {
  const decoded = decode(bytes, declaredCharset(bytes));
  return single(decoded.ok ? read(decoded.text, name) : rejected(decoded.reason));
};

/** Readability sometimes keeps only a teaser; below this, all `p` elements together are the better text. */
const LEAST_CHARACTERS = 250;

/** A find below this is doubted where the page holds much more prose. */
const SHORT_ARTICLE = 1500;

function read(source: string, name: string): Extracted {
  const parsed = parsePage(source);
  if (!parsed.ok) return rejected(parsed.reason, 'too-complex');
  const { document } = parsed;
  const metadata = readMetadata(document);
  const tookHidden = prune(document, parsed.rules);
  // Readability takes its document apart, so the page's own order is read before.
  const page = paragraphsIn(document.body);
  const article = readable(document);
  const paragraphs = choose(article ? paragraphsIn(article.content) : [], page);
  const authors = metadata.authors?.length ? metadata.authors : authorsOf(article?.byline ?? '');
  const kept = withoutBoilerplate(paragraphs, metadata.title ?? '', authors);
  const outcome = toDraft(
    { ...metadata, authors, paragraphs: kept, marks: tookHidden ? ['hidden'] : [] },
    name,
  );
  const judgement = judgePage({
    title: metadata.title ?? '',
    page: () => parsed.texts.map((text) => text.replace(/\s+/g, ' ').trim()),
    article: kept,
    free: metadata.free,
  });
  return judgement === null ? outcome : rejected(judgement.reason, judgement.kind, outcome.draft);
}

function readable(document: DomDocument): { content: DomElement; byline: string | null } | null {
  const reader = new Readability(document, {
    charThreshold: LEAST_CHARACTERS,
    disableJSONLD: true,
    keepClasses: true,
    serializer: (node: unknown) => node as DomElement,
  });
  try {
    const article = reader.parse();
    return article?.content ? { content: article.content, byline: article.byline ?? null } : null;
  } catch {
    // It overflows the stack on a hundred thousand neighbours, for one; the page's `p` elements are read then.
    return null;
  }
}

/**
 * Readability drops paragraphs between others that it keeps, and sometimes keeps a teaser only. Prose between the
 * first and the last paragraph that it kept belongs to the article; below a minimum all of the page's prose is better.
 */
function choose(found: readonly Paragraph[], page: readonly Paragraph[]): Paragraph[] {
  const filled = fillGaps(found, page);
  const length = lengthOf(filled);
  const all = page.filter((paragraph) => isProse(paragraph) && paragraph.block !== 'li');
  // So short an article among so much prose is one part of the article.
  if (length < SHORT_ARTICLE && lengthOf(all) > 2 * length) return all;
  if (length >= LEAST_CHARACTERS) return filled;
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
