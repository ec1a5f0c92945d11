/** How well a text that was extracted matches what should have been. */

export interface PrecisionRecall {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/** True and false positives and false negatives; for one page in shares that sum to 1, else in counts. */
export interface Matches {
  readonly tp: number;
  readonly fp: number;
  readonly fn: number;
}

/**
 * Shingles of four words that two texts share, as multisets, in shares of all of them
 * (article-extraction-benchmark, `string_shingle_matching`). A shorter text is one shingle.
 */
export function matchShingles(wanted: string, found: string): Matches {
  const [expected, actual] = [shinglesOf(wanted), shinglesOf(found)];
  let [tp, fp, fn] = [0, 0, 0];
  for (const key of new Set([...expected.keys(), ...actual.keys()])) {
    const [there, here] = [expected.get(key) ?? 0, actual.get(key) ?? 0];
    tp += Math.min(there, here);
    fp += Math.max(0, here - there);
    fn += Math.max(0, there - here);
  }
  const sum = tp + fp + fn;
  return sum === 0 ? { tp, fp, fn } : { tp: tp / sum, fp: fp / sum, fn: fn / sum };
}

const SHINGLE = 4;

function shinglesOf(text: string): Map<string, number> {
  const words = text.match(/[\p{L}\p{N}_]+/gu) ?? [];
  const shingles = new Map<string, number>();
  const last = words.length === 0 ? -1 : Math.max(0, words.length - SHINGLE);
  for (let start = 0; start <= last; start++) {
    const shingle = words.slice(start, start + SHINGLE).join(' ');
    shingles.set(shingle, (shingles.get(shingle) ?? 0) + 1);
  }
  return shingles;
}

/** Means of the pages' precision and recall, and the F1 of these means, as the benchmark of ScrapingHub has it. */
export function meanOverPages(pages: readonly Matches[]): PrecisionRecall {
  const mean = (of: (page: Matches) => number) =>
    pages.reduce((sum, page) => sum + of(page), 0) / Math.max(1, pages.length);
  return withF1(
    mean(({ tp, fp, fn }) => (fp === 0 && fn === 0 ? 1 : ratio(tp, tp + fp))),
    mean(({ tp, fp, fn }) => (fp === 0 && fn === 0 ? 1 : ratio(tp, tp + fn))),
  );
}

/** Segments that must and must not be in the text, white space collapsed, as trafilatura's evaluation counts them. */
export function matchSegments(within: readonly string[], without: readonly string[], found: string): Matches {
  const text = collapse(found);
  const has = (segment: string) => text.includes(collapse(segment));
  const tp = within.filter(has).length;
  return { tp, fp: without.filter(has).length, fn: within.length - tp };
}

/** Precision, recall and F1 of counts summed over all pages. */
export function overAll(pages: readonly Matches[]): PrecisionRecall {
  const sum = (of: (page: Matches) => number) => pages.reduce((total, page) => total + of(page), 0);
  const tp = sum((page) => page.tp);
  return withF1(ratio(tp, tp + sum((page) => page.fp)), ratio(tp, tp + sum((page) => page.fn)));
}

/**
 * A single value against the wanted one: what is given and wrong counts against precision and recall, what is missing
 * against recall. Where nothing is wanted, nothing is counted.
 */
export function matchValue(wanted: string | null, found: string | null, same: boolean): Matches {
  if (wanted === null) return { tp: 0, fp: 0, fn: 0 };
  return { tp: same ? 1 : 0, fp: found !== null && !same ? 1 : 0, fn: same ? 0 : 1 };
}

/** Whether the names that were found are the wanted ones, written in whatever way ("A. Quill and Ben Okoro"). */
export function sameAuthors(wanted: string, found: readonly string[]): boolean {
  const words = (text: string) =>
    text
      .normalize('NFKD')
      .toLowerCase()
      .match(/[\p{L}\p{N}]{2,}/gu)
      ?.filter((word) => !['and', 'und', 'by', 'von', 'dr', 'prof'].includes(word))
      .sort() ?? [];
  return words(wanted).join(' ') === words(found.join(' ')).join(' ');
}

function collapse(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function withF1(precision: number, recall: number): PrecisionRecall {
  return { precision, recall, f1: ratio(2 * precision * recall, precision + recall) };
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
