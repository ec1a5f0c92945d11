import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import type { Article } from '../../../src/domain/article.ts';
import { openPassage } from '../../../src/library/open-passage.ts';
import { Collection } from '../../support/collection.ts';

const QUOTE = 'Llama 2 is free.';
const TEXT = `It was said: ${QUOTE} More came later.`;

function reference({ id, text }: Article) {
  const start = text.indexOf(QUOTE);
  const sha256 = createHash('sha256').update(QUOTE).digest('hex');
  return { articleId: id, start, end: start + QUOTE.length, sha256 };
}

describe('opening a passage again', () => {
  test('gives the words that were quoted, with their article', () => {
    const { library, put } = withPut();
    const article = put(TEXT);
    const opened = openPassage(library, reference(article));
    expect(opened).toMatchObject({ text: QUOTE, isCurrent: true, article: { id: article.id } });
  });

  test('finds them in the revision that said them when the article has changed since', () => {
    const { library, put } = withPut();
    const first = put(TEXT);
    put('Everything is different now, and longer than it was before the change came.');
    put('And once more.');
    const opened = openPassage(library, reference(first));
    expect(opened).toMatchObject({ text: QUOTE, isCurrent: false, article: { revision: 1 } });
  });

  test('shows nothing of a removed article, nor words that never stood there', () => {
    const { library, put, collection } = withPut();
    const article = put(TEXT);
    expect(openPassage(library, { ...reference(article), sha256: 'f'.repeat(64) })).toBeNull();
    collection.remove('articles/one.md');
    expect(openPassage(library, reference(article))).toBeNull();
    expect(openPassage(library, { ...reference(article), articleId: '0000000000000000' })).toBeNull();
  });
});

function withPut() {
  const collection = new Collection();
  const put = (text: string) => collection.put('articles/one.md', { text });
  return { collection, library: collection.library, put };
}
