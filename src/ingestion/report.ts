import type { RejectionKind } from '../domain/rejection.ts';

/** What one run did. */
export interface IngestReport {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly removed: number;
  /** What could not be read, in the order in which it was found; `<locator>: <reason>` reads as a sentence. */
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
