import { createHash } from 'node:crypto';
import type { EmbedderIdentity } from '../models/embedders/embedder.ts';
import { SPLITTER_VERSION } from './split.ts';

/** Raise when a generation's tables, the forms in which words are stored, or the hints of `instructionScore` change. */
const FORMAT_VERSION = 5;

/** What built a generation. If any of it differs, another generation is built beside it. */
export interface Fingerprint {
  readonly format: number;
  readonly splitter: number;
  readonly embedder: EmbedderIdentity;
}

export function fingerprintOf(embedder: EmbedderIdentity): Fingerprint {
  return { format: FORMAT_VERSION, splitter: SPLITTER_VERSION, embedder };
}

/** Twelve hexadecimal digits that name a fingerprint in a folder's name. */
export function digestOf({ format, splitter, embedder }: Fingerprint): string {
  const parts = [
    format,
    splitter,
    embedder.id,
    embedder.dimensions,
    embedder.fileHash,
    embedder.pooling,
    embedder.queryPrefix,
    embedder.passagePrefix,
  ];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 12);
}
