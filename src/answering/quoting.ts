/**
 * What was tuned, on XQuAD's halves, German / English: the answer stands in the first quote of .76 / .80 of the
 * questions, and in one of the quotes of .82 / .85, which have 40 words together. With multilingual-e5-small in .77 / .82 and
 * .83 / .87; without the sentences' meaning .77 / .81 and .82 / .86, and across languages .65 and .63 in place of .40 and .26.
 * `npm run evaluate -- quotes` measures a set.
 */
export const QUOTING = {
  /** Weight of the passage's score (its best is 1) beside the sentence's share of the question, which is 0 to 1. */
  passage: 0.4,
  /** Weight of the sentence's nearness in meaning, which is 3 spreads for a usual answer; .05 to .15 are level. */
  meaning: 0.1,
  /**
   * A sentence that is this near may answer without a word of the question, as across languages. With 3 instead of 4, .01
   * more of the answers across languages are found, and .12 / .07 fewer of the unanswerable refused.
   */
  near: 4,
  /** A sentence with a date or a number where the question asks for one. */
  wantedKind: 0.2,
  /** Taken from a sentence on Llama 2 where the question names Llama 3. */
  otherVersion: 0.4,
  /** What the title holds of the question and the sentence does not: "it was released in May" under a title that names it. */
  title: 0.5,
  /** A sentence that the reader need not translate. */
  readersLanguage: 0.1,
  /** Less of the question in sentence and title together is chance; .3 would silence .02 of XQuAD's answers. */
  least: 0.25,
  /**
   * The same where the gate was in doubt. With .35 quotes answer .95 / .98 of XQuAD's questions in all and refuse .60 / .50 of
   * those whose passage was taken out; with .25 it is .97 / .99 and .52 / .41.
   */
  leastOfDoubtful: 0.35,
  /**
   * The same in another language without an embedder that bridges the two, and in a passage that has none of the years that
   * are asked about: one name in common answers nothing.
   */
  leastOfOther: 0.6,
  mostQuotes: 3,
  mostWords: 60,
  /** Further quotes must come this near to the first. */
  nearFirst: 0.75,
} as const;
