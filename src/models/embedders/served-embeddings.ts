import { Embeddings, type EmbeddingsInterface } from '@langchain/core/embeddings';
import { ModelError } from '../../errors.ts';
import { reasonOf } from '../reason-of.ts';
import type { EmbeddingFormat } from './families.ts';

/** Small enough for a server's own limits, large enough to keep it busy. */
const BATCH = 16;

/** A provider's embeddings made to behave like ours: prefixes, small batches, unit length, failures in one sentence. */
export class ServedEmbeddings extends Embeddings {
  readonly #inner: EmbeddingsInterface;
  readonly #format: Pick<EmbeddingFormat, 'queryPrefix' | 'passagePrefix'>;
  readonly #failed: (reason: string) => string;

  /** @param failed makes the sentence for a failure */
  constructor(
    inner: EmbeddingsInterface,
    format: Pick<EmbeddingFormat, 'queryPrefix' | 'passagePrefix'>,
    failed: (reason: string) => string,
  ) {
    super({});
    this.#inner = inner;
    this.#format = format;
    this.#failed = failed;
  }

  override async embedDocuments(texts: string[]): Promise<number[][]> {
    const vectors: number[][] = [];
    for (let start = 0; start < texts.length; start += BATCH) {
      const batch = texts.slice(start, start + BATCH).map((text) => given(this.#format.passagePrefix, text));
      const embedded = await this.#ask(() => this.#inner.embedDocuments(batch));
      if (embedded.length !== batch.length) {
        throw new ModelError(
          this.#failed(`it returned ${String(embedded.length)} vectors for ${String(batch.length)} texts`),
        );
      }
      vectors.push(...embedded.map(unitLength));
    }
    return vectors;
  }

  override async embedQuery(text: string): Promise<number[]> {
    return unitLength(await this.#ask(() => this.#inner.embedQuery(given(this.#format.queryPrefix, text))));
  }

  async #ask<Result>(ask: () => Promise<Result>): Promise<Result> {
    try {
      return await ask();
    } catch (error) {
      throw new ModelError(this.#failed(reasonOf(error)), { cause: error });
    }
  }
}

/** Servers refuse an empty text. */
function given(prefix: string, text: string): string {
  return prefix + text || ' ';
}

function unitLength(vector: number[]): number[] {
  const length = Math.hypot(...vector);
  return length === 0 ? vector : vector.map((value) => value / length);
}
