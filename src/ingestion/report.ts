import type { RejectionKind } from '../domain/rejection.ts';

/** What one run did. */
export interface IngestReport {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly removed: number;
  /** Stored articles out of which was taken what turned out to repeat on their host's pages; they may be counted above as well. */
  readonly corrected: number;
  /**
   * What became no article and waits in quarantine, in the order in which it was found, whether it was read by this run or by an
   * earlier one; `<locator>: <reason>` reads as a sentence.
   */
  readonly rejected: readonly Rejection[];
  /** How many articles the library holds now. */
  readonly articles: number;
  readonly seconds: number;
}

export interface Rejection {
  readonly locator: string;
  readonly kind: RejectionKind;
  readonly reason: string;
}

export interface IngestProgress {
  readonly done: number;
  readonly total: number;
  readonly unit: 'files';
}
