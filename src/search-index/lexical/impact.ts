/**
 * What one occurrence of a stem says about a passage, in a byte: the part of BM25 that depends on the passage alone.
 * It is fixed when the passage is indexed, so that a block of postings knows its maximum for good; how rare the stem
 * is joins it at search time (quantised impacts: Anh and Moffat 2006). Good enough to choose a hundred candidates,
 * which are scored exactly afterwards.
 */

const K1 = 1.2;
const B = 0.75;

/** Stems in a passage of news as the splitter cuts them, with its header. Fixed: an average would move as the collection grows. */
const REFERENCE_LENGTH = 150;

export const MOST_IMPACT = 255;

/** 1 to 255 for a stem that occurs `count` times in a passage of `length` stems. */
export function impactOf(count: number, length: number): number {
  const saturated = (count * (K1 + 1)) / (count + K1 * (1 - B + (B * length) / REFERENCE_LENGTH));
  return Math.max(1, Math.round((saturated / (K1 + 1)) * MOST_IMPACT));
}

/** Weights of stems are whole numbers, so that a sum does not depend on the order in which it was added up. */
const WEIGHT_SCALE = 1000;

/**
 * A stem's weight: its inverse document frequency as BM25 has it.
 * @param frequency number of passages that hold it
 */
export function stemWeight(frequency: number, passages: number): number {
  const held = Math.min(frequency, passages);
  const idf = Math.log(1 + (passages - held + 0.5) / (held + 0.5));
  return Math.max(1, Math.round(idf * WEIGHT_SCALE));
}
