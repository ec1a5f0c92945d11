import { setImmediate } from 'node:timers/promises';
import type { ArticleDraft } from '../domain/article.ts';
import type { RejectionKind } from '../domain/rejection.ts';
import { extractArticles } from '../extraction/extract-articles.ts';
import type { ExtractionCase } from './extraction-sets.ts';
import {
  type Matches,
  matchSegments,
  matchShingles,
  matchValue,
  meanOverPages,
  overAll,
  type PrecisionRecall,
  sameAuthors,
} from './score-extraction.ts';

/** What extraction made of a set of pages. */
export interface ExtractionFigures extends PrecisionRecall {
  readonly pages: number;
  /** Pages that the library would not take, by the kind of the reason; the text that was read of them is scored. */
  readonly rejected: Readonly<Partial<Record<RejectionKind, number>>>;
  /** Days of publication; null where the set holds none. */
  readonly dates: PrecisionRecall | null;
  readonly authors: PrecisionRecall | null;
  readonly titles: PrecisionRecall | null;
  /** Reading from the disk left out. */
  readonly pagesPerSecond: number;
  /** The same by the processor time of the whole process, garbage collection included: steady on a busy machine. */
  readonly pagesPerCpuSecond: number;
}

export interface EvaluateExtractionOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (state: { done: number; total: number }) => void;
}

/** Extracts every page as the product does and compares. */
export async function evaluateExtraction(
  cases: readonly ExtractionCase[],
  options: EvaluateExtractionOptions = {},
): Promise<ExtractionFigures> {
  const texts: Matches[] = [];
  const values: Record<'dates' | 'authors' | 'titles', Matches[]> = { dates: [], authors: [], titles: [] };
  const rejected: Partial<Record<RejectionKind, number>> = {};
  let seconds = 0;
  let cpuSeconds = 0;
  for (const [index, page] of cases.entries()) {
    options.signal?.throwIfAborted();
    const bytes = page.read();
    const started = performance.now();
    const cpuStarted = process.cpuUsage();
    const [record] = await extractArticles({ bytes, name: 'page.html' });
    const outcome = record?.outcome;
    seconds += (performance.now() - started) / 1000;
    const { user, system } = process.cpuUsage(cpuStarted);
    cpuSeconds += (user + system) / 1e6;
    if (outcome && !outcome.ok) rejected[outcome.kind] = (rejected[outcome.kind] ?? 0) + 1;
    // A locked article is rejected, and the beginning that it shows is extracted well or badly all the same.
    const draft = outcome?.draft ?? null;
    texts.push(matchText(page, draft?.text ?? ''));
    matchFields(page, draft, values);
    options.onProgress?.({ done: index + 1, total: cases.length });
    await setImmediate();
  }
  const segments = cases[0]?.wanted.kind === 'segments';
  const figures = (matches: readonly Matches[]) =>
    matches.some(({ tp, fn }) => tp + fn > 0) ? overAll(matches) : null;
  return {
    ...(segments ? overAll(texts) : meanOverPages(texts)),
    pages: cases.length,
    rejected,
    dates: figures(values.dates),
    authors: figures(values.authors),
    titles: figures(values.titles),
    pagesPerSecond: cases.length / Math.max(seconds, 1e-9),
    pagesPerCpuSecond: cases.length / Math.max(cpuSeconds, 1e-9),
  };
}

function matchText({ wanted }: ExtractionCase, found: string): Matches {
  return wanted.kind === 'body'
    ? matchShingles(wanted.text, found)
    : matchSegments(wanted.within, wanted.without, found);
}

function matchFields(
  page: ExtractionCase,
  draft: ArticleDraft | null,
  into: Record<'dates' | 'authors' | 'titles', Matches[]>,
): void {
  const day = draft?.publishedAt?.slice(0, 10) ?? null;
  into.dates.push(matchValue(page.date, day, day === page.date));
  const authors = draft?.authors ?? [];
  into.authors.push(
    matchValue(
      page.authors,
      authors.length > 0 ? authors.join(', ') : null,
      page.authors !== null && sameAuthors(page.authors, authors),
    ),
  );
  const bare = (text: string) =>
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();
  const title = draft?.title ?? null;
  into.titles.push(
    matchValue(page.title, title, title !== null && page.title !== null && bare(title) === bare(page.title)),
  );
}
