import { createHash } from 'node:crypto';
import type { ArticleDraft } from '../domain/article.ts';

/** SHA-256 of a draft: two are the same content exactly when every field is; whatever else changed in a file does not matter. */
export function hashOfDraft(draft: ArticleDraft): string {
  const { title, authors, outlet, language, publishedAt, modifiedAt, url, marks, text } = draft;
  const content = { title, authors, outlet, language, publishedAt, modifiedAt, url, marks, text };
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}
