import { setImmediate as nextTurn } from 'node:timers/promises';
import type { EmbeddingsInterface } from '@langchain/core/embeddings';
import { ModelError } from '../errors.ts';
import type { Library } from '../library/library.ts';
import { analyseArticle } from './analyse.ts';
import type { ArticlePassages, Generation } from './generation.ts';
import { knowsMeaning } from './meaning/confidence.ts';
import type { PassageVectors } from './meaning/meaning-store.ts';
import { type EmbedderProfile, measureEmbedder } from './meaning/profile.ts';
import type { TextToEmbed } from './passage-reader.ts';

/**
 * The one way in which a generation becomes up to date, whether it is new, behind, or was left by a crash:
 * read the library's changes above the last applied one, apply them, then embed what has no vector yet.
 */

/**
 * Changes in one transaction. Few, so that a bot which follows keeps answering in between; more where much is to be
 * done, because each transaction writes the frequencies anew (8 MB once most slots are in use).
 */
const LEAST_CHANGES_PER_BATCH = 32;
const MOST_CHANGES_PER_BATCH = 400;
const BATCHES = 8;

/**
 * Articles that are analysed without giving way, about ten milliseconds: questions are answered in between, and the
 * process that reads documents is given the next one instead of waiting for a whole batch.
 */
const ARTICLES_PER_TURN = 8;

/** Passages handed to the embedder at once; their vectors are committed together. */
const PASSAGES_PER_BATCH = 128;

export interface FollowProgress {
  readonly stage: 'words' | 'vectors';
  readonly done: number;
  readonly total: number;
}

export interface FollowOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: FollowProgress) => void) | undefined;
  /** Where the library is still being written: resolves to true when it holds more, to false when no more will come. */
  readonly more?: (() => Promise<boolean>) | undefined;
}

/**
 * Applies all changes and embeds all passages. An article is found by its words as soon as its batch is
 * committed, by its vector later. Needs the generations' lock.
 * @throws whatever the embedder throws, after everything before it was committed
 */
export async function follow(
  library: Library,
  generation: Generation,
  embeddings: EmbeddingsInterface,
  options: FollowOptions = {},
): Promise<void> {
  do await applyChanges(library, generation, options);
  while ((await options.more?.()) === true);
  await embedPassages(generation, embeddings, options);
}

async function applyChanges(library: Library, generation: Generation, options: FollowOptions): Promise<void> {
  const start = generation.applied();
  for (;;) {
    options.signal?.throwIfAborted();
    const applied = generation.applied();
    const changes = library.changesAfter(applied, batchSize(library.lastChange() - applied));
    const last = changes.at(-1);
    if (last === undefined) return;
    const ids = [...new Set(changes.map((change) => change.articleId))];
    const articles: ArticlePassages[] = [];
    for (let start = 0; start < ids.length; start += ARTICLES_PER_TURN) {
      articles.push(...passagesOf(library, ids.slice(start, start + ARTICLES_PER_TURN)));
      await nextTurn();
      options.signal?.throwIfAborted();
    }
    generation.apply(articles, last);
    await generation.mergeSegments({ signal: options.signal });
    options.onProgress?.({
      stage: 'words',
      done: last.number - start,
      total: library.lastChange() - start,
    });
    await nextTurn();
  }
}

function batchSize(changesLeft: number): number {
  return Math.min(
    MOST_CHANGES_PER_BATCH,
    Math.max(LEAST_CHANGES_PER_BATCH, Math.ceil(changesLeft / BATCHES)),
  );
}

/** Articles as they are now, whatever the change said: a later change of the same article finds nothing left to do. */
function passagesOf(library: Library, ids: readonly string[]): ArticlePassages[] {
  const live = library.articles(ids);
  return ids.map((articleId) => {
    const article = live.get(articleId);
    if (article === undefined) return { articleId, revision: 0, passages: [] };
    return { articleId, revision: article.revision, passages: analyseArticle(article) };
  });
}

async function embedPassages(
  generation: Generation,
  embeddings: EmbeddingsInterface,
  options: FollowOptions,
): Promise<void> {
  const total = generation.countWithoutVector();
  if (total === 0) return;
  const profile = await profileOf(generation, embeddings, options.signal);
  // Hashed spelling finds nothing that the words of passages do not, and would cost a quarter of indexing.
  if (!knowsMeaning(profile)) return;
  let done = 0;
  let after = 0;
  for (;;) {
    options.signal?.throwIfAborted();
    const batch = generation.withoutVector(after, PASSAGES_PER_BATCH, true);
    const last = batch.at(-1);
    if (last === undefined) return;
    generation.putVectors(await embedBatch(batch, generation, embeddings));
    after = last.id;
    done += batch.length;
    options.onProgress?.({ stage: 'vectors', done, total: Math.max(total, done) });
    await nextTurn();
  }
}

/** What the generation knows of its embedder; measured where it knows nothing yet. */
async function profileOf(
  generation: Generation,
  embeddings: EmbeddingsInterface,
  signal: AbortSignal | undefined,
): Promise<EmbedderProfile> {
  const known = generation.meaning.profile();
  if (known !== null) return known;
  const { dimensions } = generation.fingerprint.embedder;
  // What gives wrong vectors would be taken for one that knows only spelling.
  const checked: EmbeddingsInterface = {
    embedQuery: (text) => embeddings.embedQuery(text),
    embedDocuments: async (texts) => {
      const vectors = await embedTexts(texts, 'passages', dimensions, embeddings);
      return vectors.map((vector) => [...vector]);
    },
  };
  const measured = await measureEmbedder(checked, signal);
  const given = measured.questionMeans.de.length;
  if (given !== dimensions) throw wrongVectors(1, given, 1, 'questions', dimensions);
  generation.putProfile(measured);
  return measured;
}

async function embedBatch(
  batch: readonly TextToEmbed[],
  { fingerprint }: Generation,
  embeddings: EmbeddingsInterface,
): Promise<PassageVectors[]> {
  const { dimensions } = fingerprint.embedder;
  const vectors = await embedTexts(
    batch.map(({ text }) => text),
    'passages',
    dimensions,
    embeddings,
  );
  const all = batch.flatMap(({ sentences }) => sentences);
  const sentenceVectors = await embedTexts(all, 'sentences', dimensions, embeddings);
  let next = 0;
  return batch.map(({ id, sentences }, index) => {
    const first = next;
    next += sentences.length;
    return {
      id,
      vector: vectors[index] ?? new Float32Array(dimensions),
      sentences: sentenceVectors.slice(first, next),
    };
  });
}

async function embedTexts(
  texts: string[],
  what: 'passages' | 'sentences',
  dimensions: number,
  embeddings: EmbeddingsInterface,
): Promise<Float32Array[]> {
  if (texts.length === 0) return [];
  const vectors = await embeddings.embedDocuments(texts);
  if (vectors.length !== texts.length || vectors.some((vector) => vector.length !== dimensions)) {
    throw wrongVectors(vectors.length, vectors[0]?.length ?? 0, texts.length, what, dimensions);
  }
  return vectors.map((vector) => Float32Array.from(vector));
}

function wrongVectors(
  count: number,
  length: number,
  texts: number,
  what: string,
  dimensions: number,
): ModelError {
  return new ModelError(
    `The embedder gave ${String(count)} vectors of ${String(length)} numbers for ${String(texts)} ${what} that need ${String(dimensions)} each. Run \`npm run reindex -- --rebuild\` if it was exchanged for another.`,
  );
}
