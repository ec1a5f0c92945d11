import { IDF_POWER } from './weights.ts';

/**
 * What a stem or a 4-gram says in a collection, as BM25 weighs it (Robertson and Zaragoza 2009, with the customary
 * 1 + inside the logarithm, so that it is never negative).
 * @param frequency number of passages that hold it
 */
export function idf(frequency: number, passages: number): number {
  const held = Math.min(frequency, passages);
  return Math.log(1 + (passages - held + 0.5) / (held + 0.5));
}

/** The same for ranking: what is rare counts for more than BM25 has it; see `IDF_POWER`. */
export function rankingIdf(frequency: number, passages: number): number {
  return idf(Math.max(1, frequency), passages) ** IDF_POWER;
}

/**
 * The same for measuring how much of a question is found. What no passage holds weighs like what one holds: in a
 * collection of few passages it would otherwise outweigh everything that is there.
 */
export function idfOfWanted(frequency: number, passages: number): number {
  return idf(Math.max(1, frequency), passages);
}
