/** An article as the library keeps it, and what extraction makes of a file before it has an identity. */

/**
 * What makes a text less trustworthy than it looks; shown wherever it is cited.
 * - `torn`: words are missing from its sentences, or stand apart as paragraphs of their own.
 * - `machine-translated`: it reads as if a program had translated it.
 * - `leftovers`: forms, buttons or other parts of a page stand in the text.
 * - `hidden`: its page hides the text from readers until a script shows it.
 */
export type ArticleMark = 'torn' | 'machine-translated' | 'leftovers' | 'hidden';

/** Everything that is read out of a document. Dates are ISO 8601, day or instant; `null` where unknown. */
export interface ArticleDraft {
  readonly title: string;
  readonly authors: readonly string[];
  readonly outlet: string | null;
  /** ISO 639-1 code detected from the text ("de", "en", …), "und" where it cannot be told. */
  readonly language: string;
  readonly publishedAt: string | null;
  readonly modifiedAt: string | null;
  readonly url: string | null;
  /** Sorted, each once; empty for a sound text. */
  readonly marks: readonly ArticleMark[];
  /** Plain text in NFC; paragraphs are separated by one empty line. Quotes are slices of it (UTF-16 offsets). */
  readonly text: string;
}

/** A stored article. */
export interface Article extends ArticleDraft {
  /** 16 hexadecimal digits, derived from the locator, so that a changed article keeps its id. */
  readonly id: string;
  /**
   * Where it was found: a path relative to DATA_DIR where it lies below it, else absolute;
   * `path#key` for one record of a file that holds many.
   */
  readonly locator: string;
  /** Counts up from 1 with every change of content. */
  readonly revision: number;
}
