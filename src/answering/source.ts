import type { Article } from '../domain/article.ts';

/** A slice of an article that was given to the chat model under a number. */
export interface Source {
  /** The number in the prompt, from 1. */
  readonly number: number;
  readonly article: Article;
  /** Slice of the article's text, in UTF-16 code units. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
}
