import type { Config } from '../config.ts';
import { openEmbedder } from '../models/open-embedder.ts';
import { WEIGHTS } from '../retrieval/weights.ts';
import { confidence } from '../search-index/meaning/confidence.ts';
import { MEASURED_LANGUAGES, measureEmbedder } from '../search-index/meaning/profile.ts';

/** What an embedder is trusted with, in one pair of languages. */
export interface CalibratedPair {
  readonly question: string;
  readonly passage: string;
  /** See `Measured` of search-index/meaning/profile.ts. */
  readonly separation: number;
  readonly mrr: number;
  /** 0 to 1, and the weight in the sum of scores that follows from it. */
  readonly confidence: number;
  readonly weight: number;
}

export interface Calibration {
  readonly embedder: string;
  readonly dimensions: number;
  readonly fileHash: string;
  readonly spread: number;
  readonly pairs: readonly CalibratedPair[];
}

/** Measures the embedder that is set, as every index does with the one that builds it. */
export async function calibrate(config: Config, signal?: AbortSignal): Promise<Calibration> {
  const embedder = await openEmbedder(config.embedder, config);
  try {
    const profile = await measureEmbedder(embedder.embeddings, signal);
    const { id, dimensions, fileHash } = embedder.identity;
    const pairs = MEASURED_LANGUAGES.flatMap((question) =>
      MEASURED_LANGUAGES.map((passage): CalibratedPair => {
        const trusted = confidence(profile, question, passage);
        return {
          question,
          passage,
          ...profile.measured[`${question}>${passage}`],
          confidence: trusted,
          weight: WEIGHTS.meaning * trusted,
        };
      }),
    );
    return { embedder: id, dimensions, fileHash, spread: profile.spread, pairs };
  } finally {
    await embedder.close();
  }
}
