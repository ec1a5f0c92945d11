import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { parseConfig } from '../../src/config.ts';
import { AnswerStore } from '../../src/discord/answers/answer-store.ts';
import { queueLimits } from '../../src/discord/answers/question-queue.ts';
import { createLog } from '../../src/discord/log.ts';
import { type Bot, startBot } from '../../src/discord/start-bot.ts';
import { Library } from '../../src/library/library.ts';
import { builtinEmbedder } from '../../src/models/embedders/builtin.ts';
import { Newshound } from '../../src/newshound.ts';
import { bundlePage } from '../../src/playground/bundle-page.ts';
import { sampleQuestions } from '../../src/playground/sample-questions.ts';
import { seed } from '../../src/playground/seed.ts';
import { type PlaygroundServer, servePlayground } from '../../src/playground/server.ts';
import { Sandbox } from '../../src/sandbox/sandbox.ts';
import { SearchIndex } from '../../src/search-index/search-index.ts';
import { launchBrowser, noBrowser, WatchedPage } from './browser.ts';
import { Pen } from './pen.ts';
import { ScriptedChat } from './scripted-chat.ts';

/** Two of the project's sample articles: few enough to be read in a moment. */
const ARTICLES = ['llama-2-release-harbour-dispatch.md', 'why-meta-publishes-llama.md'].map(
  (name) => `data/articles/en/${name}`,
);

export interface StageOptions {
  /** True where answers are written by `pen`; without it they are quotes. */
  readonly writes?: boolean;
}

/** What the tests of a suite share; there from its first `beforeAll` on. */
export interface Shared {
  readonly stage: PlaygroundStage;
}

/** A suite over one stage, skipped where there is no browser. After no test may anything have gone wrong on any page. */
export function describeOnStage(title: string, options: StageOptions, suite: (at: Shared) => void): void {
  (noBrowser === null ? describe : describe.skip)(title, () => {
    let stage: PlaygroundStage;
    beforeAll(async () => {
      stage = await PlaygroundStage.open(options);
    }, 120_000);
    afterEach(() => {
      expect(stage.faults).toEqual([]);
    });
    afterAll(async () => {
      await stage.close();
    });
    suite({
      get stage() {
        return stage;
      },
    });
  });
}

/** The real bot over two articles, in the sandbox with the page before it, and a browser to look at that. */
export class PlaygroundStage {
  /** What the model writes, where it does. */
  readonly pen = new Pen();
  readonly sandbox: Sandbox;
  readonly #folder = mkdtempSync(join(tmpdir(), 'newshound-playground-'));
  #newshound!: Newshound;
  #server!: PlaygroundServer;
  #store!: AnswerStore;
  #bot!: Bot;
  #browser!: Browser;
  readonly #pages: WatchedPage[] = [];

  private constructor(sandbox: Sandbox) {
    this.sandbox = sandbox;
  }

  static async open(options: StageOptions = {}): Promise<PlaygroundStage> {
    const stage = new PlaygroundStage(await Sandbox.start());
    await stage.#furnish(options);
    return stage;
  }

  /** A page of its own, as the first of the people sees it. */
  async page(width = 1280, height = 800, dark = true): Promise<WatchedPage> {
    const watched = await WatchedPage.open(this.#browser, this.#server.address, { width, height, dark });
    this.#pages.push(watched);
    return watched;
  }

  /** What went wrong on any page so far. */
  get faults(): string[] {
    return [...this.#pages.flatMap(({ faults }) => faults), ...this.sandbox.state.violations];
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.#bot.drain();
    await this.#newshound.close();
    await this.#bot.destroy();
    this.#store.close();
    await this.#server.close();
    await this.sandbox.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #furnish({ writes = false }: StageOptions): Promise<void> {
    const dataDir = join(this.#folder, 'data');
    mkdirSync(join(dataDir, 'articles'), { recursive: true });
    for (const path of ARTICLES) cpSync(path, join(dataDir, 'articles', basename(path)));
    const config = parseConfig({ DATA_DIR: dataDir, INDEX_DIR: join(this.#folder, 'index') });
    const library = Library.open(dataDir);
    this.#newshound = new Newshound({
      dataDir,
      maxDocumentMb: config.maxDocumentMb,
      answerTokens: config.answerTokens,
      library,
      index: new SearchIndex(library, config.indexDir, builtinEmbedder),
      embedder: builtinEmbedder,
      chat: writes ? new ScriptedChat({ pieces: (model, signal) => this.pen.pieces(model, signal) }) : null,
    });
    await this.#newshound.prepare();
    const { sandbox } = this;
    const actors = seed(sandbox);
    const samples = await sampleQuestions((question) => this.#newshound.judge(question));
    const files = await bundlePage();
    this.#server = await servePlayground({ sandbox, actors, files, port: 0, samples: () => samples });
    const log = createLog('silent', []);
    this.#store = AnswerStore.open(this.#folder, log);
    this.#bot = await startBot({
      newshound: this.#newshound,
      token: sandbox.state.application.token,
      api: sandbox.api,
      editIntervalMs: 250,
      limits: queueLimits(config),
      commandsFile: join(this.#folder, 'discord-commands.json'),
      store: this.#store,
      log,
    });
    this.#browser = await launchBrowser();
  }
}
