import { Embeddings } from '@langchain/core/embeddings';
import { ModelError } from '../../errors.ts';
import type { ModelProcess } from '../process/model-process.ts';
import type { EmbeddingFormat } from './families.ts';
import type { OnnxMethods } from './onnx-protocol.ts';

/** What is needed of the model's process. */
export type OnnxProcess = Pick<ModelProcess<OnnxMethods>, 'call'>;

/** An ONNX embedder as LangChain's embeddings: adds the prefixes, returns vectors of unit length in the texts' order. */
export class OnnxEmbeddings extends Embeddings {
  readonly #process: OnnxProcess;
  readonly #format: EmbeddingFormat;
  readonly #dimensions: number;
  #truncated = 0;

  constructor(process: OnnxProcess, format: EmbeddingFormat, dimensions: number) {
    super({});
    this.#process = process;
    this.#format = format;
    this.#dimensions = dimensions;
  }

  /** Texts so far that were longer than the model reads: their ends do not count. */
  get truncated(): number {
    return this.#truncated;
  }

  override embedDocuments(texts: string[]): Promise<number[][]> {
    return this.#embed(texts.map((text) => this.#format.passagePrefix + text));
  }

  override async embedQuery(text: string): Promise<number[]> {
    const [vector] = await this.#embed([this.#format.queryPrefix + text]);
    if (vector === undefined) throw new ModelError('The embedder returned nothing for one text.');
    return vector;
  }

  async #embed(texts: string[]): Promise<number[][]> {
    if (texts.length === 0) return [];
    const { vectors, dimensions, truncated } = await this.#process.call('embed', texts).result;
    if (dimensions !== this.#dimensions || vectors.length !== texts.length * dimensions) {
      throw new ModelError(
        `The embedder returned ${String(vectors.length)} numbers for ${String(texts.length)} texts of ${String(this.#dimensions)} each. Its config.json does not belong to its ONNX file.`,
      );
    }
    this.#truncated += truncated;
    return texts.map((_, row) =>
      // A text without a single token has no direction.
      Array.from(vectors.subarray(row * dimensions, (row + 1) * dimensions), (value) =>
        Number.isFinite(value) ? value : 0,
      ),
    );
  }
}
