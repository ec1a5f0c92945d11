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
  /**
   * The 4-grams of content words where question and passage differ in language; stems and function words then count for
   * nothing. With them, at a third of their weight, .001 is lost on average; .35 to .7 are level.
   */
  gramsAcross: 0.5,
  /**
   * Meaning, in spreads of the embedder, at full confidence (search-index/meaning/confidence.ts). On a fixed scale it is
   * as good as stretched over the candidates (.984 / .988 / .967 / .973 against .984 / .987 / .968 / .973), and does not
   * depend on who else is a candidate. .6 to 1 are level.
   */
  meaning: 0.85,
  /**
   * Share of the best sentence in it, the passage as a whole has the rest. .4 to .5 are level; .6 loses .003 on Belebele and
   * is level on XQuAD; 0 loses .012 within a language and .025 across.
   */
  bestSentence: 0.45,
  /** Candidates whose sentences are looked at; in these stood .99 of the passages that answer. */
  sentencesOf: 64,
} as const;

/**
 * Words of the collection that are most like the question's, by which it is looked up too. Among 55,000 passages, of the ten
 * best of scoring every passage 64 words find .995 / .950 / .932 (in the collection's language, with typing errors, in another
 * language), 128 find .995 / .952 / .930 and take a question at 50,000 from 23 to 27 ms, p95 from 31 to 43 (medians of three runs in turns).
 */
export const SIMILAR_WORDS = 64;

/** Candidates by words: 100 hold .995 / .932 / .912 of the ten best (as above, before correction), 200 .001 to .008 more than 150. */
export const WORD_CANDIDATES = 150;

/** Candidates by vectors, where these know meaning. */
export const VECTOR_CANDIDATES = 100;

/** A logistic model over the features of evidence (features.ts), and where its log-odds are cut. */
export interface GateWeights {
  readonly bias: number;
  readonly share: number;
  readonly sentenceShare: number;
  readonly missing: number;
  readonly ahead: number;
  readonly lead: number;
  readonly rarest: number;
  readonly words: number;
  readonly sentence: number;
  /** From here on nothing is missing that a reader should be warned of: .9 of the unanswerable lie below. */
  readonly enough: number;
  /** Below this nothing is answered: .95 of the answerable lie above. */
  readonly some: number;
}

/**
 * The evidence gate. Fitted to the four same-language columns (each question as it is and without the passage that
 * answers it), `meaningAcross` to the four others. Weights fitted to three columns and tried on the fourth refuse, with .95
 * of the answerable kept, XQuAD de / en, Belebele de / en: spelling .71 / .78 / .61 / .62, meaning .79 / .87 / .81 / .81;
 * across languages .50 / .40 / .44 / .46. Without `lead` and `rarest` it is .70 / .80 / .57 / .53 and .79 / .87 / .77 / .80;
 * across languages they add nothing. `npm run evaluate -- gate` measures a set with these numbers.
 */
export const GATE: Readonly<Record<'spelling' | 'meaning' | 'meaningAcross', GateWeights>> = {
  spelling: {
    bias: -5.698,
    share: 1.901,
    sentenceShare: 4.052,
    missing: -1.162,
    ahead: 1.533,
    lead: 2.322,
    rarest: 1.132,
    words: 0.106,
    sentence: 0,
    enough: 0.225,
    some: -1.534,
  },
  meaning: {
    bias: -7.107,
    share: 3.099,
    sentenceShare: 0.939,
    missing: -0.807,
    ahead: 0.992,
    lead: 0.414,
    rarest: 1.062,
    words: -0.029,
    sentence: 0.592,
    enough: -0.215,
    some: -1.219,
  },
  meaningAcross: {
    bias: -4.019,
    share: -0.509,
    sentenceShare: 0,
    missing: -0.366,
    ahead: 1.425,
    lead: 0,
    rarest: 0,
    words: -0.147,
    sentence: 0.86,
    enough: 0.368,
    some: -1.473,
  },
};

/** An embedder that is trusted less than this for the languages at hand has no part in the gate. */
export const GATE_CONFIDENCE = 0.5;

/** The reranker's part. */
export const RERANKED = {
  /** Candidates that it reads; 10 to 20 are customary, and each costs time. */
  candidates: 16,
  /**
   * Not asked where the first passage has this many times the score of the next article's best. It then is the right one in
   * .992 of all cases built in (.78 of the questions), .997 with multilingual-e5-small (.77), .996 with that across languages
   * (.55), and no reranker betters that. 1.3 has .988 / .995 / .988, 1.6 has .995 / .999 / .999 for .70 / .63 / .39.
   * `npm run evaluate -- retrieval` tells both shares of a set.
   */
  farAhead: 1.4,
} as const;
