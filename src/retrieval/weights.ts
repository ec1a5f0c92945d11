/**
 * Every tuned number of retrieval, with the measurement that chose it. Figures are nDCG@10 on halves of
 * XQuAD and Belebele, German and English, by `npm run evaluate -- retrieval`.
 */

/** BM25 (Robertson and Zaragoza 2009) for stems and 4-grams alike: the customary values; .9/.4 and 1.6/.75 were no better. */
export const BM25 = { k1: 1.2, b: 0.75 } as const;

/** Weights in the sum of scores, each score divided by its best among the candidates. */
export const WEIGHTS = {
  stems: 0.5,
  grams: 1,
  /** For an embedder that knows meaning; hashed subwords only repeat what the 4-grams say. */
  meaning: 5,
} as const;

/** Candidates taken from each leg. */
export const CANDIDATES_PER_LEG = 100;

/**
 * The evidence gate, by the share of the question's 4-gram weight that the best of the first passages holds.
 * With the built-in search, `some` keeps .99 / .99 / .90 / .88 of the answerable questions of XQuAD de / en and
 * Belebele de / en and refuses .43 / .36 / .60 / .65 of those whose passage was taken out.
 */
export const GATE = {
  /** Passages that are looked at. */
  passages: 3,
  /** From here on nothing is missing that a reader should be warned of. */
  enough: 0.6,
  /** Below this nothing is answered. */
  some: 0.36,
  /** A cosine of a real embedder that stands in for spelling. */
  cosine: 0.86,
} as const;
