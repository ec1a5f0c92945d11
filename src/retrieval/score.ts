import type { Frequencies } from '../search-index/frequencies.ts';
import type { ScoringRow } from '../search-index/passage-reader.ts';
import { eachGram, GRAM_SLOTS } from '../text/ngrams.ts';
import { idfOfWanted, rankingIdf } from './idf.ts';
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
  /** Cosine to the question, -1 to 1; null where the passage has no vector yet or the embedder knows only spelling. */
  readonly cosine: number | null;
  /** Share of the question's 4-gram weight that the passage holds, 0 to 1. */
  readonly coverage: number;
  /** The sum that ranks. */
  readonly score: number;
}

/**
 * Scores candidates exactly and ranks them, best first: each leg divided by its best among the candidates,
 * weighted, summed. A sum keeps how far ahead the first is, which fusion by ranks throws away.
 */
export function scoreCandidates(
  question: UnderstoodQuestion,
  rows: readonly ScoringRow[],
  frequencies: Frequencies,
  cosineOf: (id: number) => number | null,
): ScoredPassage[] {
  const stemScore = stemScorer(question, frequencies);
  const gramScore = gramScorer(question, frequencies);
  const legs = rows.map((row) => ({
    row,
    stems: stemScore(row),
    ...gramScore(row),
    cosine: cosineOf(row.id),
  }));

  const best = {
    stems: Math.max(...legs.map(({ stems }) => stems), Number.MIN_VALUE),
    grams: Math.max(...legs.map(({ grams }) => grams), Number.MIN_VALUE),
  };
  const meaning = scaleCosines(legs.map(({ cosine }) => cosine));
  return legs
    .map(({ row, stems, grams, coverage, cosine }, index) => ({
      id: row.id,
      articleId: row.articleId,
      language: row.language,
      stems,
      grams,
      cosine,
      coverage,
      score:
        lexicalShare(question.language, row.language) *
          ((WEIGHTS.stems * stems) / best.stems + (WEIGHTS.grams * grams) / best.grams) +
        WEIGHTS.meaning * (meaning[index] ?? 0),
    }))
    .sort((a, b) => b.score - a.score || a.id - b.id);
}

/** Across languages, words that look alike mean less, and the reader rather has the passage in the question's language. */
function lexicalShare(ofQuestion: string, ofPassage: string): number {
  return ofQuestion === ofPassage || ofQuestion === 'und' || ofPassage === 'und' ? 1 : WEIGHTS.otherLanguage;
}

/** Cosines stretched to 0..1 over the candidates; a passage without one gets what an average candidate has. */
function scaleCosines(cosines: readonly (number | null)[]): number[] {
  const known = cosines.filter((cosine) => cosine !== null);
  if (known.length === 0) return cosines.map(() => 0);
  const least = Math.min(...known);
  const range = Math.max(Math.max(...known) - least, Number.EPSILON);
  const mean = known.reduce((sum, cosine) => sum + cosine, 0) / known.length;
  return cosines.map((cosine) => ((cosine ?? mean) - least) / range);
}

function stemScorer(question: UnderstoodQuestion, frequencies: Frequencies): (row: ScoringRow) => number {
  const { passages, stems: total } = frequencies.size;
  const averageLength = total / Math.max(1, passages);
  const byLanguage = new Map<string, Map<number, number>>();
  return (row) => {
    let weights = byLanguage.get(row.language);
    if (weights === undefined) {
      const { hashes } = questionStems(question, row.language);
      weights = new Map(hashes.map((hash) => [hash, rankingIdf(frequencies.ofStem(hash), passages)]));
      byLanguage.set(row.language, weights);
    }
    const counts = new Map<number, number>();
    for (const hash of row.stems) if (weights.has(hash)) counts.set(hash, (counts.get(hash) ?? 0) + 1);
    const length = row.stems.length / averageLength;
    let score = 0;
    for (const [hash, count] of counts) score += (weights.get(hash) ?? 0) * saturate(count, length);
    return score;
  };
}

/** Where each slot's counter stands, plus one; kept between questions because it is two megabytes. */
const counterOf = new Uint16Array(GRAM_SLOTS);

function gramScorer(
  question: UnderstoodQuestion,
  frequencies: Frequencies,
): (row: ScoringRow) => { grams: number; coverage: number } {
  const { passages, grams: total } = frequencies.size;
  const averageLength = total / Math.max(1, passages);
  const grams = gramsOf(question, (slot) => frequencies.ofGram(slot), passages);
  const allWeight = grams.reduce((sum, { wanted }) => sum + wanted, 0);
  const counts = new Uint32Array(grams.length + 1);

  return (row) => {
    counts.fill(0);
    grams.forEach(({ slot }, index) => (counterOf[slot] = index + 1));
    eachGram(row.folded, (slot) => {
      const counter = counterOf[slot] ?? 0;
      if (counter > 0) counts[counter] = (counts[counter] ?? 0) + 1;
    });
    for (const { slot } of grams) counterOf[slot] = 0;

    const length = row.gramCount / averageLength;
    let score = 0;
    let found = 0;
    grams.forEach(({ weight, wanted }, index) => {
      const count = counts[index + 1] ?? 0;
      if (count === 0) return;
      score += weight * saturate(count, length);
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
): { slot: number; weight: number; wanted: number }[] {
  const slots = [...new Set([...grams.keys(), ...functionGrams.keys()])];
  return slots.map((slot) => {
    const frequency = frequencyOf(slot);
    const content = grams.get(slot) ?? 0;
    const all = content + GRAM_WEIGHTS.functionWords * (functionGrams.get(slot) ?? 0);
    return {
      slot,
      weight: all * rankingIdf(frequency, passages),
      wanted: content * idfOfWanted(frequency, passages),
    };
  });
}

function saturate(count: number, relativeLength: number): number {
  return (count * (BM25.k1 + 1)) / (count + BM25.k1 * (1 - BM25.b + BM25.b * relativeLength));
}
