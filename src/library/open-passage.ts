import { createHash } from 'node:crypto';
import type { Article } from '../domain/article.ts';
import type { Library } from './library.ts';

/** Names a passage without holding its text. */
export interface PassageReference {
  readonly articleId: string;
  /** Offsets into the article's text, in UTF-16 code units. */
  readonly start: number;
  readonly end: number;
  /** SHA-256 of the passage, in hexadecimal digits. */
  readonly sha256: string;
}

export interface OpenedPassage {
  readonly text: string;
  /** The revision that says it. */
  readonly article: Article;
  /** False where the article says something else there by now. */
  readonly isCurrent: boolean;
}

/**
 * Cuts a passage from the library: from the article as it is, or from the newest earlier revision that said it.
 * @returns null where the article was removed, for then nothing of it is shown, or where it never said this
 */
export function openPassage(
  library: Pick<Library, 'article' | 'revision'>,
  { articleId, start, end, sha256 }: PassageReference,
): OpenedPassage | null {
  const current = library.article(articleId);
  if (current === null) return null;
  for (let revision = current.revision; revision >= 1; revision--) {
    const article = revision === current.revision ? current : library.revision(articleId, revision);
    const text = article?.text.slice(start, end) ?? '';
    if (article !== null && createHash('sha256').update(text).digest('hex') === sha256)
      return { text, article, isCurrent: revision === current.revision };
  }
  return null;
}
