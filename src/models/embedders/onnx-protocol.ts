import type { Method } from '../process/protocol.ts';

/** What the process of an ONNX embedder can be asked; see `onnx-process.ts`. */
export type OnnxMethods = {
  readonly open: Method<
    {
      /** Absolute. */
      readonly folder: string;
      readonly quantized: boolean;
      readonly pooling: 'mean' | 'cls';
    },
    null
  >;
  readonly embed: Method<readonly string[], Embedded>;
};

export interface Embedded {
  /** All vectors one after the other, in the order of the texts, of unit length. */
  readonly vectors: Float32Array;
  readonly dimensions: number;
  /** Texts that were longer than the model reads and were cut. */
  readonly truncated: number;
}
