import { coverageBy } from '../retrieval/coverage.ts';
import type { Frequencies } from '../search-index/frequencies.ts';
import { sentencesOf } from '../text/sentences.ts';
import { foldWords, wordsOf } from '../text/words.ts';
import { type Claims, claimsOf } from './claims.ts';
import { isGermanNoun } from './names.ts';
import { digitNumbers, writtenNumbers } from './numbers.ts';
import type { Source } from './source.ts';

/** A sentence of an answer and what it rests on. */
export interface CheckedSentence {
  /** Without citation marks. */
  readonly text: string;
  /** Sources that hold every number, name and quotation of it; empty where it is not supported. */
  readonly support: readonly Source[];
}

/**
 * Least share of a sentence's weight that its source must hold when both are in one language. Below it a sentence
 * has no number or name to be caught by and still says what the source does not.
 */
const LEAST_COVERAGE = 0.4;

/** From here on a German noun that the source lacks may be the writer's own word for something in it. */
const PARAPHRASE_COVERAGE = 0.7;

/**
 * Checks one sentence against the sources that it cites, or against all where it cites none: models under a billion
 * parameters hardly ever cite, and the product can tell what a sentence rests on.
 * @param cited the sources its marks point to
 */
export function checkSentence(
  sentence: string,
  language: string,
  cited: readonly Source[],
  sources: readonly Source[],
  frequencies: Frequencies,
): CheckedSentence {
  const claims = claimsOf(sentence, language);
  const coverage = coverageBy(sentence, frequencies);
  const supports = (source: Source): boolean => holds(source, claims, language, coverage(source.text));
  if (cited.length > 0) {
    return { text: sentence, support: cited.every(supports) ? cited : cited.filter(supports) };
  }
  const best = sources
    .filter(supports)
    .map((source) => ({ source, share: coverage(source.text) }))
    .sort((a, b) => b.share - a.share)[0];
  return { text: sentence, support: best === undefined ? [] : [best.source] };
}

function holds(source: Source, claims: Claims, language: string, coverage: number): boolean {
  const text = searchable(source);
  const folded = foldWords(wordsOf(text));
  const numbers = new Set([...digitNumbers(text), ...writtenNumbers(text)]);
  if (!claims.numbers.every((number) => numbers.has(number))) return false;
  if (!claims.versions.every((version) => holdsVersion(folded, version))) return false;
  if (!claims.quotations.every((quotation) => folded.includes(foldWords(wordsOf(quotation))))) return false;

  const sameLanguage = source.article.language === language || source.article.language === 'und';
  const missing = claims.names.filter((name) => !holdsName(folded, name));
  if (sameLanguage) {
    if (coverage < LEAST_COVERAGE) return false;
    // A German noun, which is capitalised, may be the writer's own word for something in the source.
    return missing.every(
      (name) => language === 'de' && coverage >= PARAPHRASE_COVERAGE && isGermanNoun(name),
    );
  }
  // A translation cannot be looked up by its words: something of it must be there that is the same in any language.
  const isAnchored =
    claims.numbers.length + claims.quotations.length > 0 || missing.length < claims.names.length;
  return isAnchored && missing.every((name) => language === 'de' && /^\p{Lu}\p{Ll}+$/u.test(name));
}

/** "llama 3" stands in "Llama 3.1" and in "Llama3", and not in "Llama 2". */
function holdsVersion(folded: string, version: string): boolean {
  return folded.includes(` ${version} `) || folded.includes(` ${version.replace(' ', '')} `);
}

/** A name occurs with each of its words; endings may differ ("Metas", "Meta’s", "Llamas"), and points ("U.S."). */
function holdsName(folded: string, name: string): boolean {
  const bare = name.replace(/['’]s?$/u, '');
  return holdsWords(folded, bare) || (bare.includes('.') && holdsWords(folded, bare.replaceAll('.', '')));
}

function holdsWords(folded: string, name: string): boolean {
  return wordsOf(name).every((word) => {
    // "Llama2" holds "Llama".
    if (folded.includes(` ${word} `) || new RegExp(` ${word}\\p{Nd}`, 'u').test(folded)) return true;
    const base = word.replace(/(?:s|n|en)$/u, '');
    return base.length >= 3 && (folded.includes(` ${base} `) || folded.includes(` ${base}s `));
  });
}

/** What a source may be cited for: its text, and what stands above it (title, outlet, day). */
function searchable({ article, text }: Source): string {
  const day = article.publishedAt?.slice(0, 10) ?? null;
  return [article.title, article.outlet, day, spelledDate(day), text].filter(Boolean).join('\n');
}

/** "2023-07-18" also as the words in which an answer says it. */
function spelledDate(day: string | null): string {
  if (day === null || !/^\d{4}-\d{2}-\d{2}$/.test(day)) return '';
  const date = new Date(`${day}T00:00:00Z`);
  return ['en', 'de']
    .map((locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(date))
    .join(' ');
}

/** The slice of a source that a sentence rests on most: what a reader is shown to check it. */
export function supportingSpan(
  sentence: string,
  source: Source,
  frequencies: Frequencies,
): { start: number; end: number } {
  const coverage = coverageBy(sentence, frequencies);
  const spans = sentencesOf(source.text, source.article.language);
  let best = spans[0] ?? { start: 0, end: source.text.length };
  let most = -1;
  for (const span of spans) {
    const share = coverage(source.text.slice(span.start, span.end));
    if (share > most) [best, most] = [span, share];
  }
  return { start: source.start + best.start, end: source.start + best.end };
}
