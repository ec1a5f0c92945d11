import type { EmbeddingsInterface } from '@langchain/core/embeddings';
import { stemsOf } from '../text/stems.ts';
import { wordsOf } from '../text/words.ts';
import type { Generation } from './generation.ts';
import type { VectorIndex } from './vector-index.ts';

/**
 * Asks a new generation for a few of its own passages, by their words and by their vectors, before anybody else
 * asks it: an index whose halves do not belong together is noticed here and not by a reader.
 */

const CANARIES = 5;
const AMONG_FIRST = 10;

export async function answersCanaries(
  generation: Generation,
  vectors: VectorIndex,
  embeddings: EmbeddingsInterface,
): Promise<boolean> {
  const ids = generation.vectorIds();
  if (ids.length !== generation.passageCount() || vectors.size !== ids.length) return false;
  const step = Math.max(1, Math.floor(ids.length / CANARIES));
  const chosen = ids.filter((_id, index) => index % step === 0).slice(0, CANARIES);
  const passages = generation.passages(chosen);
  // Asked as questions, which some embedders treat differently from passages: the ten nearest must do.
  let found = 0;
  for (const [id, { text, language }] of passages) {
    const stems = stemsOf(wordsOf(text), language).slice(0, 40);
    const vector = Float32Array.from(await embeddings.embedQuery(text));
    const byVectors = vectors.search(vector, AMONG_FIRST).map((neighbour) => neighbour.id);
    const answers = generation.passages([...byVectors, ...generation.matching(stems, AMONG_FIRST)]);
    // Copies of a text, of which a collection may hold many, are as good as the text itself.
    if (answers.has(id) || [...answers.values()].some((passage) => passage.text === text)) found++;
  }
  return passages.size === chosen.length && found >= Math.ceil(chosen.length / 2);
}
