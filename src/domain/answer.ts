import type { ArticleMark } from './article.ts';

/** What `Newshound.ask()` takes and yields. The terminal and Discord both only render these. */

/** The languages in which the product itself speaks. */
export type FrameLanguage = 'de' | 'en';

/** Longest question, in UTF-16 code units. Longer ones are texts, not questions. */
export const MOST_QUESTION_LENGTH = 1000;

export interface Question {
  readonly text: string;
  /** Language for the frame of the answer; detected from the question where absent. */
  readonly frame?: FrameLanguage;
}

/** One source of an answer. `quote` is `article.text.slice(start, end)`, checked when the answer was made. */
export interface Citation {
  readonly n: number;
  readonly articleId: string;
  readonly title: string;
  readonly url: string | null;
  /** Where the article was found; see `Article.locator`. */
  readonly locator: string;
  readonly outlet: string | null;
  readonly publishedAt: string | null;
  readonly language: string;
  readonly quote: string;
  readonly start: number;
  readonly end: number;
  /** What the reader should know before trusting the quote; absent where there is nothing. */
  readonly marks?: readonly CitationMark[];
}

/** `instructions`: sentences around the quote speak to a language model instead of to readers. */
export type CitationMark = ArticleMark | 'instructions';

/** An article named in a refusal: near the question, but not an answer to it. */
export interface NearbyArticle {
  readonly articleId: string;
  readonly title: string;
  readonly url: string | null;
  readonly locator: string;
  readonly outlet: string | null;
  readonly publishedAt: string | null;
}

/** What there is to search, named where nothing was found in it. Dates are ISO 8601, null where unknown. */
export interface SearchedArticles {
  readonly articles: number;
  readonly oldest: string | null;
  readonly newest: string | null;
  readonly outlets: readonly string[];
  readonly lastStored: string | null;
}

/** Something the reader should know about how the answer came to be; a renderer puts it into words. */
export type Notice =
  | { readonly code: 'model-failed'; readonly detail: string }
  | { readonly code: 'sentences-removed'; readonly count: number }
  /** The passages hold only part of what is asked. */
  | { readonly code: 'doubtful' }
  | { readonly code: 'nothing-supported' }
  | { readonly code: 'other-language'; readonly question: string; readonly passages: string }
  /** Most articles are in a language that this search cannot bridge. */
  | { readonly code: 'needs-embedder'; readonly question: string; readonly passages: string }
  | { readonly code: 'interrupted' };

/** Durations in milliseconds. */
export interface AnswerTimings {
  readonly searchMs: number;
  /** Until the first token of a chat model; absent where none ran. */
  readonly firstTokenMs?: number;
  readonly totalMs: number;
}

export interface Answer {
  readonly kind: 'answered' | 'partly' | 'no-evidence';
  /** Written by a chat model, or made of verbatim quotes. */
  readonly form: 'generated' | 'quotes';
  /** Plain text with `[n]` marks that all point to an entry of `citations`. */
  readonly text: string;
  readonly citations: readonly Citation[];
  /** Filled where kind is `no-evidence`. */
  readonly nearby: readonly NearbyArticle[];
  /** Filled where kind is `no-evidence`, else null. */
  readonly searched: SearchedArticles | null;
  readonly notices: readonly Notice[];
  readonly frame: FrameLanguage;
  /** Id of the chat model that wrote the text, `null` for quotes. */
  readonly model: string | null;
  readonly embedder: string;
  /** What became of the reranker: `none` where there is none. */
  readonly reranking: 'none' | 'far-ahead' | 'reranked' | 'late' | 'failed';
  readonly timings: AnswerTimings;
}

/** Events of one question, in this order; `queued` and `delta` may be absent, `final` comes exactly once and last. */
export type AnswerEvent =
  /** Waiting for the chat model; `position` 1 is next. */
  | { readonly type: 'queued'; readonly position: number }
  | { readonly type: 'stage'; readonly stage: 'searching'; readonly articles: number }
  | { readonly type: 'stage'; readonly stage: 'reading'; readonly passages: number }
  | { readonly type: 'stage'; readonly stage: 'writing'; readonly model: string }
  /** Draft text with mapped citation marks; it is checked afterwards, so `final` may hold less. */
  | { readonly type: 'delta'; readonly text: string }
  | { readonly type: 'final'; readonly answer: Answer };
