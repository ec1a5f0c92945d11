import type { Frequencies } from '../search-index/frequencies.ts';
import { hash32 } from '../text/hash.ts';
import { sentencesOf } from '../text/sentences.ts';
import { stemsOf } from '../text/stems.ts';
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
  /** How far the first passage's score of spelling lies above that of other stories on average, as a share of it; 1 where there are none. */
  readonly lead: number;
  /** Share of the question's two rarest words, which carry its subject, that the first passage holds, 0 to 1. */
  readonly rarest: number;
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
  // A year that was asked for may be that of the article.
  const texts = first.map(
    ({ passage, article }) => `${article.publishedAt ?? ''}\n${article.title}\n${passage.text}`,
  );
  const sentences = first.flatMap(({ passage: { text, language }, article }) =>
    sentencesOf(text, language).map(({ start, end }) => `${article.title}\n${text.slice(start, end)}`),
  );
  return {
    share: Math.max(0, ...first.map(({ scores }) => scores.coverage)),
    sentenceShare: Math.max(0, ...sentences.map(coverage)),
    missing: missingShare(question.text, texts.join('\n')),
    ahead: (best?.scores.score ?? 0) - (rival?.scores.score ?? 0),
    lead: leadOf(passages),
    rarest: rarestShare(question, passages, frequencies),
    words: Math.min(MOST_WORDS, question.content.length),
    meaning: trusted ? meaningFeatures(first) : null,
  };
}

function meaningFeatures(first: readonly RetrievedPassage[]): MeaningFeatures | null {
  const nearest = first.flatMap(({ scores: { sentences, meaning } }) => sentences ?? meaning ?? []);
  return nearest.length === 0 ? null : { sentence: Math.max(...nearest) };
}

/** Passages whose scores are compared with the first one's, itself included. */
const COMPARED = 5;

function leadOf([best, ...others]: readonly RetrievedPassage[]): number {
  const rivals = others.slice(0, COMPARED - 1).filter(({ article }) => article.id !== best?.article.id);
  if (best === undefined || best.scores.grams === 0) return 0;
  if (rivals.length === 0) return 1;
  const average = rivals.reduce((sum, { scores }) => sum + scores.grams, 0) / rivals.length;
  return 1 - average / best.scores.grams;
}

const RAREST = 2;

/** In the passage's language; a word in another form, or in a compound, is held in part. */
function rarestShare(
  { content }: UnderstoodQuestion,
  [best]: readonly RetrievedPassage[],
  frequencies: Frequencies,
): number {
  if (best === undefined) return 0;
  const { passage, article } = best;
  const passagesWith = (word: string): number => {
    const [stem = word] = stemsOf([word], passage.language);
    // A word that no passage has is as rare as one that a single passage has: see idfOfWanted.
    return Math.max(1, frequencies.ofStem(hash32(stem)));
  };
  const rarest = content
    .map((word) => ({ word, passages: passagesWith(word) }))
    .sort((a, b) => a.passages - b.passages)
    .slice(0, RAREST);
  const text = `${article.title}\n${passage.text}`;
  const held = rarest.map(({ word }) => coverageBy(word, frequencies)(text));
  return held.reduce((sum, share) => sum + share, 0) / Math.max(1, held.length);
}

/** A capital within the question, or a number. German nouns are no names, but their absence says as much. */
const NAME = /(?<=\p{L}[^.?!]*\s)\p{Lu}[\p{L}\p{N}]+|\p{N}+/gu;

function missingShare(question: string, text: string): number {
  const names = question.match(NAME) ?? [];
  if (names.length === 0) return 0;
  const folded = text.toLowerCase();
  return names.filter((name) => !isThere(name, text, folded)).length / names.length;
}

/** Numbers as a whole; abbreviations in capitals, because MIT is not the German "mit"; names in other endings, too. */
function isThere(name: string, text: string, folded: string): boolean {
  if (/^\p{N}+$/u.test(name)) return new RegExp(`(?<![\\p{L}\\p{N}])${name}(?!\\p{N})`, 'u').test(text);
  if (/^\p{Lu}{2,5}$/u.test(name)) return new RegExp(`(?<![\\p{L}\\p{N}])${name}`, 'u').test(text);
  return folded.includes(name.toLowerCase().slice(0, Math.max(4, name.length - 2)));
}
