import type { EmbeddingsInterface } from '@langchain/core/embeddings';

/** What names an embedder in an index's fingerprint: if any of it differs, vectors cannot be compared. */
export interface EmbedderIdentity {
  /** As written in EMBEDDER: "builtin", "hf:multilingual-e5-small-latin", "ollama:nomic-embed-text". */
  readonly id: string;
  readonly dimensions: number;
  /** sha256 of the model file where there is one, else an empty string. */
  readonly fileHash: string;
  readonly pooling: string;
  readonly queryPrefix: string;
  readonly passagePrefix: string;
}

/**
 * An opened embedder. `embeddings` is a LangChain embedder that adds the prefixes itself and returns
 * vectors of unit length; `embedDocuments` may be given any number of texts and batches them itself.
 */
export interface Embedder {
  readonly identity: EmbedderIdentity;
  readonly embeddings: EmbeddingsInterface;
  close(): Promise<void>;
}

/** One way to name an embedder, `scheme:name` in EMBEDDER. */
export interface EmbedderKind<Context> {
  readonly scheme: string;
  /** @throws ModelError that names the cure when it is missing, misnamed or out of reach. */
  open(name: string, context: Context): Promise<Embedder>;
}
