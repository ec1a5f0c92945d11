import type { Frequencies } from '../search-index/frequencies.ts';
import type { ScoringRow } from '../search-index/passage-reader.ts';
import { areTwoLanguages } from '../text/language.ts';
import { GramCounter } from './gram-counter.ts';
import { idfOfWanted, rankingIdf } from './idf.ts';
import type { Meaning } from './meaning.ts';
import { questionStems, type UnderstoodQuestion } from './understand.ts';
import { BM25, GRAM_WEIGHTS, WEIGHTS } from './weights.ts';

/** A candidate with its score on each leg. */
export interface ScoredPassage {
  readonly id: number;
  readonly articleId: string;
  readonly language: string;
  /** BM25 over stems, over 4-grams; 0 and above. */
  readonly stems: number;
  readonly grams: number;
  /**
   * Nearness to the question in meaning, in the embedder's spreads (see meaning.ts); null where the passage has no
   * vector yet or the embedder knows only spelling.
   */
  readonly meaning: number | null;
  /** The same of each of its sentences, in order; null where it was not looked at or has none. */
  readonly sentences: readonly number[] | null;
  /** Share of the question's 4-gram weight that the passage holds, 0 to 1. */
  readonly coverage: number;
  /** What words and spelling are worth in the sum. */
  readonly lexical: number;
  /** The sum that ranks. */
  readonly score: number;
}

/**
 * Scores candidates exactly and ranks them, best first: words and spelling each divided by their best among the
 * candidates, meaning on a scale of its own, weighted, summed. A sum keeps how far ahead the first is, which fusion by
 * ranks throws away.
 */
export function scoreCandidates(
  question: UnderstoodQuestion,
  rows: readonly ScoringRow[],
  frequencies: Frequencies,
  meaning: Pick<Meaning, 'confidence' | 'ofPassages'> | null,
): ScoredPassage[] {
  const stemScore = stemScorer(question, frequencies);
  const gramScore = gramScorer(question, frequencies);
  const legs = rows.map((row) => {
    // Across languages only names, numbers and words that look alike are shared: stems of one say nothing in the other,
    // nor do function words. A passage in the question's language is worth more to its reader, too.
    const across = areTwoLanguages(question.language, row.language);
    return { row, across, stems: stemScore(row), ...gramScore(row, across) };
  });
  const best = {
    stems: Math.max(...legs.map(({ stems }) => stems), Number.MIN_VALUE),
    grams: Math.max(...legs.map(({ grams }) => grams), Number.MIN_VALUE),
  };
  const known = meaning?.ofPassages(rows) ?? new Map<number, number>();
  const unsummed = legs.map(({ row: { id, articleId, language }, across, stems, grams, coverage }) => {
    const lexical = across
      ? (WEIGHTS.gramsAcross * grams) / best.grams
      : (WEIGHTS.stems * stems) / best.stems + (WEIGHTS.grams * grams) / best.grams;
    return { id, articleId, language, stems, grams, coverage, lexical, meaning: known.get(id) ?? null };
  });
  const expected = expectedMeaning(unsummed);
  return unsummed
    .map((passage) => ({
      ...passage,
      sentences: null,
      score: passage.lexical + weightOf(meaning, passage.language) * (passage.meaning ?? expected(passage)),
    }))
    .sort(byScore);
}

/**
 * Ranks the first candidates again by their best sentence as well: an answer is often one sentence of a passage on much
 * else. Those further down stay below.
 */
export function withSentences(
  ranked: readonly ScoredPassage[],
  meaning: Pick<Meaning, 'confidence' | 'ofSentences'>,
): ScoredPassage[] {
  const first = ranked.slice(0, WEIGHTS.sentencesOf);
  const sentences = meaning.ofSentences(first);
  const expected = expectedMeaning(first);
  const again = first.map((passage): ScoredPassage => {
    const own = sentences.get(passage.id) ?? null;
    const whole = passage.meaning ?? expected(passage);
    const best = own === null ? whole : Math.max(...own);
    const both = (1 - WEIGHTS.bestSentence) * whole + WEIGHTS.bestSentence * best;
    return {
      ...passage,
      sentences: own,
      score: passage.lexical + weightOf(meaning, passage.language) * both,
    };
  });
  return [...again.sort(byScore), ...ranked.slice(WEIGHTS.sentencesOf)];
}

function weightOf(meaning: Pick<Meaning, 'confidence'> | null, language: string): number {
  return meaning === null ? 0 : WEIGHTS.meaning * meaning.confidence(language);
}

/**
 * What a passage without a vector yet is taken to mean, so that what is new is found by its words among what is older:
 * from an average candidate to the nearest one, as far as its words come up to the best.
 */
function expectedMeaning(
  candidates: readonly Pick<ScoredPassage, 'lexical' | 'meaning'>[],
): (passage: Pick<ScoredPassage, 'lexical'>) => number {
  const known = candidates.flatMap(({ meaning }) => meaning ?? []);
  const average = averageOf(known);
  const nearest = Math.max(average, ...known);
  const bestLexical = Math.max(...candidates.map(({ lexical }) => lexical), Number.MIN_VALUE);
  return ({ lexical }) => average + (nearest - average) * (lexical / bestLexical);
}

function averageOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

function byScore(a: ScoredPassage, b: ScoredPassage): number {
  return b.score - a.score || a.id - b.id;
}

/** Nearly every stem of a passage is none of the question's, which a small table tells without a look into a map. */
const FILTER = 4096;

function stemScorer(question: UnderstoodQuestion, frequencies: Frequencies): (row: ScoringRow) => number {
  const { passages, stems: total } = frequencies.size;
  const averageLength = total / Math.max(1, passages);
  const byLanguage = new Map<string, Map<number, number>>();
  const mayBeWanted = new Uint8Array(FILTER);
  return (row) => {
    let weights = byLanguage.get(row.language);
    if (weights === undefined) {
      const { hashes } = questionStems(question, row.language);
      weights = new Map(hashes.map((hash) => [hash, rankingIdf(frequencies.ofStem(hash), passages)]));
      byLanguage.set(row.language, weights);
      for (const hash of hashes) mayBeWanted[hash & (FILTER - 1)] = 1;
    }
    const counts = new Map<number, number>();
    for (const hash of row.stems) {
      if (mayBeWanted[hash & (FILTER - 1)] === 0 || !weights.has(hash)) continue;
      counts.set(hash, (counts.get(hash) ?? 0) + 1);
    }
    const length = row.stems.length / averageLength;
    let score = 0;
    for (const [hash, count] of counts) score += (weights.get(hash) ?? 0) * saturate(count, length);
    return score;
  };
}

function gramScorer(
  question: UnderstoodQuestion,
  frequencies: Frequencies,
): (row: ScoringRow, across: boolean) => { grams: number; coverage: number } {
  const { passages, grams: total } = frequencies.size;
  const averageLength = total / Math.max(1, passages);
  const grams = gramsOf(question, (slot) => frequencies.ofGram(slot), passages);
  const allWeight = grams.reduce((sum, { wanted }) => sum + wanted, 0);
  const counter = new GramCounter(grams.map(({ slot }) => slot));

  return (row, across) => {
    const counts = counter.count(row.folded);
    const length = row.gramCount / averageLength;
    let score = 0;
    let found = 0;
    grams.forEach(({ weight, weightAcross, wanted }, index) => {
      const count = counts[index] ?? 0;
      if (count === 0) return;
      score += (across ? weightAcross : weight) * saturate(count, length);
      found += wanted;
    });
    return { grams: score, coverage: allWeight === 0 ? 0 : found / allWeight };
  };
}

/** The question's 4-grams, each once, with their weight in ranking and in the share of the question that is found. */
function gramsOf(
  { grams, functionGrams }: UnderstoodQuestion,
  frequencyOf: (slot: number) => number,
  passages: number,
): { slot: number; weight: number; weightAcross: number; wanted: number }[] {
  const slots = [...new Set([...grams.keys(), ...functionGrams.keys()])];
  return slots.map((slot) => {
    const frequency = frequencyOf(slot);
    const content = grams.get(slot) ?? 0;
    const all = content + GRAM_WEIGHTS.functionWords * (functionGrams.get(slot) ?? 0);
    return {
      slot,
      weight: all * rankingIdf(frequency, passages),
      weightAcross: content * rankingIdf(frequency, passages),
      wanted: content * idfOfWanted(frequency, passages),
    };
  });
}

function saturate(count: number, relativeLength: number): number {
  return (count * (BM25.k1 + 1)) / (count + BM25.k1 * (1 - BM25.b + BM25.b * relativeLength));
}
