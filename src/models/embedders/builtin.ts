import { eachGram, GRAM_SLOTS } from '../../text/ngrams.ts';
import { hash32 } from '../../text/hash.ts';
import { isStopWord } from '../../text/stop-words.ts';
import { foldWords, wordsOf } from '../../text/words.ts';
import type { Embedder, EmbedderKind } from './embedder.ts';

/**
 * The embedder that needs no model: words and their character 4-grams, feature-hashed with a sign
 * (Weinberger et al. 2009, https://arxiv.org/abs/0902.2206), counted on a logarithmic scale, unit length.
 * It knows spelling, not meaning.
 */

/**
 * Numbers per vector. Few: what spelling can tell, the lexical index tells better. Of the ten best that scoring every one of
 * 55,000 passages finds, the nearest 100 of these vectors held none that the best 100 by words did not (in the
 * collection's language; .003 with typing errors), so the index asks for none of them; see `knowsMeaning`.
 */
export const BUILTIN_DIMENSIONS = 64;

/** A whole word says more than one of its 4-grams. */
const WORD_WEIGHT = 2;

/** How often each slot occurs in the text at hand; kept between texts because it is two megabytes, all zero in between. */
const countOf = new Uint16Array(GRAM_SLOTS);

function embed(text: string): number[] {
  // Words that every text has would make all vectors alike.
  const words = wordsOf(text).filter((word) => !isStopWord(word, 'de') && !isStopWord(word, 'en'));
  const slots: number[] = [];
  eachGram(foldWords(words), (slot) => {
    const count = countOf[slot] ?? 0;
    if (count === 0) slots.push(slot);
    countOf[slot] = count + 1;
  });

  const vector = new Float64Array(BUILTIN_DIMENSIONS);
  for (const slot of slots) {
    addFeature(vector, Math.imul(slot + 1, 0x9e3779b1) >>> 0, 1 + Math.log(countOf[slot] ?? 1));
    countOf[slot] = 0;
  }
  for (const word of new Set(words)) addFeature(vector, hash32(word), WORD_WEIGHT);
  return unitLength(vector);
}

function addFeature(vector: Float64Array, hash: number, weight: number): void {
  const slot = (hash >>> 1) % BUILTIN_DIMENSIONS;
  vector[slot] = (vector[slot] ?? 0) + (hash & 1 ? weight : -weight);
}

function unitLength(vector: Float64Array): number[] {
  let squares = 0;
  for (const value of vector) squares += value * value;
  const length = Math.sqrt(squares);
  return Array.from(vector, (value) => (length === 0 ? 0 : value / length));
}

export const builtinEmbedder: Embedder = {
  identity: {
    id: 'builtin',
    dimensions: BUILTIN_DIMENSIONS,
    fileHash: '',
    pooling: 'hashed-4-grams-2',
    queryPrefix: '',
    passagePrefix: '',
  },
  embeddings: {
    embedDocuments: (texts) => Promise.resolve(texts.map(embed)),
    embedQuery: (text) => Promise.resolve(embed(text)),
  },
  close: () => Promise.resolve(),
};

/** `EMBEDDER=builtin`. */
export const builtin: EmbedderKind<unknown> = {
  scheme: 'builtin',
  open: () => Promise.resolve(builtinEmbedder),
};
