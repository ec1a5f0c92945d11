import { afterEach } from '@jest/globals';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Article, ArticleDraft } from '../../src/domain/article.ts';
import { articleId, Library } from '../../src/library/library.ts';
import { BUILTIN_DIMENSIONS, builtinEmbedder } from '../../src/models/embedders/builtin.ts';
import type { Embedder } from '../../src/models/embedders/embedder.ts';
import { fingerprintOf } from '../../src/search-index/fingerprint.ts';
import { follow } from '../../src/search-index/follow.ts';
import { Generation } from '../../src/search-index/generation.ts';
import { CALIBRATION_SET } from '../../src/search-index/meaning/calibration-set.ts';
import { SearchIndex } from '../../src/search-index/search-index.ts';

/**
 * Temporary libraries and indexes with articles. Everything that is made here is closed and deleted after the
 * test that made it.
 */

/** An article as a test writes it: text and whatever of the rest matters. */
export type TestArticle = Partial<ArticleDraft> & { readonly text: string };

const closers: (() => void)[] = [];

afterEach(() => {
  for (const close of closers.splice(0).reverse()) close();
});

/** Runs when the test has ended, the last one given first. */
export function afterThisTest(close: () => void): void {
  closers.push(close);
}

/** An empty folder that is deleted after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'newshound-test-'));
  afterThisTest(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A library in a folder of its own, and what can be built on it. */
export class Collection {
  readonly folder: string = temporaryFolder();
  readonly dataDir: string = join(this.folder, 'data');
  readonly indexDir: string = join(this.folder, 'index');
  readonly library: Library;

  /** @param articles by locator */
  constructor(articles: Readonly<Record<string, TestArticle>> = {}) {
    mkdirSync(join(this.dataDir, 'articles'), { recursive: true });
    this.library = Library.open(this.dataDir);
    afterThisTest(() => this.library.close());
    this.library.transaction(() => {
      for (const [locator, article] of Object.entries(articles)) this.put(locator, article);
    });
  }

  /** Adds or changes an article; returns it as the library has it. */
  put(locator: string, article: TestArticle): Article {
    const draft = draftOf(article);
    const contentHash = createHash('sha256').update(JSON.stringify(draft)).digest('hex');
    this.library.store(locator, contentHash, draft);
    const stored = this.library.article(articleId(locator));
    if (stored === null) throw new Error(`${locator} was not stored`);
    return stored;
  }

  remove(locator: string): void {
    if (!this.library.remove(articleId(locator))) throw new Error(`${locator} is not there`);
  }

  /** An index of the library, built and open. */
  async openIndex(embedder: Embedder = builtinEmbedder): Promise<SearchIndex> {
    const index = this.closedIndex(embedder);
    await index.open();
    return index;
  }

  /** An index of the library that is not open yet. */
  closedIndex(embedder: Embedder = builtinEmbedder): SearchIndex {
    const index = new SearchIndex(this.library, this.indexDir, embedder);
    afterThisTest(() => index.close());
    return index;
  }

  /** A generation of the library by itself, with all its passages and vectors. */
  async generation(embedder: Embedder = builtinEmbedder): Promise<Generation> {
    const generation = emptyGeneration(embedder);
    await follow(this.library, generation, embedder.embeddings);
    return generation;
  }
}

/** A generation without passages in a folder of its own. */
export function emptyGeneration(embedder: Embedder = builtinEmbedder): Generation {
  const generation = Generation.create(
    join(temporaryFolder(), 'generation'),
    fingerprintOf(embedder.identity),
  );
  afterThisTest(() => generation.close());
  return generation;
}

/** An article that is in no library. */
export function articleOf(article: TestArticle, locator = 'articles/one.md'): Article {
  return { ...draftOf(article), id: articleId(locator), locator, revision: 1 };
}

function draftOf(article: TestArticle): ArticleDraft {
  return {
    title: 'An article',
    authors: [],
    outlet: 'The Test Wire',
    language: 'en',
    publishedAt: '2023-07-18',
    modifiedAt: null,
    marks: [],
    url: null,
    ...article,
  };
}

/**
 * The built-in embedder as if it knew meaning: it knows all facts of the calibration set, so that its vectors are
 * stored and searched.
 */
export const trustedEmbedder: Embedder = {
  ...builtinEmbedder,
  embeddings: {
    embedDocuments: (texts) => Promise.all(texts.map(trustedVector)),
    embedQuery: trustedVector,
  },
};

async function trustedVector(text: string): Promise<number[]> {
  const fact = CALIBRATION_SET.findIndex(({ de, en }) =>
    [de.question, de.passage, en.question, en.passage].includes(text),
  );
  if (fact < 0) return builtinEmbedder.embeddings.embedQuery(text);
  return Array.from({ length: BUILTIN_DIMENSIONS }, (_none, at) =>
    at === fact % BUILTIN_DIMENSIONS ? 1 : 0,
  );
}

/**
 * An embedder that knows what words mean as far as it was told: each topic is one number of its vectors, and a
 * text's number counts the topic's words in it. It knows all facts of the calibration set, so that it is trusted.
 * @param topics the words of each topic, lower-cased, in any language
 */
export function topicEmbedder(id: string, topics: readonly (readonly string[])[]): Embedder {
  const embed = (text: string): number[] => {
    const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
    // The last number keeps a text of no topic from being nothing at all.
    const known = CALIBRATION_SET.map(({ de, en }) =>
      [de.question, de.passage, en.question, en.passage].includes(text) ? 1 : 0,
    );
    const ofTopics = topics.map((topic) => words.filter((word) => topic.includes(word)).length);
    const counts = [...(known.includes(1) ? ofTopics.map(() => 0) : ofTopics), ...known, 0.3];
    const length = Math.hypot(...counts);
    return counts.map((count) => count / length);
  };
  return {
    identity: {
      id,
      dimensions: topics.length + CALIBRATION_SET.length + 1,
      fileHash: '',
      pooling: '',
      queryPrefix: '',
      passagePrefix: '',
    },
    embeddings: {
      embedDocuments: (texts) => Promise.resolve(texts.map(embed)),
      embedQuery: (text) => Promise.resolve(embed(text)),
    },
    close: () => Promise.resolve(),
  };
}
