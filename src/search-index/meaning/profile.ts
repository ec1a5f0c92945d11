import type { EmbeddingsInterface } from '@langchain/core/embeddings';
import { dotProduct } from '../exact.ts';
import { CALIBRATION_SET } from './calibration-set.ts';
import { SAMPLE_QUESTIONS } from './sample-questions.ts';
import { meanOf, withoutMean } from './vectors.ts';

/** Raise when the questions, the passages or what is measured change: indexes then measure their embedder anew. */
export const PROFILE_VERSION = 1;

export const MEASURED_LANGUAGES = ['de', 'en'] as const;
export type MeasuredLanguage = (typeof MEASURED_LANGUAGES)[number];

/** Question language and passage language, as "de>en". */
export type LanguagePair = `${MeasuredLanguage}>${MeasuredLanguage}`;

/** How well an embedder finds, in one pair of languages, the passage that answers. */
export interface Measured {
  /**
   * How far the right passage lies above the others, in standard deviations of the others' cosines. 3.4 to 3.7 for
   * multilingual-e5-small, 0 for an embedder that knows nothing of the language.
   */
  readonly separation: number;
  /** Mean reciprocal rank of the right passage among forty. */
  readonly mrr: number;
}

/** What an embedder turned out to be like. Measured, so that no embedder need be known by name. */
export interface EmbedderProfile {
  readonly version: number;
  /** What vectors of questions have in common in a language, whatever is asked. */
  readonly questionMeans: Readonly<Record<MeasuredLanguage, Float32Array>>;
  /** The same of passages: stands in while a collection is small. */
  readonly passageMeans: Readonly<Record<MeasuredLanguage, Float32Array>>;
  /** Standard deviation of the cosine between a question and a passage that does not answer it, means taken out. */
  readonly spread: number;
  readonly measured: Readonly<Record<LanguagePair, Measured>>;
}

/** Questions embedded at once: a server answers some of them together, a local model one after the other. */
const AT_ONCE = 16;

/**
 * Measures an embedder by the calibration set: 300 short questions and 80 sentences.
 * @throws whatever the embedder throws
 */
export async function measureEmbedder(
  embeddings: EmbeddingsInterface,
  signal?: AbortSignal,
): Promise<EmbedderProfile> {
  const asked: Partial<Record<MeasuredLanguage, Float32Array[]>> = {};
  const told: Partial<Record<MeasuredLanguage, Float32Array[]>> = {};
  for (const language of MEASURED_LANGUAGES) {
    const questions = [
      ...CALIBRATION_SET.map((fact) => fact[language].question),
      ...SAMPLE_QUESTIONS[language],
    ];
    asked[language] = await embedQuestions(embeddings, questions, signal);
    const passages = CALIBRATION_SET.map((fact) => fact[language].passage);
    told[language] = (await embeddings.embedDocuments(passages)).map((vector) => Float32Array.from(vector));
  }
  return profileOf(asked as Required<typeof asked>, told as Required<typeof told>);
}

async function embedQuestions(
  embeddings: EmbeddingsInterface,
  questions: readonly string[],
  signal?: AbortSignal,
): Promise<Float32Array[]> {
  const vectors: Float32Array[] = [];
  for (let start = 0; start < questions.length; start += AT_ONCE) {
    signal?.throwIfAborted();
    const batch = questions.slice(start, start + AT_ONCE).map((question) => embeddings.embedQuery(question));
    for (const vector of await Promise.all(batch)) vectors.push(Float32Array.from(vector));
  }
  return vectors;
}

type ByLanguage<T> = Readonly<Record<MeasuredLanguage, T>>;

function profileOf(asked: ByLanguage<Float32Array[]>, told: ByLanguage<Float32Array[]>): EmbedderProfile {
  const questionMeans = { de: meanOf(asked.de), en: meanOf(asked.en) };
  const passageMeans = { de: meanOf(told.de), en: meanOf(told.en) };
  const questions = (language: MeasuredLanguage): Float32Array[] =>
    asked[language]
      .slice(0, CALIBRATION_SET.length)
      .map((vector) => withoutMean(vector, questionMeans[language]));
  const passages = (language: MeasuredLanguage): Float32Array[] =>
    told[language].map((vector) => withoutMean(vector, passageMeans[language]));

  const measured: Partial<Record<LanguagePair, Measured>> = {};
  const spreads: number[] = [];
  for (const from of MEASURED_LANGUAGES) {
    for (const to of MEASURED_LANGUAGES) {
      const { spread, ...figures } = compare(questions(from), passages(to));
      measured[`${from}>${to}`] = figures;
      if (from === to) spreads.push(spread);
    }
  }
  return {
    version: PROFILE_VERSION,
    questionMeans,
    passageMeans,
    spread: Math.max(Number.EPSILON, average(spreads)),
    measured: measured as Required<typeof measured>,
  };
}

/** The n-th question is answered by the n-th passage. */
function compare(
  questions: readonly Float32Array[],
  passages: readonly Float32Array[],
): Measured & { spread: number } {
  const right: number[] = [];
  const others: number[] = [];
  const reciprocalRanks = questions.map((question, index) => {
    const cosines = passages.map((passage) => dotProduct(question, passage));
    const own = cosines[index] ?? 0;
    right.push(own);
    others.push(...cosines.filter((_, other) => other !== index));
    return 1 / (1 + cosines.filter((cosine, other) => other !== index && cosine >= own).length);
  });
  const mean = average(others);
  const spread = Math.sqrt(average(others.map((cosine) => (cosine - mean) ** 2)));
  const separation = spread === 0 ? 0 : (average(right) - mean) / spread;
  return { separation, mrr: average(reciprocalRanks), spread };
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
