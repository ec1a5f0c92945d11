import type { Frequencies } from '../search-index/frequencies.ts';
import { eachGram } from '../text/ngrams.ts';
import { foldWords, wordsOf } from '../text/words.ts';
import { idfOfWanted } from './idf.ts';

/**
 * Measures how much of a set of 4-grams a text holds: the share of their weight, 0 to 1, where a 4-gram weighs
 * what it says in the collection (inverse passage frequency). The subject is a question, or a claim to be checked.
 */
export function coverageBy(
  subject: ReadonlyMap<number, number> | string,
  frequencies: Frequencies,
): (text: string) => number {
  const grams = typeof subject === 'string' ? gramsOf(subject) : subject;
  const { passages } = frequencies.size;
  const weights = new Map<number, number>();
  let total = 0;
  for (const [slot, count] of grams) {
    const weight = count * idfOfWanted(frequencies.ofGram(slot), passages);
    weights.set(slot, weight);
    total += weight;
  }
  return (text) => {
    if (total === 0) return 0;
    const found = new Set<number>();
    eachGram(foldWords(wordsOf(text)), (slot) => {
      if (weights.has(slot)) found.add(slot);
    });
    let sum = 0;
    for (const slot of found) sum += weights.get(slot) ?? 0;
    return sum / total;
  };
}

function gramsOf(text: string): Map<number, number> {
  const grams = new Map<number, number>();
  eachGram(foldWords(wordsOf(text)), (slot) => grams.set(slot, (grams.get(slot) ?? 0) + 1));
  return grams;
}
