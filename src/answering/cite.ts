import type { Article } from '../domain/article.ts';
import type { Citation, CitationMark, NearbyArticle } from '../domain/answer.ts';
import { instructionScore, SUSPICIOUS } from '../text/instructions.ts';

/** A citation of a slice of an article; the quote is cut from the article here and nowhere else. */
export function citationOf(n: number, article: Article, start: number, end: number): Citation {
  const marks = marksAt(article, start, end);
  return {
    n,
    ...nearbyOf(article),
    language: article.language,
    quote: article.text.slice(start, end),
    start,
    end,
    ...(marks.length > 0 && { marks }),
  };
}

/** Characters on both sides of a quote in which instructions to a model cast doubt on it. */
const AROUND = 700;

function marksAt(article: Article, start: number, end: number): CitationMark[] {
  const around = article.text.slice(Math.max(0, start - AROUND), end + AROUND);
  return instructionScore(around) >= SUSPICIOUS ? [...article.marks, 'instructions'] : [...article.marks];
}

export function nearbyOf(article: Article): NearbyArticle {
  const { id, title, url, locator, outlet, publishedAt } = article;
  return { articleId: id, title, url, locator, outlet, publishedAt };
}
