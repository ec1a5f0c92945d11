import type { Frequencies } from '../search-index/frequencies.ts';
import { sentencesOf } from '../text/sentences.ts';
import { coverageBy } from './coverage.ts';
import type { RetrievedPassage } from './select.ts';
import type { UnderstoodQuestion } from './understand.ts';

/**
 * What tells whether passages answer a question. Shares and distances, none of which grows with the collection. Those of
 * meaning are in spreads of the embedder, and null where it knows only spelling.
 */
export interface EvidenceFeatures {
  /** Share of the question's weight in the best of the first passages, 0 to 1. */
  readonly share: number;
  /** The same in the best of their sentences. */
  readonly sentenceShare: number;
  /** Share of the question's names and numbers that no first passage holds, 0 to 1. */
  readonly missing: number;
  /** Score of the first passage less that of the first of another story, copies not counted. */
  readonly ahead: number;
  /** Content words of the question, which are found by chance where they are few; nine at most. */
  readonly words: number;
  readonly meaning: MeaningFeatures | null;
}

export interface MeaningFeatures {
  /** Of the nearest sentence in the first passages. */
  readonly sentence: number;
}

/** Passages in which the evidence is looked for. */
const FIRST = 3;
const MOST_WORDS = 9;

/**
 * @param passages selected, best first; at least one
 * @param trusted whether the embedder, where there is one that knows meaning, is to be believed for these languages
 */
export function evidenceFeatures(
  question: UnderstoodQuestion,
  passages: readonly RetrievedPassage[],
  frequencies: Frequencies,
  trusted: boolean,
): EvidenceFeatures {
  const first = passages.slice(0, FIRST);
  const coverage = coverageBy(question.grams, frequencies);
  const [best] = passages;
  const rival = passages.find(({ article }) => article.id !== best?.article.id);
  const texts = first.map(({ passage, article }) => `${article.title}\n${passage.text}`);
  const sentences = first.flatMap(({ passage: { text, language }, article }) =>
    sentencesOf(text, language).map(({ start, end }) => `${article.title}\n${text.slice(start, end)}`),
  );
  return {
    share: Math.max(0, ...first.map(({ scores }) => scores.coverage)),
    sentenceShare: Math.max(0, ...sentences.map(coverage)),
    missing: missingShare(question.text, texts.join('\n')),
    ahead: (best?.scores.score ?? 0) - (rival?.scores.score ?? 0),
    words: Math.min(MOST_WORDS, question.content.length),
    meaning: trusted ? meaningFeatures(first) : null,
  };
}

function meaningFeatures(first: readonly RetrievedPassage[]): MeaningFeatures | null {
  const nearest = first.flatMap(({ scores: { sentences, meaning } }) => sentences ?? meaning ?? []);
  return nearest.length === 0 ? null : { sentence: Math.max(...nearest) };
}

/** A capital within the question, or a number. German nouns are no names, but their absence says as much. */
const NAME = /(?<=\p{L}[^.?!]*\s)\p{Lu}[\p{L}\p{N}]+|\p{N}+/gu;

function missingShare(question: string, text: string): number {
  const names = (question.match(NAME) ?? []).map((name) => name.toLowerCase());
  if (names.length === 0) return 0;
  const folded = text.toLowerCase();
  return (
    names.filter((name) => !folded.includes(name.slice(0, Math.max(4, name.length - 2)))).length /
    names.length
  );
}
