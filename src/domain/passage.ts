/** A passage: the unit that is searched, shown to a model and cited. */
export interface Passage {
  /** The index's own number, never reused within a generation. */
  readonly id: number;
  readonly articleId: string;
  readonly revision: number;
  /** Position within the article, from 0. */
  readonly ordinal: number;
  /** Slice of the article's text, in UTF-16 code units. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly language: string;
  /** How much the text speaks to a language model instead of to readers, 0 to 1; computed when it was indexed. */
  readonly instructionScore: number;
}
