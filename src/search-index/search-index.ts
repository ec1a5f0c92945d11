import type { EmbeddingsInterface } from '@langchain/core/embeddings';
import { UserError } from '../errors.ts';
import type { Library } from '../library/library.ts';
import type { Embedder } from '../models/embedders/embedder.ts';
import { answersCanaries } from './canaries.ts';
import { isDamage } from './damage.ts';
import { EmbeddingCache } from './embedding-cache.ts';
import { digestOf, type Fingerprint, fingerprintOf } from './fingerprint.ts';
import { follow, type FollowOptions } from './follow.ts';
import type { Generation } from './generation.ts';
import { Generations } from './generations.ts';
import type { VectorIndex } from './vector-index.ts';
import { WritingTurns } from './writing-turns.ts';
import { type LoadedVectors, loadVectorIndex, saveVectorIndex, syncVectors } from './vector-snapshot.ts';

/** How long writing waits for another process that holds the lock and commits nothing. */
const LOCK_WAIT_MS = 10_000;

/** What is searched right now. */
export interface Searchable {
  readonly generation: Generation;
  readonly vectors: VectorIndex;
}

interface Opened extends Searchable {
  readonly name: string | null;
  readonly vectorsFrom: LoadedVectors['from'];
  version: number;
}

/**
 * The index of one process: the current generation with its vectors in memory, kept up to date with what this
 * process and others write. Everything that writes takes the generations' lock.
 */
export class SearchIndex {
  readonly #library: Library;
  readonly #generations: Generations;
  readonly #embedder: Embedder;
  readonly #vectorsDir: string;
  #cache: EmbeddingCache | null = null;
  readonly #fingerprint: Fingerprint;
  #opened: Opened | null = null;
  /** Taking up vectors that others have written. */
  #syncing: Promise<void> | null = null;
  /** Out of use since the last swap; questions asked before it may still read it. */
  #retired: Generation | null = null;
  readonly #turns: WritingTurns;

  /** @param vectorsDir where vectors by content are kept; beside the generations where it is not said */
  constructor(library: Library, indexDir: string, embedder: Embedder, vectorsDir = indexDir) {
    this.#library = library;
    this.#generations = new Generations(indexDir);
    this.#embedder = embedder;
    this.#vectorsDir = vectorsDir;
    this.#fingerprint = fingerprintOf(embedder.identity);
    this.#turns = new WritingTurns(
      () => this.#generations.lock(0),
      () => this.#opened?.generation.version(),
    );
  }

  /**
   * Opens the current generation; builds one where there is none, or where it is damaged, of an older version, or
   * of another library (one that was restored from a backup).
   * @throws UserError where it was built with another embedder
   */
  async open(options: FollowOptions = {}): Promise<void> {
    const generation = this.#generations.openCurrent();
    if (generation === null) return this.#buildFirst(options);
    if (digestOf(generation.fingerprint) === digestOf(this.#fingerprint)) {
      try {
        if (this.#hasFollowed(generation)) {
          await this.#adopt(generation);
          return;
        }
      } catch (error) {
        const damaged = isDamage(error) || generation.check() !== null;
        generation.close();
        if (!damaged) throw error;
        return this.repair(options);
      }
      generation.close();
      return this.build(true, options);
    }
    generation.close();
    const built = generation.fingerprint.embedder;
    const wanted = this.#fingerprint.embedder;
    if (built.id === wanted.id && built.fileHash === wanted.fileHash) return this.build(true, options);
    throw new UserError(
      `The index was built with EMBEDDER=${built.id}, and now it is ${wanted.id}. Run \`npm run reindex\` to build it with ${wanted.id}, or set EMBEDDER=${built.id}.`,
    );
  }

  /** Opens the index where it is not open: waits for a repair that is under way, does again one that failed. */
  async ensureOpen(options: FollowOptions = {}): Promise<void> {
    if (this.#isOpen()) return;
    await this.#turns.idle();
    if (!this.#isOpen()) await this.open(options);
  }

  /** True where there is a current generation that this embedder built. */
  canOpen(): boolean {
    if (this.#opened !== null) return true;
    const generation = this.#generations.openCurrent();
    if (generation === null) return false;
    generation.close();
    return digestOf(generation.fingerprint) === digestOf(this.#fingerprint);
  }

  /** What is searched. `open` or `build` came before. */
  current(): Searchable {
    if (this.#opened === null) throw new Error('the index is not open');
    return this.#opened;
  }

  /** `exact` where hnswlib-node is not built; see LoadedVectors. */
  vectorsFrom(): LoadedVectors['from'] {
    return this.#opened?.vectorsFrom ?? 'vectors';
  }

  /** True where the library holds changes that the index does not. */
  isBehind(): boolean {
    const { generation } = this.current();
    return generation.applied() < this.#library.lastChange() || generation.countWithoutVector() > 0;
  }

  /** Takes up what other processes have written or swapped since the last call. Cheap where nothing happened. */
  async refresh(): Promise<void> {
    const opened = this.#opened;
    if (opened === null) return;
    const name = this.#generations.currentName();
    if (name !== null && name !== opened.name) {
      const generation = this.#generations.openCurrent();
      if (generation === null) return;
      if (digestOf(generation.fingerprint) === digestOf(this.#fingerprint)) await this.#adopt(generation);
      else generation.close();
      return;
    }
    // Whoever comes while another is at it waits, and then takes up what was written meanwhile.
    while (this.#syncing !== null) await this.#syncing;
    if (this.#opened !== opened) return;
    const version = opened.generation.version();
    if (version === opened.version) return;
    this.#syncing = this.#sync(opened, version);
    await this.#syncing;
  }

  async #sync(opened: Opened, version: number): Promise<void> {
    try {
      await syncVectors(opened.generation, opened.vectors, () => this.#opened === opened);
      opened.version = version;
    } finally {
      this.#syncing = null;
    }
  }

  /**
   * Brings the current generation up to date with the library.
   * @param waitMs how long to wait for another writer; false is returned where it is still writing then
   */
  async catchUp(options: FollowOptions & { waitMs?: number } = {}): Promise<boolean> {
    const { generation } = this.current();
    try {
      const done = await this.#turns.next(
        options.waitMs ?? LOCK_WAIT_MS,
        async () => {
          await follow(this.#library, this.current().generation, this.#documentEmbeddings(), options);
        },
        options.signal,
      );
      if (done) await this.refresh();
      return done;
    } catch (error) {
      if (!isDamage(error) || !(await this.recover(error, generation))) throw error;
      return !this.isBehind();
    }
  }

  /**
   * Builds a generation beside the current one and swaps it in when it is complete and finds its own articles.
   * @param fresh false goes on with one that an earlier run left unfinished
   */
  async build(fresh: boolean, options: FollowOptions = {}): Promise<void> {
    await this.#turns.next(LOCK_WAIT_MS, () => this.#build(fresh, options), options.signal);
  }

  /** Builds anew what is damaged, without keeping it for a rollback. */
  async repair(options: FollowOptions = {}): Promise<void> {
    const damaged = this.#opened?.generation;
    await this.#turns.next(LOCK_WAIT_MS, async () => {
      // Two questions may have met the same damage.
      if (this.#opened?.generation !== damaged) return;
      damaged?.close();
      this.#opened = null;
      this.#generations.discardCurrent();
      await this.#build(true, options);
    });
  }

  /**
   * Cures what made reading fail, if it is the index's: damage is repaired, and what was swapped out meanwhile is
   * left for what is there now.
   * @param used the generation that was read
   * @returns true where reading may be tried again
   */
  async recover(error: unknown, used: Generation): Promise<boolean> {
    if (this.#opened?.generation === used) {
      if ((error instanceof UserError && !isDamage(error)) || used.check() === null) return false;
      await this.repair();
    }
    await this.ensureOpen();
    return true;
  }

  /** Null where the current generation's file is sound. Reads all of it. */
  check(): string | null {
    return this.current().generation.check();
  }

  /**
   * Writes the vectors' graph beside the database, so that the next start need not build it.
   * @param waitMs see `catchUp`
   */
  async save(waitMs = LOCK_WAIT_MS): Promise<boolean> {
    return this.#turns.next(waitMs, async () => {
      const { generation, vectors } = this.current();
      await saveVectorIndex(generation, vectors);
    });
  }

  close(): void {
    this.#opened?.generation.close();
    this.#retired?.close();
    this.#cache?.close();
    this.#opened = this.#retired = this.#cache = null;
  }

  /** Builds where there is none, unless another process has done so while this one waited for the lock. */
  async #buildFirst(options: FollowOptions): Promise<void> {
    await this.#turns.next(
      LOCK_WAIT_MS,
      async () => {
        const built = this.#generations.openCurrent();
        if (built !== null && digestOf(built.fingerprint) === digestOf(this.#fingerprint)) {
          await this.#adopt(built);
          return;
        }
        built?.close();
        await this.#build(true, options);
      },
      options.signal,
    );
  }

  async #build(fresh: boolean, options: FollowOptions): Promise<void> {
    const next = this.#generations.startNext(this.#fingerprint, fresh);
    try {
      await follow(this.#library, next, this.#documentEmbeddings(), options);
      await next.mergeSegments({ all: true, signal: options.signal });
      const { index } = await loadVectorIndex(next);
      await saveVectorIndex(next, index);
      if (!(await answersCanaries(next, index, this.#embedder.embeddings))) {
        throw new UserError(
          'The new index does not find its own articles, so the old one stays in use. Check the embedder with `npm run doctor` and run `npm run reindex -- --rebuild`.',
        );
      }
      this.#generations.swapTo(next);
      await this.#adopt(next);
    } catch (error) {
      next.close();
      throw error;
    }
  }

  /** For passages: what an earlier generation embedded is not embedded again. Needs the generations' lock. */
  #documentEmbeddings(): EmbeddingsInterface {
    const { identity, embeddings } = this.#embedder;
    // Hashing words is faster than looking them up.
    if (identity.id === 'builtin') return embeddings;
    this.#cache ??= EmbeddingCache.open(this.#vectorsDir, identity);
    return this.#cache.over(embeddings);
  }

  #isOpen(): boolean {
    return this.#opened !== null;
  }

  /** False where the library's change at the number that was applied last is another one, or is not there. */
  #hasFollowed(generation: Generation): boolean {
    const applied = generation.applied();
    if (applied === 0) return true;
    const [change] = this.#library.changesAfter(applied - 1, 1);
    return change?.number === applied && change.articleId === generation.appliedArticle();
  }

  async #adopt(generation: Generation): Promise<void> {
    const version = generation.version();
    const loaded = await loadVectorIndex(generation);
    const before = this.#opened;
    this.#opened = {
      name: this.#generations.currentName(),
      generation,
      vectors: loaded.index,
      vectorsFrom: loaded.from,
      version,
    };
    if (before === null || before.generation === generation) return;
    this.#retired?.close();
    this.#retired = before.generation;
  }
}
