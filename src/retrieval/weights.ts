/**
 * Every tuned number of retrieval, with the measurement that chose it. Figures are nDCG@10 on halves of
 * XQuAD and Belebele, German and English, by `npm run evaluate -- retrieval`.
 */

/** BM25 (Robertson and Zaragoza 2009) for stems and 4-grams alike: the customary values; .9/.4 and 1.6/.75 were no better. */
export const BM25 = { k1: 1.2, b: 0.75 } as const;

/** Power of the inverse passage frequency in ranking: 1 has .966 / .977 / .926 / .946 without function words, 1.3 .967 / .977 / .927 / .949. */
export const IDF_POWER = 1.3;

/** What a 4-gram of the question counts for. */
export const GRAM_WEIGHTS = {
  /** A word's weight is spread over its n 4-grams as n^-.5 each: 0 loses .001 on average, 1 loses .001. */
  wordLength: 0.5,
  /** Function words' share of a content word's: 0 loses .002 on XQuAD, 1 loses .002 on Belebele. */
  functionWords: 0.3,
} as const;

/** Weights in the sum of scores, each score divided by its best among the candidates. */
export const WEIGHTS = {
  /** .5 to .8 are level. */
  stems: 0.7,
  grams: 1,
  /** What is left of both where question and passage differ in language: .3 to .6 are level. */
  otherLanguage: 0.35,
  /**
   * Meaning, in spreads of the embedder, at full confidence (search-index/meaning/confidence.ts). On a fixed scale it is
   * as good as stretched over the candidates (.984 / .988 / .967 / .973 against .984 / .987 / .968 / .973), and does not
   * depend on who else is a candidate. .6 to 1 are level.
   */
  meaning: 0.85,
  /** Share of the best sentence in it, the passage as a whole has the rest. 0 loses .012 within a language and .025 across. */
  bestSentence: 0.6,
  /** Candidates whose sentences are looked at; in these stood .99 of the passages that answer. */
  sentencesOf: 64,
} as const;

/** Words of the collection that are most like the question's, by which it is looked up too. */
export const SIMILAR_WORDS = 64;

/** Candidates taken from each leg. */
export const CANDIDATES_PER_LEG = 100;

/**
 * The evidence gate, by the share of the question's 4-gram weight that the best of the first passages holds, which is
 * higher by chance where a question has few words. With the built-in search, `some` keeps .97 / .99 / .86 / .85 of the
 * answerable questions of XQuAD de / en and Belebele de / en and refuses .50 / .40 / .66 / .64 of those whose passage
 * was taken out.
 */
export const GATE = {
  /** Passages that are looked at. */
  passages: 3,
  /** Added to the share for each content word of the question, up to `mostWords`. */
  perWord: 0.02,
  mostWords: 9,
  /** From here on nothing is missing that a reader should be warned of. */
  enough: 0.68,
  /** Below this nothing is answered. */
  some: 0.5,
  /** A nearness in meaning that stands in for spelling, within one language and across two. */
  meaning: 4.2,
  meaningAcross: 3.4,
} as const;

/** The reranker's part. */
export const RERANKED = {
  /** Candidates that it reads; 10 to 20 are customary, and each costs time. */
  candidates: 16,
  /** Not asked where the first passage has this many times the score of the next article's best. */
  farAhead: 1.6,
} as const;
