import { describe, expect, test } from '@jest/globals';
import { joinNeighbours } from '../../../src/retrieval/join-neighbours.ts';
import type { RetrievedPassage } from '../../../src/retrieval/select.ts';
import { articleOf } from '../../support/collection.ts';

/** Passages of one article that stand where these texts stand in it, in the order of the given ordinals. */
function passagesOf(text: string, parts: readonly string[], order: readonly number[]): RetrievedPassage[] {
  const article = articleOf({ text });
  const all = parts.map((part, ordinal): RetrievedPassage => {
    const start = text.indexOf(part);
    const at = {
      id: ordinal + 1,
      articleId: article.id,
      revision: 1,
      ordinal,
      start,
      end: start + part.length,
    };
    return {
      article,
      passage: { ...at, language: 'en', text: part, instructionScore: 0 },
      scores: {
        ...{ id: ordinal + 1, articleId: article.id, language: 'en', stems: 0, grams: 0, meaning: 1 },
        ...{ sentences: [ordinal], coverage: 0, lexical: 0, score: 1 },
      },
    };
  });
  return order.map((ordinal) => all[ordinal]!);
}

const texts = (passages: readonly RetrievedPassage[]): string[] =>
  passages.map(({ passage }) => passage.text);

describe('neighbours in an article', () => {
  test('are one passage where the paragraph goes on', () => {
    const [joined, ...more] = joinNeighbours(
      passagesOf('The bridge opened. The mayor spoke.', ['The bridge opened.', 'The mayor spoke.'], [1, 0]),
    );
    expect(more).toEqual([]);
    expect(joined?.passage.text).toBe('The bridge opened. The mayor spoke.');
    expect(joined?.scores).toMatchObject({ id: 2, sentences: [0, 1] });
  });

  test('are one passage where the next paragraph points back', () => {
    const parts = ['The bridge opened.', 'However, it has no pavement.'];
    expect(texts(joinNeighbours(passagesOf(parts.join('\n\n'), parts, [0, 1])))).toEqual([
      parts.join('\n\n'),
    ]);
  });

  test('stay apart where a new paragraph begins something else', () => {
    const parts = ['The bridge opened.', 'In Belling a tower was built.'];
    expect(texts(joinNeighbours(passagesOf(parts.join('\n\n'), parts, [0, 1])))).toEqual(parts);
  });

  test('stay apart where a passage lies between them', () => {
    const parts = ['One is here.', 'Two is here.', 'Three is here.'];
    expect(texts(joinNeighbours(passagesOf(parts.join(' '), parts, [0, 2])))).toEqual([parts[0], parts[2]]);
  });

  test('are two at most', () => {
    const parts = ['One is here.', 'Two is here.', 'Three is here.'];
    expect(texts(joinNeighbours(passagesOf(parts.join(' '), parts, [0, 1, 2])))).toEqual([
      'One is here. Two is here.',
      'Three is here.',
    ]);
  });
});
