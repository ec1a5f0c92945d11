import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { compose } from '../../src/compose.ts';
import type { Config } from '../../src/config.ts';
import { UsageError } from '../../src/errors.ts';
import { percentile } from '../../src/evaluation/statistics.ts';
import { Generations } from '../../src/search-index/generations.ts';
import type { CommandContext } from '../../src/terminal/run-command.ts';
import type { Measured, Subject } from '../subject.ts';
import { questionsAbout, writeGeneratedArticles } from './generated-collection.ts';

/**
 * Measures the built-in or any other embedder on collections of given sizes: ingestion from files to vectors,
 * and then, in a process of its own, start-up, memory and questions answered in quotes.
 */

const QUESTIONS = 200;
const WARM_UP = 10;

const command = new Command('answering')
  .description(
    'Measure ingestion, start-up, memory and answering at several sizes, with EMBEDDER as it is set.',
  )
  .option('--passages <list>', 'sizes in passages, separated by commas', '1000,10000')
  .option('--sentences <number>', 'sentences of 17 words in each article; 12 fill a passage', '24')
  .option('--asker', 'used by the benchmark itself: measure questions in this process');

interface Options {
  readonly passages: string;
  readonly sentences: string;
  readonly asker?: boolean;
}

/** Candidates of a question, about: a hundred of each leg. */
const CANDIDATES = 200;

/** What the index may take in memory, as a multiple of what it must hold. */
const MEMORY_BOUND = 1.4;

/** Figures of the process that asks. Times in milliseconds, memory in bytes. */
interface AskerFigures {
  readonly startUpMs: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  /** Of the whole process after all questions. */
  readonly rssBytes: number;
  /** Of the same process before it opened the index: Node itself and the program. */
  readonly rssBeforeBytes: number;
  readonly vectorBytes: number;
  /** The graph's file without the vectors in it. */
  readonly graphBytes: number;
  /** Texts, words and stems of as many passages as a question has candidates. */
  readonly candidateBytes: number;
  /**
   * (RSS - RSS before) / (vectors + graph + candidates); `MEMORY_BOUND` at most is what is wanted. Null without vectors:
   * nothing is left of what the index must hold that grows with it.
   */
  readonly memoryRatio: number | null;
}

interface Figures extends AskerFigures {
  readonly passages: number;
  readonly embedder: string;
  readonly passagesPerSecond: number;
  /** Processor time of the process that indexes, all its threads, in milliseconds for each passage. */
  readonly cpuMsPerPassage: number;
}

async function benchmark({ config, signal }: CommandContext): Promise<Measured> {
  const options = command.opts<Options>();
  if (options.asker === true) return { figures: await measureAsking(config), text: '' };
  const sizes = options.passages.split(',').map(Number);
  if (!sizes.every((size) => Number.isInteger(size) && size > 0)) {
    throw new UsageError('--passages takes whole numbers separated by commas, for example 1000,10000.');
  }
  const sentences = Number(options.sentences);
  if (!Number.isInteger(sentences) || sentences < 1)
    throw new UsageError('--sentences takes a whole number above 0.');
  const all: Figures[] = [];
  for (const size of sizes) {
    signal.throwIfAborted();
    all.push(await measure(size, sentences, config, signal));
  }
  return { figures: all, text: table(all) };
}

async function measure(
  size: number,
  sentences: number,
  config: Config,
  signal: AbortSignal,
): Promise<Figures> {
  const folder = mkdtempSync(join(tmpdir(), 'newshound-benchmark-'));
  try {
    const own = { ...config, dataDir: folder, indexDir: join(folder, 'index') };
    const articles = writeGeneratedArticles(folder, size, sentences, config);
    const newshound = await compose(own, { chat: false, newIndex: true });
    try {
      const before = process.cpuUsage();
      const report = await newshound.reindex([articles], { signal });
      const { user, system } = process.cpuUsage(before);
      return {
        passages: report.passages,
        embedder: report.embedder,
        passagesPerSecond: report.passages / report.totalSeconds,
        cpuMsPerPassage: (user + system) / 1000 / report.passages,
        ...askInOwnProcess(own),
      };
    } finally {
      await newshound.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function askInOwnProcess({ dataDir, indexDir }: Config): AskerFigures {
  const child = spawnSync(
    process.execPath,
    [
      ...process.execArgv,
      fileURLToPath(new URL('../benchmark.ts', import.meta.url)),
      'answering',
      '--asker',
      '--json',
    ],
    {
      env: { ...process.env, DATA_DIR: dataDir, INDEX_DIR: indexDir, CHAT_MODEL: 'none' },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  if (child.status !== 0) throw new Error(`the process that asks ended with ${String(child.status)}`);
  return JSON.parse(child.stdout) as AskerFigures;
}

async function measureAsking(config: Config): Promise<AskerFigures> {
  // Reading articles to make questions of them takes memory, too.
  const questions = questionsAbout(config, QUESTIONS + WARM_UP);
  const started = performance.now();
  const newshound = await compose(config);
  const rssBeforeBytes = process.memoryUsage.rss();
  try {
    await newshound.prepare();
    const startUpMs = performance.now() - started;
    const times: number[] = [];
    for (const text of questions) {
      const asked = performance.now();
      for await (const event of newshound.ask({ text }))
        if (event.type === 'final') times.push(performance.now() - asked);
    }
    const counted = times.slice(WARM_UP);
    const rssBytes = process.memoryUsage.rss();
    const parts = partsInMemory(config);
    return {
      startUpMs,
      p50Ms: percentile(counted, 0.5),
      p95Ms: percentile(counted, 0.95),
      rssBytes,
      rssBeforeBytes,
      ...parts,
      memoryRatio:
        parts.vectorBytes === 0
          ? null
          : (rssBytes - rssBeforeBytes) / (parts.vectorBytes + parts.graphBytes + parts.candidateBytes),
    };
  } finally {
    await newshound.close();
  }
}

/** What the index must hold to answer, in bytes. */
function partsInMemory({
  indexDir,
}: Config): Pick<AskerFigures, 'vectorBytes' | 'graphBytes' | 'candidateBytes'> {
  const generation = new Generations(indexDir).openCurrent();
  if (generation === null) throw new Error('the index that was just asked is not there');
  try {
    const some = generation.passageIds().slice(0, CANDIDATES);
    const texts = [...generation.passages(some).values()].map(({ text }) => 2 * text.length);
    const words = generation.scoringRows(some).map(({ folded, stems }) => folded.length + stems.byteLength);
    const vectorBytes = 4 * generation.fingerprint.embedder.dimensions * generation.vectorIds().length;
    const graph = statSync(join(generation.directory, 'vectors.hnsw'), { throwIfNoEntry: false });
    return {
      vectorBytes,
      graphBytes: Math.max(0, (graph?.size ?? vectorBytes) - vectorBytes),
      candidateBytes: [...texts, ...words].reduce((sum, bytes) => sum + bytes, 0),
    };
  } finally {
    generation.close();
  }
}

function table(all: readonly Figures[]): string {
  const mebibytes = (bytes: number): string => (bytes / 2 ** 20).toFixed(1);
  const rows = all.map((figures) =>
    [
      String(figures.passages),
      figures.embedder,
      figures.passagesPerSecond.toFixed(0),
      `${figures.cpuMsPerPassage.toFixed(2)} ms`,
      `${figures.startUpMs.toFixed(0)} ms`,
      `${figures.p50Ms.toFixed(1)} ms`,
      `${figures.p95Ms.toFixed(1)} ms`,
      `${(figures.rssBytes / 2 ** 20).toFixed(0)} MiB`,
    ].join(' | '),
  );
  const memory = all.map((figures) =>
    [
      String(figures.passages),
      ...[
        figures.rssBeforeBytes,
        figures.rssBytes - figures.rssBeforeBytes,
        figures.vectorBytes,
        figures.graphBytes,
        figures.candidateBytes,
      ].map(mebibytes),
      figures.memoryRatio === null
        ? 'no vectors'
        : `${figures.memoryRatio.toFixed(2)} (at most ${String(MEMORY_BOUND)})`,
    ].join(' | '),
  );
  return [
    '| passages | embedder | ingested per second | processor time a passage | start-up | question p50 | p95 | memory |',
    '|---|---|---|---|---|---|---|---|',
    ...rows.map((row) => `| ${row} |`),
    '',
    'Memory of the process that asks, in MiB, and what the index adds as a multiple of its parts:',
    '',
    '| passages | before the index is opened | added by it | vectors | graph | texts of candidates | ratio |',
    '|---|---|---|---|---|---|---|',
    ...memory.map((row) => `| ${row} |`),
    '',
  ].join('\n');
}

export const answering: Subject = { command, run: benchmark };
