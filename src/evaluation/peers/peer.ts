import type { Config } from '../../config.ts';
import type { BeirDocument } from '../beir.ts';

/** A way to search that is compared with the others on the same documents and questions. */
export interface Peer {
  /** Builds the index. Called once, first. */
  readonly index: (documents: readonly BeirDocument[], signal: AbortSignal) => Promise<void>;
  /** Ids of documents, best first, each once. */
  readonly rank: (question: string, most: number) => Promise<string[]>;
  readonly close: () => Promise<void>;
}

/** Opens a peer with the embedder that the settings name. */
export type OpenPeer = (config: Config) => Promise<Peer>;
