import type { Article } from '../domain/article.ts';
import type { Passage } from '../domain/passage.ts';
import type { Library } from '../library/library.ts';
import type { Generation } from '../search-index/generation.ts';
import type { ScoredPassage } from './score.ts';

/** A passage that may be shown: its article is live and says today what the index says. */
export interface RetrievedPassage {
  readonly passage: Passage;
  readonly article: Article;
  readonly scores: ScoredPassage;
}

const MOST_PASSAGES = 8;
const MOST_PER_ARTICLE = 3;

/** Ranked passages that are looked at; the rest of the ranking is never needed. */
const LOOKED_AT = 40;

/**
 * The best passages, at most three of an article and none twice. What the library no longer holds in this form
 * is left out here, at answer time, so that no index which lags behind or was rolled back can bring it back.
 */
export function selectPassages(
  ranked: readonly ScoredPassage[],
  generation: Generation,
  library: Library,
): RetrievedPassage[] {
  // What shares nothing with the question is near to it by nothing but chance.
  const looked = ranked.filter(({ lexical, meaning }) => lexical > 0 || meaning !== null).slice(0, LOOKED_AT);
  const passages = generation.passages(looked.map(({ id }) => id));
  const articles = library.articles(new Set(looked.map(({ articleId }) => articleId)));

  const selected: RetrievedPassage[] = [];
  const perArticle = new Map<string, number>();
  const texts = new Set<string>();
  for (const scores of looked) {
    const passage = passages.get(scores.id);
    const article = articles.get(scores.articleId);
    if (passage === undefined || article === undefined || !isCurrent(passage, article)) continue;
    const count = perArticle.get(article.id) ?? 0;
    if (count >= MOST_PER_ARTICLE || texts.has(passage.text)) continue;
    perArticle.set(article.id, count + 1);
    texts.add(passage.text);
    selected.push({ passage, article, scores });
    if (selected.length === MOST_PASSAGES) break;
  }
  return selected;
}

function isCurrent(passage: Passage, article: Article): boolean {
  return (
    passage.revision === article.revision && article.text.slice(passage.start, passage.end) === passage.text
  );
}
