import { setTimeout as delay } from 'node:timers/promises';
import { answer } from './answering/answer.ts';
import { type AnswerEvent, MOST_QUESTION_LENGTH, type Question } from './domain/answer.ts';
import { UsageError } from './errors.ts';
import { phrases } from './i18n/phrases.ts';
import type { IngestReport } from './ingestion/report.ts';
import { Supply } from './ingestion/supply.ts';
import type { Coverage } from './library/coverage.ts';
import { articleId, type Library } from './library/library.ts';
import { openPassage, type OpenedPassage, type PassageReference } from './library/open-passage.ts';
import type { ChatModel } from './models/chat/chat-model.ts';
import type { Embedder } from './models/embedders/embedder.ts';
import type { Reranker } from './models/rerankers/reranker.ts';
import type { Judgement } from './retrieval/gate.ts';
import { explain, type Explanation } from './retrieval/explain.ts';
import { type Evidence, rank, retrieve, type Searched } from './retrieval/retrieve.ts';
import type { ScoredPassage } from './retrieval/score.ts';
import { understand } from './retrieval/understand.ts';
import type { SearchIndex } from './search-index/search-index.ts';

export type { OpenedPassage, PassageReference };

/** What the product is made of; `compose.ts` puts it together. */
export interface Parts {
  readonly dataDir: string;
  readonly maxDocumentMb: number;
  readonly answerTokens: number;
  readonly library: Library;
  readonly index: SearchIndex;
  readonly embedder: Embedder;
  readonly chat: ChatModel | null;
  readonly reranker?: Reranker | null;
  /** Milliseconds that the reranker may take. */
  readonly rerankMs?: number;
}

export interface Progress {
  readonly stage: 'reading' | 'words' | 'vectors';
  readonly done: number;
  readonly total: number;
}

export interface AskOptions {
  readonly signal?: AbortSignal;
  /** Locators of articles that are passed over as if they were not there. */
  readonly without?: readonly string[];
  /** Told how the question came to its passages, before anything is written; again where the index was built anew meanwhile. */
  readonly onExplained?: ((explanation: Explanation) => void) | undefined;
}

export interface WorkOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

export interface ReindexReport extends IngestReport {
  readonly passages: number;
  readonly embedder: string;
  /** Seconds of the whole run; `seconds` is what reading the articles took. */
  readonly totalSeconds: number;
}

export interface Status {
  readonly coverage: Coverage;
  readonly passages: number;
  readonly embedder: string;
  readonly chatModel: string | null;
  readonly reranker: string | null;
  /** False while the index lags behind the library. */
  readonly upToDate: boolean;
  readonly vectors: 'graph' | 'exact';
}

/** The product as one object. The terminal and Discord both ask it and only render what it yields. */
export class Newshound {
  readonly #parts: Parts;
  readonly #closing = new AbortController();
  #following: Promise<void> = Promise.resolve();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /**
   * Answers a question; `final` comes exactly once and last.
   * @throws UsageError for an empty or endless question; an AbortError when the signal fires
   */
  async *ask(question: Question, options: AskOptions = {}): AsyncGenerator<AnswerEvent> {
    const asked = { ...question, text: readable(question.text) };
    this.#refuseUnusable(asked);
    const { index } = this.#parts;
    await index.ensureOpen({ signal: options.signal });
    const { generation } = index.current();
    try {
      yield* this.#answer(asked, options);
    } catch (error) {
      if (options.signal?.aborted === true || !(await index.recover(error, generation))) throw error;
      yield* this.#answer(asked, options);
    }
  }

  /**
   * What there is to say about a question, without saying it: passages with their articles and scores, and whether
   * they can answer.
   * @throws UsageError for an empty or endless question; the signal's reason when it fires
   */
  async search(text: string, options: { signal?: AbortSignal | undefined } = {}): Promise<Evidence> {
    const question = { text: readable(text) };
    this.#refuseUnusable(question);
    await this.#parts.index.ensureOpen({ signal: options.signal });
    return retrieve(understand(question), this.#searched(), options.signal);
  }

  /**
   * Opens a passage again that an answer was built on, however long ago.
   * @returns null where the article was removed or never said this
   */
  passage(reference: PassageReference): OpenedPassage | null {
    return openPassage(this.#parts.library, reference);
  }

  /** Locators of the articles that rank highest for a question, best first, each once; nothing is judged or written. */
  async rankArticles(text: string, most: number): Promise<string[]> {
    const candidates = await this.rankPassages(text);
    return [...new Set(candidates.map(({ locator }) => locator))].slice(0, most);
  }

  /** Every candidate for a question with its score on each leg and the locator of its article, best first. */
  async rankPassages(text: string): Promise<{ locator: string; passage: ScoredPassage }[]> {
    const { library } = this.#parts;
    const { ranked } = await rank(understand({ text }), this.#searched());
    const articles = library.articles(new Set(ranked.map(({ articleId }) => articleId)));
    return ranked.flatMap((passage) => {
      const article = articles.get(passage.articleId);
      return article === undefined ? [] : [{ locator: article.locator, passage }];
    });
  }

  /**
   * Whether the articles answer a question, before anything is written.
   * @param without locators of articles that are passed over as if they were not there
   */
  async judge(text: string, without: readonly string[] = []): Promise<Judgement> {
    const exclude = new Set(without.map(articleId));
    const evidence = await retrieve(understand({ text }), { ...this.#searched(), exclude });
    return evidence.judgement;
  }

  /**
   * Reads articles into the library and brings the index up to date.
   * @param roots files and folders; DATA_DIR/articles where there are none
   * @throws BusyError where another reindex runs; UsageError where a path does not exist
   */
  async reindex(
    roots: readonly string[],
    options: WorkOptions & { rebuild?: boolean } = {},
  ): Promise<ReindexReport> {
    const { library, index, embedder } = this.#parts;
    const started = performance.now();
    const lock = library.lock();
    try {
      const report = await this.#readAndIndex(roots, options);
      // A repair meanwhile took what was there at its time.
      if (index.isBehind()) await index.catchUp(options);
      await index.save();
      return {
        ...report,
        passages: index.current().generation.passageCount(),
        embedder: embedder.identity.id,
        totalSeconds: (performance.now() - started) / 1000,
      };
    } finally {
      lock.release();
    }
  }

  /** Opens the index for asking: builds it, and on the very first start reads the articles, where that is needed. */
  async prepare(options: WorkOptions = {}): Promise<void> {
    const { library, index, reranker } = this.#parts;
    // What fails here fails at the question again, where it is told; loading does not count as reranking.
    const warm = Promise.allSettled([reranker?.warmUp()]);
    if (library.lastChange() === 0) {
      const lock = library.lock();
      try {
        await this.#read([], options);
      } finally {
        lock.release();
      }
    }
    await index.open(options);
    if (index.isBehind()) await index.catchUp({ ...options, waitMs: 0 });
    if (index.vectorsFrom() === 'damaged' || index.vectorsFrom() === 'vectors') await index.save(0);
    await warm;
  }

  /** Takes up changes of library and index, made by this or another process, until `close`. */
  follow(intervalMs: number, onError: (error: unknown) => void): void {
    const { signal } = this.#closing;
    const { library, index } = this.#parts;
    const isClosing = (): boolean => signal.aborted;
    const run = async (): Promise<void> => {
      let seen = -1;
      while (!isClosing()) {
        try {
          await index.ensureOpen({ signal });
          await index.refresh();
          const version = library.dataVersion();
          if (version !== seen || index.isBehind()) {
            const caughtUp = !index.isBehind() || (await index.catchUp({ waitMs: 0, signal }));
            if (caughtUp) seen = version;
          }
        } catch (error) {
          if (!isClosing()) onError(error);
        }
        // Not kept alive by waiting; ended early by `close`.
        await delay(intervalMs, undefined, { signal, ref: false }).catch(() => undefined);
      }
    };
    this.#following = run();
  }

  status(): Status {
    const { library, index, embedder, chat, reranker } = this.#parts;
    return {
      coverage: library.coverage(),
      passages: index.current().generation.passageCount(),
      embedder: embedder.identity.id,
      chatModel: chat?.id ?? null,
      reranker: reranker?.id ?? null,
      upToDate: !index.isBehind(),
      vectors: index.vectorsFrom() === 'exact' ? 'exact' : 'graph',
    };
  }

  /** Stops following, then closes models, index and library in this order. */
  async close(): Promise<void> {
    const { chat, embedder, reranker, index, library } = this.#parts;
    this.#closing.abort();
    await this.#following;
    await chat?.close();
    await reranker?.close();
    await embedder.close();
    index.close();
    library.close();
  }

  #answer(
    question: Question,
    { signal, onExplained, without = [] }: AskOptions,
  ): AsyncGenerator<AnswerEvent> {
    const { chat, answerTokens } = this.#parts;
    const onEvidence =
      onExplained &&
      ((evidence: Evidence) => {
        onExplained(explain(evidence, (ids) => this.#titles(ids)));
      });
    const searched = { ...this.#searched(), exclude: new Set(without.map(articleId)) };
    return answer(question, { searched, chat, answerTokens, onEvidence }, signal);
  }

  #titles(articleIds: ReadonlySet<string>): Map<string, string> {
    const articles = this.#parts.library.articles(articleIds);
    return new Map([...articles].map(([id, { title }]) => [id, title]));
  }

  #searched(): Searched {
    const { library, index, embedder, reranker = null, rerankMs = 0 } = this.#parts;
    const reranking = reranker && { reranker, budgetMs: rerankMs };
    return { library, embeddings: embedder.embeddings, reranking, ...index.current() };
  }

  /** Indexes what is stored while more is read: reading waits for files and for the process that parses them. */
  async #readAndIndex(
    roots: readonly string[],
    options: WorkOptions & { rebuild?: boolean },
  ): Promise<IngestReport> {
    const { signal, onProgress } = options;
    const supply = new Supply();
    const put = (): void => {
      supply.put();
    };
    const reading = this.#read(roots, options, put)
      .then((report) => {
        // What is gone was removed last.
        supply.put();
        return report;
      })
      .finally(() => {
        supply.end();
      });
    const indexing = this.#index(options.rebuild === true, supply, {
      signal,
      onProgress: (progress) => {
        if (supply.isOver) onProgress?.(progress);
      },
    });
    const [read, indexed] = await Promise.allSettled([reading, indexing]);
    if (read.status === 'rejected') throw read.reason;
    if (indexed.status === 'rejected') throw indexed.reason;
    return read.value;
  }

  /** Brings the index up to date as soon as something is stored; does nothing where nothing could be read. */
  async #index(rebuild: boolean, supply: Supply, options: WorkOptions): Promise<void> {
    const { index } = this.#parts;
    if (!(await supply.more())) return;
    const following = { ...options, more: () => supply.more() };
    if (rebuild || !(await this.#opensIndex(options))) await index.build(rebuild, following);
    else await index.catchUp(following);
  }

  async #read(
    roots: readonly string[],
    { signal, onProgress }: WorkOptions,
    onStored?: () => void,
  ): Promise<IngestReport> {
    // Parsers of HTML and Markdown take longer to load than a question takes.
    const { ingest } = await import('./ingestion/ingest.ts');
    const { library, dataDir, maxDocumentMb } = this.#parts;
    return ingest(library, roots.length > 0 ? [...roots] : [`${dataDir}/articles`], {
      dataDir,
      maxDocumentMb,
      ...(signal && { signal }),
      ...(onStored && { onStored }),
      ...(onProgress && {
        onProgress: ({ done, total }) => {
          onProgress({ stage: 'reading', done, total });
        },
      }),
    });
  }

  /** Opens the current index where it was built with this embedder and is sound; false where a new one is needed. */
  async #opensIndex(options: WorkOptions): Promise<boolean> {
    const { index } = this.#parts;
    if (!index.canOpen()) return false;
    await index.open(options);
    if (index.check() === null) return true;
    await index.repair(options);
    return true;
  }

  #refuseUnusable(question: Question): void {
    const words = phrases(question.frame ?? understand(question).frame);
    if (question.text === '') throw new UsageError(words.emptyQuestion);
    if (question.text.length > MOST_QUESTION_LENGTH) {
      throw new UsageError(words.questionTooLong(question.text.length, MOST_QUESTION_LENGTH));
    }
  }
}

/** A question without control and invisible characters, white space folded; a soft hyphen does not part a word. */
function readable(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\p{Cf}+/gu, '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
}
