import { writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { messageOf, UsageError, UserError } from '../../src/errors.ts';
import { type NamedSet, sweep as sweepSets, type SweepRow } from '../../src/evaluation/sweep/sweep.ts';
import { sweepPage } from '../../src/evaluation/sweep/sweep-page.ts';
import { bestEmbedderOnDisk } from '../../src/models/open-embedder.ts';
import { withProgress } from '../../src/terminal/progress-line.ts';
import type { CommandContext } from '../../src/terminal/run-command.ts';
import type { Measured, Subject } from '../subject.ts';
import { vectorsDirOf, withVectorsKept } from './retrieval-set-options.ts';

const command = withVectorsKept(new Command('sweep'))
  .description(
    'Compare ways to rank: each leg alone, each fusion, each embedder at hand, with a paired bootstrap, as one HTML page.',
  )
  .requiredOption(
    '--set <name=corpus,queries,qrels>',
    'a test set in BEIR layout; may be given several times',
    (given: string, before: string[] | undefined) => [...(before ?? []), given],
  )
  .option(
    '--embedders <list>',
    'as in EMBEDDER, separated by commas; absent: builtin and the best on this machine',
  )
  .option('--limit <number>', 'ask only the first questions of each set')
  .option('--out <file>', 'where the page is written', 'sweep.html');

interface Options {
  readonly set: readonly string[];
  readonly embedders?: string;
  readonly limit?: string;
  readonly out: string;
}

async function evaluate({ config, signal }: CommandContext): Promise<Measured> {
  const { set, embedders, limit, out } = command.opts<Options>();
  if (limit !== undefined && !/^[1-9]\d*$/.test(limit))
    throw new UsageError('--limit takes a whole number above 0.');
  const sets = set.map((given) => namedSet(given, limit === undefined ? null : Number(limit)));
  const chosen = embedders?.split(',') ?? [...new Set(['builtin', bestEmbedderOnDisk(config)])];
  const rows = await withProgress((onProgress) =>
    sweepSets(config, sets, chosen, { signal, onProgress, ...vectorsDirOf(command) }),
  );
  try {
    writeFileSync(out, sweepPage(rows, new Date().toISOString().slice(0, 10)));
  } catch (error) {
    throw new UserError(`The page cannot be written to ${out}: ${messageOf(error)}. Choose another --out.`, {
      cause: error,
    });
  }
  return { figures: rows, text: `${table(rows)}\nThe page is ${out}.\n` };
}

function namedSet(given: string, limit: number | null): NamedSet {
  const [name, files = ''] = given.split('=', 2);
  const [corpus, queries, qrels, ...more] = files.split(',');
  if (!name || !corpus || !queries || !qrels || more.length > 0)
    throw new UsageError(`--set takes name=corpus,queries,qrels, not ${JSON.stringify(given)}.`);
  return { name, corpus, queries, qrels, limit };
}

function table(rows: readonly SweepRow[]): string {
  const lines = rows.map(({ set, embedder, fusion, 'nDCG@10': value, ci, difference }) => {
    const compared =
      difference === null
        ? ''
        : `${difference.difference >= 0 ? '+' : ''}${difference.difference.toFixed(3)}`;
    return `| ${set} | ${embedder} | ${fusion} | ${value.toFixed(3)} | ${ci.map((bound) => bound.toFixed(3)).join('–')} | ${compared} |`;
  });
  return [
    '| set | embedder | order | nDCG@10 | 95 % | to ours |',
    '|---|---|---|---|---|---|',
    ...lines,
    '',
  ].join('\n');
}

export const sweep: Subject = { command, run: evaluate };
