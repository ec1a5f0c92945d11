import type { Article } from '../domain/article.ts';
import { coverageBy } from '../retrieval/coverage.ts';
import type { Evidence } from '../retrieval/retrieve.ts';
import type { RetrievedPassage } from '../retrieval/select.ts';
import type { Frequencies } from '../search-index/frequencies.ts';
import { pointsBack } from '../text/points-back.ts';
import { sentencesOf, type Span } from '../text/sentences.ts';
import { wordsOf } from '../text/words.ts';
import { holdsWanted, isOfOtherVersion, wantedKind } from './wanted-kind.ts';

/** A verbatim slice of a live article: `text` is `article.text.slice(start, end)`. */
export interface Quote {
  readonly article: Article;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** How well it answers, for comparison within one question only. */
  readonly score: number;
}

/**
 * What was tuned, on XQuAD's halves, German / English: the answer stands in the first quote of .77 / .80 of the
 * questions, and in one of the quotes of .84 / .86, which have 40 words together.
 */
const QUOTING = {
  /** Weight of the passage's score (its best is 1) beside the sentence's share of the question, which is 0 to 1. */
  passage: 0.4,
  /** A sentence with a date or a number where the question asks for one. */
  wantedKind: 0.2,
  /** Taken from a sentence on Llama 2 where the question names Llama 3. */
  otherVersion: 0.4,
  /** What the title holds of the question and the sentence does not: "it was released in May" under a title that names it. */
  title: 0.5,
  /** A sentence that the reader need not translate. */
  readersLanguage: 0.1,
  /** Less of the question in sentence and title together is chance; .3 would silence .02 of XQuAD's answers. */
  least: 0.25,
  /**
   * The same where the gate was in doubt. With .35 quotes answer .95 / .98 of XQuAD's questions in all and refuse .60 / .50 of
   * those whose passage was taken out; with .25 it is .97 / .99 and .52 / .41.
   */
  leastOfDoubtful: 0.35,
  mostQuotes: 3,
  mostWords: 60,
  /** Further quotes must come this near to the first. */
  nearFirst: 0.75,
} as const;

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

/** Every sentence of the passages, best first. */
export function rankSentences(evidence: Evidence, frequencies: Frequencies): Quote[] {
  const { question, passages } = evidence;
  const coverage = coverageBy(question.grams, frequencies);
  const best = Math.max(Number.EPSILON, ...passages.map(({ scores }) => scores.score));
  const least = evidence.verdict === 'enough' ? QUOTING.least : QUOTING.leastOfDoubtful;
  const wanted = wantedKind(question.text);
  return passages
    .flatMap((retrieved) => {
      const spans = sentencesOf(retrieved.passage.text, retrieved.passage.language);
      return spans.flatMap((span, index) => {
        const text = retrieved.passage.text.slice(span.start, span.end);
        if (!isQuotable(text)) return [];
        const kind = holdsWanted(wanted, question.text, text) ? QUOTING.wantedKind : 0;
        const other = isOfOtherVersion(question.text, text) ? QUOTING.otherVersion : 0;
        const alone = coverage(text);
        const withTitle = coverage(`${retrieved.article.title}\n${text}`);
        if (withTitle < least) return [];
        const titled = withTitle - alone;
        const language = retrieved.passage.language === question.frame ? QUOTING.readersLanguage : 0;
        const score =
          alone +
          QUOTING.title * titled +
          kind -
          other +
          language +
          (QUOTING.passage * retrieved.scores.score) / best;
        return [quoteOf(retrieved, widen(retrieved, spans, index), score)];
      });
    })
    .sort((a, b) => b.score - a.score);
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
