import type { Article } from '../domain/article.ts';
import type { Citation, NearbyArticle } from '../domain/answer.ts';

/** A citation of a slice of an article; the quote is cut from the article here and nowhere else. */
export function citationOf(n: number, article: Article, start: number, end: number): Citation {
  return {
    n,
    ...nearbyOf(article),
    language: article.language,
    quote: article.text.slice(start, end),
    start,
    end,
  };
}

export function nearbyOf(article: Article): NearbyArticle {
  const { id, title, url, locator, outlet, publishedAt } = article;
  return { articleId: id, title, url, locator, outlet, publishedAt };
}
