import type { EmbeddingsInterface } from '@langchain/core/embeddings';
import { stemsOf } from '../text/stems.ts';
import { contentWords } from '../text/stop-words.ts';
import { wordsOf } from '../text/words.ts';
import { dotProduct } from './exact.ts';
import type { Generation } from './generation.ts';
import type { VectorIndex } from './vector-index.ts';

/**
 * Asks a new generation for a few of its own passages, by their words and, where it has them, by their vectors, before anybody else
 * asks it: an index whose parts do not belong together is noticed here and not by a reader. Either way most of the
 * passages must be among the first ten, or as near as these: a collection may hold many copies of one text.
 */

const CANARIES = 5;
const AMONG_FIRST = 10;

/** Cosines that differ by less are the same one, computed in another order. */
const SAME = 0.005;

export async function answersCanaries(
  generation: Generation,
  vectors: VectorIndex,
  embeddings: EmbeddingsInterface,
): Promise<boolean> {
  const ids = generation.passageIds();
  const hasVectors = generation.meaning.isKnown();
  if (hasVectors && (generation.countWithoutVector() > 0 || vectors.size !== ids.length)) return false;
  const step = Math.max(1, Math.floor(ids.length / CANARIES));
  const chosen = ids.filter((_id, index) => index % step === 0).slice(0, CANARIES);
  if (chosen.length === 0) return true;

  const most = Math.ceil(chosen.length / 2);
  const byWords = chosen.filter((id) => findsItsWords(id, generation));
  if (!hasVectors || byWords.length < most) return byWords.length >= most;
  const texts = generation.textsToEmbed(chosen, false);
  const embedded = await embeddings.embedDocuments(texts.map(({ text }) => text));
  const byVectors = texts.filter(({ id }, index) =>
    isNearItself(id, Float32Array.from(embedded[index] ?? []), generation, vectors),
  );
  return byVectors.length >= most;
}

function isNearItself(
  id: number,
  vector: Float32Array,
  generation: Generation,
  vectors: VectorIndex,
): boolean {
  const nearest = vectors.search(vector, AMONG_FIRST);
  const [first, last] = [nearest[0], nearest.at(-1)];
  if (first === undefined || last === undefined) return false;
  const stored = generation.vectors([id, first.id]);
  const similarity = (of: number): number => dotProduct(vector, stored.get(of) ?? new Float32Array());
  // What the index in memory says of its first must be what the database says of it.
  const belongTogether = Math.abs(similarity(first.id) - first.similarity) < SAME;
  return belongTogether && similarity(id) > last.similarity - SAME;
}

function findsItsWords(id: number, generation: Generation): boolean {
  const passage = generation.passages([id]).get(id);
  if (passage === undefined) return false;
  const words = contentWords(wordsOf(passage.text), passage.language);
  const found = generation.passages(generation.matching(stemsOf(words, passage.language), AMONG_FIRST));
  return found.has(id) || [...found.values()].some(({ text }) => text === passage.text);
}
