import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { compose } from '../../src/compose.ts';
import type { Config } from '../../src/config.ts';
import { UsageError } from '../../src/errors.ts';
import { percentile } from '../../src/evaluation/statistics.ts';
import { bestEmbedderOnDisk } from '../../src/models/open-embedder.ts';
import type { Newshound } from '../../src/newshound.ts';
import { withProgress } from '../../src/terminal/progress-line.ts';
import type { CommandContext } from '../../src/terminal/run-command.ts';
import type { Measured, Subject } from '../subject.ts';
import { questionsAbout, writeGeneratedArticles } from './generated-collection.ts';

/** Asks a running Newshound at rest, and while another process reads and indexes everything anew. */

const QUESTIONS_AT_REST = 200;
const WARM_UP = 20;
/**
 * Size of the collection where none is named. A model that knows meaning embeds a dozen passages a second, each with its
 * sentences: 12,000 of them would take it a quarter of an hour before the first question.
 */
const PASSAGES = { builtin: 12_000, others: 600 };
/** How often a bot looks for what others have written, and how long people leave it alone between two questions. */
const FOLLOW_EVERY_MS = 500;
const PAUSE_MS = 10;

const command = new Command('while-reindexing')
  .description('Compare how fast questions are answered at rest and while everything is indexed anew.')
  .option(
    '--passages <number>',
    `size of the collection; ${String(PASSAGES.builtin)} with the built-in embedder, ${String(PASSAGES.others)} with others`,
  );

interface Figures {
  readonly passages: number;
  readonly embedder: string;
  /** Milliseconds. */
  readonly rest: { readonly questions: number; readonly p50Ms: number; readonly p95Ms: number };
  readonly during: { readonly questions: number; readonly p50Ms: number; readonly p95Ms: number };
  /** p95 during by p95 at rest; 2 at most is what is wanted. */
  readonly ratio: number;
  readonly reindexSeconds: number;
}

async function measure({ config, signal }: CommandContext): Promise<Measured> {
  const embedder = config.embedder === 'auto' ? bestEmbedderOnDisk(config) : config.embedder;
  const { passages } = command.opts<{ passages?: string }>();
  const size =
    passages === undefined ? PASSAGES[embedder === 'builtin' ? 'builtin' : 'others'] : Number(passages);
  if (!Number.isInteger(size) || size < 1) throw new UsageError('--passages takes a whole number above 0.');
  const folder = mkdtempSync(join(tmpdir(), 'newshound-while-reindexing-'));
  try {
    const articles = writeGeneratedArticles(folder, size, 24, config);
    const own = {
      ...config,
      dataDir: join(folder, 'data'),
      indexDir: join(folder, 'index'),
      chatModel: 'none',
      embedder,
    };
    const builder = await compose(own, { chat: false, newIndex: true });
    try {
      await withProgress((onProgress) => builder.reindex([articles], { signal, onProgress }));
    } finally {
      await builder.close();
    }
    const figures = await askMeanwhile(own, articles, signal);
    return { figures, text: table(figures) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function askMeanwhile(config: Config, articles: string, signal: AbortSignal): Promise<Figures> {
  const newshound = await compose(config);
  const failures: unknown[] = [];
  try {
    await newshound.prepare();
    newshound.follow(FOLLOW_EVERY_MS, (error) => failures.push(error));
    const questions = questionsAbout(config, QUESTIONS_AT_REST + WARM_UP);
    const { passages, embedder } = newshound.status();
    const before = await ask(newshound, questions, (asked) => asked < questions.length, signal);
    const started = performance.now();
    const reindex = reindexElsewhere(config, articles);
    const during = await ask(newshound, questions, () => reindex.isRunning(), signal);
    const reindexSeconds = (performance.now() - started) / 1000;
    await reindex.ended;
    const after = await ask(newshound, questions, (asked) => asked < questions.length, signal);
    if (failures.length > 0) throw failures[0];
    const rest = summary([...before.slice(WARM_UP), ...after.slice(WARM_UP)]);
    return {
      ...{ passages, embedder, rest, during: summary(during), reindexSeconds },
      ratio: summary(during).p95Ms / rest.p95Ms,
    };
  } finally {
    await newshound.close();
  }
}

/** Asks one question after the other as long as there is to be asked; milliseconds of each. */
async function ask(
  newshound: Newshound,
  questions: readonly string[],
  goesOn: (asked: number) => boolean,
  signal: AbortSignal,
): Promise<number[]> {
  const times: number[] = [];
  while (goesOn(times.length)) {
    signal.throwIfAborted();
    const started = performance.now();
    const text = questions[times.length % questions.length] ?? '';
    for await (const event of newshound.ask({ text }))
      if (event.type === 'final') times.push(performance.now() - started);
    await delay(PAUSE_MS);
  }
  return times;
}

/** `npm run reindex -- --rebuild` in a process of its own. */
function reindexElsewhere(
  { dataDir, indexDir, embedder }: Config,
  articles: string,
): { isRunning: () => boolean; ended: Promise<void> } {
  const script = fileURLToPath(new URL('../reindex.ts', import.meta.url));
  const child = spawn(process.execPath, [...process.execArgv, script, articles, '--rebuild', '--json'], {
    env: { ...process.env, DATA_DIR: dataDir, INDEX_DIR: indexDir, EMBEDDER: embedder },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const exit = once(child, 'exit') as Promise<[number | null]>;
  const ended = exit.then(([code]) => {
    if (code !== 0) throw new Error(`the process that reindexes ended with ${String(code)}`);
  });
  return { isRunning: () => child.exitCode === null && child.signalCode === null, ended };
}

function summary(times: readonly number[]): Figures['rest'] {
  return { questions: times.length, p50Ms: percentile(times, 0.5), p95Ms: percentile(times, 0.95) };
}

function table({ passages, embedder, rest, during, ratio, reindexSeconds }: Figures): string {
  const row = (name: string, { questions, p50Ms, p95Ms }: Figures['rest']): string =>
    `| ${name} | ${String(questions)} | ${p50Ms.toFixed(1)} ms | ${p95Ms.toFixed(1)} ms |`;
  return [
    `${String(passages)} passages, embedder ${embedder}; everything was indexed anew in ${reindexSeconds.toFixed(0)} s.`,
    '',
    '| | questions | p50 | p95 |',
    '|---|---|---|---|',
    row('at rest', rest),
    row('while everything is indexed anew', during),
    '',
    `p95 meanwhile is ${ratio.toFixed(2)} times that at rest (at most 2 is wanted).`,
    '',
  ].join('\n');
}

export const whileReindexing: Subject = { command, run: measure };
