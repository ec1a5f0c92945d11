import type { Article } from '../domain/article.ts';
import type { Passage } from '../domain/passage.ts';
import type { Library } from '../library/library.ts';
import type { Generation } from '../search-index/generation.ts';
import { stemsOf } from '../text/stems.ts';
import { contentWords } from '../text/stop-words.ts';
import { wordsOf } from '../text/words.ts';
import { joinNeighbours } from './join-neighbours.ts';
import { areNearCopies, shinglesOf } from './near-copies.ts';
import type { ScoredPassage } from './score.ts';
import type { UnderstoodQuestion } from './understand.ts';

/** A passage that may be shown: its article is live and says today what the index says. */
export interface RetrievedPassage {
  /** Two passages that follow each other are one here, with the number of the first. */
  readonly passage: Passage;
  readonly article: Article;
  /** Of the better one, where two were joined; `sentences` are those of both. */
  readonly scores: ScoredPassage;
}

/** Why a candidate is not among the passages that may be shown. */
export type DropReason =
  /** Its article is no longer in the library, or says something else today. */
  | 'gone'
  /** Almost the same words as a passage before it. */
  | 'near-copy'
  /** Its article has its share already. */
  | 'enough-of-article'
  /** There are as many as are read; everything further down. */
  | 'enough-passages'
  /** Nothing of the question is in it. */
  | 'nothing-in-common';

export interface Selection {
  /** Best first. */
  readonly passages: readonly RetrievedPassage[];
  /** By the passage's number; a passage that was joined to its neighbour is not dropped. */
  readonly dropped: ReadonlyMap<number, DropReason>;
}

const MOST_PASSAGES = 8;
const MOST_PER_ARTICLE = 3;

/** Ranked passages that are looked at; the rest of the ranking is never needed. */
const LOOKED_AT = 40;

/**
 * The best passages: near copies once, at most three of an article unless the question names it, neighbours joined. What
 * the library no longer holds in this form is left out here, at answer time, so that no index which lags behind or was
 * rolled back can bring it back.
 */
export function selectPassages(
  question: UnderstoodQuestion,
  ranked: readonly ScoredPassage[],
  generation: Generation,
  library: Library,
): Selection {
  // What shares nothing with the question is near to it by nothing but chance.
  const related = ranked.filter(({ lexical, meaning }) => lexical > 0 || meaning !== null);
  const looked = related.slice(0, LOOKED_AT);
  const passages = generation.passages(looked.map(({ id }) => id));
  const articles = library.articles(new Set(looked.map(({ articleId }) => articleId)));

  const selected: RetrievedPassage[] = [];
  const perArticle = new Map<string, number>();
  const shingles: Set<number>[] = [];
  const dropped = new Map<number, DropReason>(ranked.map(({ id }) => [id, 'nothing-in-common']));
  for (const { id } of related) dropped.set(id, 'enough-passages');
  for (const scores of looked) {
    if (selected.length === MOST_PASSAGES) break;
    const passage = passages.get(scores.id);
    const article = articles.get(scores.articleId);
    if (passage === undefined || article === undefined || !isCurrent(passage, article)) {
      dropped.set(scores.id, 'gone');
      continue;
    }
    const count = perArticle.get(article.id) ?? 0;
    const most = isNamed(article, question) ? MOST_PASSAGES : MOST_PER_ARTICLE;
    const own = shinglesOf(passage.text);
    if (count >= most || shingles.some((other) => areNearCopies(own, other))) {
      dropped.set(scores.id, count >= most ? 'enough-of-article' : 'near-copy');
      continue;
    }
    perArticle.set(article.id, count + 1);
    shingles.push(own);
    selected.push({ passage, article, scores });
    dropped.delete(scores.id);
  }
  return { passages: joinNeighbours(selected), dropped };
}

function isCurrent(passage: Passage, article: Article): boolean {
  return (
    passage.revision === article.revision && article.text.slice(passage.start, passage.end) === passage.text
  );
}

/** Share of a title's words that the question has to say, in whatever inflection, to be about that article. */
const NAMED = 0.75;

/** True where the question says the article's title, or nearly. */
function isNamed({ title, language }: Article, { content }: UnderstoodQuestion): boolean {
  const stems = new Set(stemsOf(contentWords(wordsOf(title), language), language));
  if (stems.size < 2) return false;
  const asked = new Set(stemsOf(content, language));
  const said = [...stems].filter((stem) => asked.has(stem)).length;
  return said >= 2 && said >= NAMED * stems.size;
}
