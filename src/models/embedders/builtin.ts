import { eachGram } from '../../text/ngrams.ts';
import { hash32 } from '../../text/hash.ts';
import { foldWords, wordsOf } from '../../text/words.ts';
import type { Embedder, EmbedderKind } from './embedder.ts';

/**
 * The embedder that needs no model: words and their character 4-grams, feature-hashed with a sign
 * (Weinberger et al. 2009, https://arxiv.org/abs/0902.2206), counted on a logarithmic scale, unit length.
 * It knows spelling, not meaning: it finds compounds and typing errors, nothing in another language.
 */

/** Numbers per vector: two kilobytes a passage. More find more of the best passages and cost memory and time. */
export const BUILTIN_DIMENSIONS = 512;

/** A whole word says more than one of its 4-grams. */
const WORD_WEIGHT = 2;

function embed(text: string): number[] {
  const words = wordsOf(text);
  const counts = new Map<number, number>();
  eachGram(foldWords(words), (slot) => counts.set(slot, (counts.get(slot) ?? 0) + 1));

  const vector = new Float64Array(BUILTIN_DIMENSIONS);
  for (const [slot, count] of counts) addFeature(vector, Math.imul(slot + 1, 0x9e3779b1) >>> 0, 1 + Math.log(count));
  for (const word of new Set(words)) addFeature(vector, hash32(word), WORD_WEIGHT);
  return unitLength(vector);
}

function addFeature(vector: Float64Array, hash: number, weight: number): void {
  const slot = (hash >>> 1) % BUILTIN_DIMENSIONS;
  vector[slot] = (vector[slot] ?? 0) + (hash & 1 ? weight : -weight);
}

function unitLength(vector: Float64Array): number[] {
  const length = Math.hypot(...vector);
  return Array.from(vector, (value) => (length === 0 ? 0 : value / length));
}

export const builtinEmbedder: Embedder = {
  identity: {
    id: 'builtin',
    dimensions: BUILTIN_DIMENSIONS,
    fileHash: '',
    pooling: 'hashed-4-grams-1',
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
