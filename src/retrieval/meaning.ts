import type { EmbeddingsInterface } from '@langchain/core/embeddings';
import type { Generation } from '../search-index/generation.ts';
import { dotProduct } from '../search-index/exact.ts';
import { confidence, knowsMeaning } from '../search-index/meaning/confidence.ts';
import type { EmbedderProfile } from '../search-index/meaning/profile.ts';
import { withoutMean } from '../search-index/meaning/vectors.ts';
import type { UnderstoodQuestion } from './understand.ts';

/**
 * How near passages and sentences are to a question in meaning. What vectors of one language have in common is taken out
 * of both sides (passages: the collection's mean, questions: the embedder's), so that a vector no longer says which
 * language it is in; what is left is divided by the embedder's spread, so that one weight serves every embedder.
 */
export class Meaning {
  readonly #generation: Generation;
  readonly #profile: EmbedderProfile;
  readonly #language: string;
  /** The question's vector without what questions in its language have in common; unit length. */
  readonly question: Float32Array;
  readonly #means: { passage: Map<string, Float32Array>; sentence: Map<string, Float32Array> };

  private constructor(
    question: UnderstoodQuestion,
    vector: Float32Array,
    generation: Generation,
    profile: EmbedderProfile,
  ) {
    this.#generation = generation;
    this.#profile = profile;
    this.#language = question.language;
    const { questionMeans } = profile;
    const mean =
      question.language === 'de' || question.language === 'en'
        ? questionMeans[question.language]
        : questionMeans.de.map((value, index) => (value + (questionMeans.en[index] ?? 0)) / 2);
    this.question = withoutMean(vector, mean);
    this.#means = {
      passage: generation.meaning.means('passage', profile),
      sentence: generation.meaning.means('sentence', profile),
    };
  }

  /**
   * Embeds the question. Null, and nothing embedded, where the generation's embedder knows only spelling, which 4-grams
   * score better.
   * @throws what the embedder throws
   */
  static async of(
    question: UnderstoodQuestion,
    embeddings: Pick<EmbeddingsInterface, 'embedQuery'>,
    generation: Generation,
  ): Promise<Meaning | null> {
    const profile = generation.meaning.profile();
    if (profile === null || !knowsMeaning(profile)) return null;
    const vector = Float32Array.from(await embeddings.embedQuery(question.plain));
    return new Meaning(question, vector, generation, profile);
  }

  /** How far the embedder is trusted for a passage of that language, 0 to 1. */
  confidence(language: string): number {
    return confidence(this.#profile, this.#language, language);
  }

  /** Similarities of passages in units of the embedder's spread: 0 is unrelated, 3 is usual for an answer. */
  ofPassages(passages: readonly { id: number; language: string }[]): Map<number, number> {
    const vectors = this.#generation.vectors(passages.map(({ id }) => id));
    const similarities = new Map<number, number>();
    for (const { id, language } of passages) {
      const vector = vectors.get(id);
      if (vector === undefined) continue;
      similarities.set(id, this.#similarity(vector, this.#means.passage.get(language)));
    }
    return similarities;
  }

  /** The same of each sentence, in the order of the text; no entry where a passage has no vectors of sentences. */
  ofSentences(passages: readonly { id: number; language: string }[]): Map<number, number[]> {
    const vectors = this.#generation.meaning.sentences(passages.map(({ id }) => id));
    const similarities = new Map<number, number[]>();
    for (const { id, language } of passages) {
      const sentences = vectors.get(id);
      if (sentences === undefined || sentences.length === 0) continue;
      const mean = this.#means.sentence.get(language);
      similarities.set(
        id,
        sentences.map((vector) => this.#similarity(vector, mean)),
      );
    }
    return similarities;
  }

  #similarity(vector: Float32Array, mean: Float32Array | undefined): number {
    const rest = mean === undefined ? vector : withoutMean(vector, mean);
    return dotProduct(this.question, rest) / this.#profile.spread;
  }
}
