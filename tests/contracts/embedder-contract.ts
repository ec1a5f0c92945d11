import { describe, expect, test } from '@jest/globals';
import type { EmbeddingsInterface } from '@langchain/core/embeddings';

export interface EmbedderUnderTest {
  readonly embeddings: EmbeddingsInterface;
  readonly dimensions: number;
  /** Makes the next call fail; absent where an embedder cannot fail. */
  readonly breakIt?: () => void;
  /** False where all texts have the same vector, so that order cannot be seen. */
  readonly tellsTextsApart: boolean;
}

/** What everything that `openEmbedder` returns must do. */
export function embedderContract(name: string, make: () => Promise<EmbedderUnderTest>): void {
  describe(`embedder contract: ${name}`, () => {
    test('returns vectors of unit length and of the promised dimensions', async () => {
      const { embeddings, dimensions } = await make();
      const vectors = [
        await embeddings.embedQuery('Wer baut den Turm?'),
        ...(await embeddings.embedDocuments(['The tower is built by the city.', 'Ein Satz.'])),
      ];
      for (const vector of vectors) {
        expect(Array.isArray(vector)).toBe(true);
        expect(vector).toHaveLength(dimensions);
        expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
      }
    });

    test('takes any number of texts and returns as many vectors, in their order', async () => {
      const { embeddings, tellsTextsApart } = await make();
      const texts = Array.from(
        { length: 50 },
        (_, index) => `text ${'long '.repeat((index * 7) % 11)}${String(index)}`,
      );
      const together = await embeddings.embedDocuments(texts);
      expect(together).toHaveLength(texts.length);
      for (const index of [0, 17, 49]) {
        const [alone] = await embeddings.embedDocuments([texts[index] ?? '']);
        expect(cosine(alone, together[index])).toBeGreaterThan(0.99);
      }
      if (tellsTextsApart) expect(together[3]).not.toEqual(together[4]);
    });

    test('returns nothing for nothing', async () => {
      const { embeddings } = await make();
      expect(await embeddings.embedDocuments([])).toEqual([]);
    });

    test('takes an empty text', async () => {
      const { embeddings, dimensions } = await make();
      const [vector] = await embeddings.embedDocuments(['']);
      expect(vector).toHaveLength(dimensions);
      expect(vector?.every(Number.isFinite)).toBe(true);
    });

    test('reports a failure in one sentence', async () => {
      const { embeddings, breakIt } = await make();
      if (breakIt === undefined) return;
      breakIt();
      await expect(embeddings.embedQuery('x')).rejects.toMatchObject({
        name: 'ModelError',
        message: expect.stringMatching(/^[A-Z][^\n]+\.$/),
      });
    });
  });
}

function cosine(a: readonly number[] | undefined, b: readonly number[] | undefined): number {
  return (a ?? []).reduce((sum, value, index) => sum + value * (b?.[index] ?? 0), 0);
}
