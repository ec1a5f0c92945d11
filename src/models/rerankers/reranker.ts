import type { Config } from '../../config.ts';

/** Reads a question and a passage together and says how well the one answers the other. */
export interface Reranker {
  /** As in RERANKER. */
  readonly id: string;
  /**
   * One score a passage, in their order; larger is better, comparable within one call only.
   * @throws ModelError when the model fails; the signal's reason when it fires
   */
  readonly scores: (question: string, passages: readonly string[], signal?: AbortSignal) => Promise<number[]>;
  /** Loads the model, so that the first question does not wait for it. */
  readonly warmUp: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** What a scheme of RERANKER stands for. */
export interface RerankerKind {
  readonly open: (name: string, config: Config) => Promise<Reranker>;
}
