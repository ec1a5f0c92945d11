import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Command, Option } from 'commander';
import type { RetrievalSet } from '../../src/evaluation/beir.ts';
import {
  measurePeer,
  type PeerFigures,
  type PeerName,
  PEERS,
} from '../../src/evaluation/peers/measure-peer.ts';
import type { CommandContext } from '../../src/terminal/run-command.ts';
import { retrievalSetOf, withRetrievalSet } from '../evaluations/retrieval-set-options.ts';
import type { Measured, Subject } from '../subject.ts';

/** Newshound beside LangChain's own retrievers: the same documents, questions and embedder, each in a process of its own. */

const NAMES = Object.keys(PEERS) as PeerName[];

const command = withRetrievalSet(
  new Command('peers').description(
    "Compare with LangChain's HNSWLib, BM25Retriever and their ensemble, with EMBEDDER as it is set.",
  ),
).addOption(
  new Option('--peer <name>', 'used by the benchmark itself: measure one here').choices(NAMES).hideHelp(),
);

async function benchmark({ config, signal }: CommandContext): Promise<Measured> {
  const { peer } = command.opts<{ peer?: PeerName }>();
  const set = retrievalSetOf(command);
  if (peer !== undefined) return { figures: await measurePeer(peer, config, set, signal), text: '' };
  const figures = NAMES.map((name) => {
    signal.throwIfAborted();
    process.stderr.write(`${name} …\n`);
    return inOwnProcess(name, set);
  });
  return { figures, text: table(figures) };
}

/** Runs this very command once more, for one peer. */
function inOwnProcess(name: PeerName, { corpus, queries, qrels, limit }: RetrievalSet): PeerFigures {
  const set = ['--corpus', corpus, '--queries', queries, '--qrels', qrels];
  const asked = limit === null ? [] : ['--limit', String(limit)];
  const child = spawnSync(
    process.execPath,
    [
      ...process.execArgv,
      fileURLToPath(new URL('../benchmark.ts', import.meta.url)),
      'peers',
      ...set,
      ...asked,
      '--peer',
      name,
      '--json',
    ],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] },
  );
  if (child.status !== 0) throw new Error(`the process of ${name} ended with ${String(child.status)}`);
  return JSON.parse(child.stdout) as PeerFigures;
}

function table(all: readonly PeerFigures[]): string {
  const rows = all.map((figures) =>
    [
      figures.peer,
      figures['nDCG@10'].toFixed(3),
      figures.ci.map((bound) => bound.toFixed(3)).join('–'),
      `${figures.p50Ms.toFixed(1)} ms`,
      `${figures.p95Ms.toFixed(1)} ms`,
      `${figures.indexSeconds.toFixed(1)} s`,
      `${(figures.memoryBytes / 2 ** 20).toFixed(0)} MiB`,
    ].join(' | '),
  );
  return [
    '| | nDCG@10 | 95 % | question p50 | p95 | index | memory |',
    '|---|---|---|---|---|---|---|',
    ...rows.map((row) => `| ${row} |`),
    '',
  ].join('\n');
}

export const peers: Subject = { command, run: benchmark };
