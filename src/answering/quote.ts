import type { Article } from '../domain/article.ts';
import { coverageBy } from '../retrieval/coverage.ts';
import type { Evidence } from '../retrieval/retrieve.ts';
import type { RetrievedPassage } from '../retrieval/select.ts';
import type { Frequencies } from '../search-index/frequencies.ts';
import { areTwoLanguages } from '../text/language.ts';
import { pointsBack } from '../text/points-back.ts';
import { sentencesOf, type Span } from '../text/sentences.ts';
import { wordsOf } from '../text/words.ts';
import { QUOTING } from './quoting.ts';
import { holdsWanted, isOfOtherVersion, wantedKind, yearsIn } from './wanted-kind.ts';

/** A verbatim slice of a live article: `text` is `article.text.slice(start, end)`. */
export interface Quote {
  readonly article: Article;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** How well it answers, for comparison within one question only. */
  readonly score: number;
}

/** The sentences that answer, best first, at most three and about sixty words. */
export function pickQuotes(evidence: Evidence, frequencies: Frequencies): Quote[] {
  const ranked = rankSentences(evidence, frequencies);
  const first = ranked[0];
  if (first === undefined) return [];
  const quotes: Quote[] = [];
  let words = 0;
  for (const sentence of ranked) {
    const length = wordsOf(sentence.text).length;
    const fits = quotes.length === 0 || words + length <= QUOTING.mostWords;
    if (sentence.score < QUOTING.nearFirst * first.score || quotes.length === QUOTING.mostQuotes) break;
    if (!fits || quotes.some((quote) => overlaps(quote, sentence) || quote.text === sentence.text)) continue;
    quotes.push(sentence);
    words += length;
  }
  return quotes;
}

/** Every sentence of the passages that may answer, best first. */
export function rankSentences(evidence: Evidence, frequencies: Frequencies): Quote[] {
  const { question, passages } = evidence;
  const coverage = coverageBy(question.grams, frequencies);
  const best = Math.max(Number.EPSILON, ...passages.map(({ scores }) => scores.score));
  const wanted = wantedKind(question.text);
  const usual = usualNearness(evidence);
  return passages
    .flatMap((retrieved) => {
      const { passage, article, scores } = retrieved;
      const spans = sentencesOf(passage.text, passage.language);
      const nearness = nearnessOf(evidence, retrieved, spans.length);
      const least = leastShare(evidence, retrieved, nearness !== null);
      const language = passage.language === question.frame ? QUOTING.readersLanguage : 0;
      return spans.flatMap((span, index) => {
        const text = passage.text.slice(span.start, span.end);
        if (!isQuotable(text)) return [];
        const near = nearness?.[index] ?? null;
        const alone = coverage(text);
        const withTitle = coverage(`${article.title}\n${text}`);
        if (withTitle < least && (near === null || near < QUOTING.near)) return [];
        const kind = holdsWanted(wanted, question.text, text) ? QUOTING.wantedKind : 0;
        const other = isOfOtherVersion(question.text, text) ? QUOTING.otherVersion : 0;
        const score =
          alone +
          QUOTING.title * (withTitle - alone) +
          QUOTING.meaning * (near ?? usual) +
          kind -
          other +
          language +
          (QUOTING.passage * scores.score) / best;
        return [quoteOf(retrieved, widen(retrieved, spans, index), score)];
      });
    })
    .sort((a, b) => b.score - a.score);
}

/** What a sentence without a vector yet is taken for: the nearest one of an average passage; 0 where no meaning is known. */
function usualNearness({ features, passages }: Evidence): number {
  if (features === null || features.meaning === null) return 0;
  const nearest = passages.flatMap(({ scores: { sentences } }) =>
    sentences === null || sentences.length === 0 ? [] : [Math.max(...sentences)],
  );
  return nearest.reduce((sum, near) => sum + near, 0) / Math.max(1, nearest.length);
}

/** Share of the question that a sentence and its title have to hold. */
function leastShare(
  { question, verdict }: Evidence,
  { passage: { language, text }, article: { title, publishedAt } }: RetrievedPassage,
  isBridged: boolean,
): number {
  const isForeign = areTwoLanguages(question.language, language);
  const years = yearsIn(question.text);
  const dated = [publishedAt, title, text].join('\n');
  const isOfOtherYear = years.length > 0 && !years.some((year) => dated.includes(year));
  if ((isForeign && !isBridged) || isOfOtherYear) return QUOTING.leastOfOther;
  return verdict === 'enough' ? QUOTING.least : QUOTING.leastOfDoubtful;
}

/** How near each sentence is to the question in meaning; null where the embedder is not trusted with these languages. */
function nearnessOf(
  { features }: Evidence,
  { scores }: RetrievedPassage,
  count: number,
): readonly number[] | null {
  const trusted = features !== null && features.meaning !== null;
  // They belong together as long as the text is cut into the same sentences as when it was indexed.
  return trusted && scores.sentences?.length === count ? scores.sentences : null;
}

/** A sentence that points back is quoted together with the one before it. */
function widen({ passage }: RetrievedPassage, spans: readonly Span[], index: number): Span {
  const span = spans[index] ?? { start: 0, end: 0 };
  const before = spans[index - 1];
  if (before === undefined || !pointsBack(passage.text.slice(span.start, span.end))) return span;
  const gap = passage.text.slice(before.end, span.start);
  return gap.includes('\n') ? span : { start: before.start, end: span.end };
}

function quoteOf({ passage, article }: RetrievedPassage, span: Span, score: number): Quote {
  const start = passage.start + span.start;
  const end = passage.start + span.end;
  return { article, start, end, text: article.text.slice(start, end), score };
}

/** Headings, captions and questions do not answer. */
function isQuotable(sentence: string): boolean {
  return wordsOf(sentence).length >= 4 && /[.!…"“”»«’'‘)\]\p{N}]$/u.test(sentence);
}

function overlaps(a: Quote, b: Quote): boolean {
  return a.article.id === b.article.id && a.start < b.end && b.start < a.end;
}
