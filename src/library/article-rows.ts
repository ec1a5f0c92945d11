import type { Article, ArticleMark } from '../domain/article.ts';
import { decodeText, type TextBytes, textColumns } from '../storage/text-columns.ts';

/** An article as the library's tables have it. Texts arrive as bytes: the driver ends the process over a damaged one. */
export interface ArticleRow {
  readonly id: string;
  readonly revision: number;
  readonly locator: TextBytes;
  readonly title: TextBytes;
  readonly authors: TextBytes;
  readonly outlet: TextBytes | null;
  readonly language: TextBytes;
  readonly published_at: TextBytes | null;
  readonly modified_at: TextBytes | null;
  readonly url: TextBytes | null;
  readonly marks: TextBytes;
  readonly text: TextBytes;
}

/** What is selected for an `ArticleRow`, of an article `a` and a revision `r` of it. */
export const ARTICLE_COLUMNS = `a.id, r.revision, ${textColumns(
  ['a.locator', 'locator'],
  ...['title', 'authors', 'outlet', 'language', 'published_at', 'modified_at', 'url', 'marks', 'text'].map(
    (name) => [`r.${name}`, name] as const,
  ),
)}`;

/** @throws SyntaxError where a damaged list of authors or marks is no JSON any more */
export function toArticle(row: ArticleRow): Article {
  const optional = (text: TextBytes | null): string | null => (text === null ? null : decodeText(text));
  return {
    id: row.id,
    locator: decodeText(row.locator),
    revision: row.revision,
    title: decodeText(row.title),
    authors: JSON.parse(decodeText(row.authors)) as string[],
    outlet: optional(row.outlet),
    language: decodeText(row.language),
    publishedAt: optional(row.published_at),
    modifiedAt: optional(row.modified_at),
    url: optional(row.url),
    marks: JSON.parse(decodeText(row.marks)) as ArticleMark[],
    text: decodeText(row.text),
  };
}
