import { describe, expect, test } from '@jest/globals';
import type { Passage } from '../../../src/domain/passage.ts';
import { rerank, type RerankingPart } from '../../../src/retrieval/rerank.ts';
import type { ScoredPassage } from '../../../src/retrieval/score.ts';

/** Passages with these scores, each of an article of its own, whose text is its number. */
function ranked(...scores: number[]): ScoredPassage[] {
  return scores.map((score, id) => ({
    id,
    articleId: `article ${String(id)}`,
    language: 'en',
    stems: 0,
    grams: 0,
    meaning: null,
    sentences: null,
    coverage: 0,
    lexical: 0,
    score,
  }));
}

const generation = {
  passages: (ids: readonly number[]) =>
    new Map(ids.map((id) => [id, { id, text: `text ${String(id)}` } as Passage])),
};

/** A reranker that likes what stands far down. */
function backwards(seen: string[] = []): RerankingPart {
  return {
    budgetMs: 10_000,
    reranker: {
      id: 'backwards',
      scores: (_question, passages) => {
        seen.push(...passages);
        return Promise.resolve(passages.map((_passage, index) => index));
      },
    },
  };
}

const idsOf = ({ ranked: order }: { ranked: readonly ScoredPassage[] }): number[] =>
  order.map(({ id }) => id);

describe('reranking', () => {
  test('puts the first sixteen in the order of the scores and leaves the rest below', async () => {
    const seen: string[] = [];
    const result = await rerank('?', ranked(...Array<number>(20).fill(1)), generation, backwards(seen));
    expect(idsOf(result)).toEqual([15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0, 16, 17, 18, 19]);
    expect(result.reranking.outcome).toBe('reranked');
    expect(seen[3]).toBe('text 3');
    expect(seen).toHaveLength(16);
  });

  test('is not asked where the first is far ahead of the next article', async () => {
    const seen: string[] = [];
    const result = await rerank('?', ranked(3, 1, 1), generation, backwards(seen));
    expect(result.reranking.outcome).toBe('far-ahead');
    expect(idsOf(result)).toEqual([0, 1, 2]);
    expect(seen).toEqual([]);
  });

  test('a neighbour in the same article does not count as a rival', async () => {
    const passages = ranked(3, 2.9, 1).map((passage, index) =>
      index === 1 ? { ...passage, articleId: 'article 0' } : passage,
    );
    expect((await rerank('?', passages, generation, backwards())).reranking.outcome).toBe('far-ahead');
  });

  test('changes nothing where there is no reranker', async () => {
    const result = await rerank('?', ranked(2, 2), generation, null);
    expect(result.reranking.outcome).toBe('none');
    expect(idsOf(result)).toEqual([0, 1]);
  });

  test('changes nothing where the reranker fails, and says why', async () => {
    const failing: RerankingPart = {
      budgetMs: 10_000,
      reranker: { id: 'failing', scores: () => Promise.reject(new Error('out of memory')) },
    };
    const result = await rerank('?', ranked(2, 2), generation, failing);
    expect(result.reranking).toEqual({ outcome: 'failed', detail: 'out of memory' });
    expect(idsOf(result)).toEqual([0, 1]);
  });

  test('changes nothing where the reranker is late', async () => {
    const result = await rerank('?', ranked(2, 2), generation, { budgetMs: 5, reranker: endless });
    expect(result.reranking).toEqual({ outcome: 'late', budgetMs: 5 });
    expect(idsOf(result)).toEqual([0, 1]);
  });

  test('ends with the question', async () => {
    const stopped = new AbortController();
    const result = rerank(
      '?',
      ranked(2, 2),
      generation,
      { budgetMs: 10_000, reranker: endless },
      stopped.signal,
    );
    stopped.abort(new Error('no longer asked'));
    await expect(result).rejects.toThrow('no longer asked');
  });
});

/** Scores nothing until it is told to stop. */
const endless: RerankingPart['reranker'] = {
  id: 'endless',
  scores: (_question, _passages, signal) =>
    new Promise((_resolve, reject) => {
      signal?.addEventListener('abort', () => {
        reject(signal.reason as Error);
      });
    }),
};
