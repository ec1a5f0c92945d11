import type { Method } from '../process/protocol.ts';

/** What the process of a cross-encoder can be asked; see `cross-encoder-process.ts`. */
export type CrossEncoderMethods = {
  readonly open: Method<
    {
      /** Absolute. */
      readonly folder: string;
      readonly quantized: boolean;
    },
    null
  >;
  /** Raw scores (logits) of pairs, in the order of the passages. */
  readonly score: Method<{ readonly question: string; readonly passages: readonly string[] }, number[]>;
};
