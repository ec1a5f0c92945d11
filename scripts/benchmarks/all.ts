import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import type { CommandContext } from '../../src/terminal/run-command.ts';
import { gate } from '../evaluations/gate.ts';
import { retrieval } from '../evaluations/retrieval.ts';
import { typing } from '../evaluations/typing.ts';
import type { Measured, Subject } from '../subject.ts';
import { answering } from './answering.ts';
import { candidates } from './candidates.ts';
import { peers } from './peers.ts';
import { whileReindexing } from './while-reindexing.ts';

/** Everything that is measured of search, in one run: speed and memory always, quality where test sets are at hand. */

const command = new Command('all')
  .description('Measure speed, memory and, where test sets are at hand, what search finds.')
  .option('--sets <folder>', 'test sets in BEIR layout, as xquad/corpus.de.jsonl', '../shared/bench')
  .option('--only <text>', 'only the parts whose name holds this, for example "retrieval" or "peers"', '')
  .option('--full', 'whole test sets and collections of up to 200,000 passages: an hour or two');

interface Part {
  readonly name: string;
  readonly subject: Subject;
  readonly args: readonly string[];
}

async function measure(context: CommandContext): Promise<Measured> {
  const { sets, only, full = false } = command.opts<{ sets: string; only: string; full?: boolean }>();
  const parts = [...speedParts(full), ...qualityParts(sets, full)].filter(({ name }) => name.includes(only));
  const figures: Record<string, unknown> = {};
  const texts: string[] = [];
  for (const { name, subject, args } of parts) {
    context.signal.throwIfAborted();
    process.stderr.write(`${name} …\n`);
    subject.command.parse(args, { from: 'user' });
    const measured = await subject.run(context);
    figures[name] = measured.figures;
    texts.push(`## ${name}\n\n${measured.text}`);
  }
  if (!existsSync(join(sets, 'xquad')))
    texts.push(
      `Quality was not measured: ${sets} holds no test sets. Name a folder that does with --sets.\n`,
    );
  return { figures, text: texts.join('\n') };
}

function speedParts(full: boolean): Part[] {
  return [
    {
      name: 'speed and memory',
      subject: answering,
      args: ['--passages', full ? '1000,10000,50000,200000' : '1000,5000'],
    },
    {
      name: 'while reindexing',
      subject: whileReindexing,
      args: ['--passages', full ? '12000' : '2000'],
    },
  ];
}

const LANGUAGES = ['de', 'en'] as const;

function qualityParts(sets: string, full: boolean): Part[] {
  const file = (set: string, kind: string, language: string): string =>
    join(sets, set, `${kind}.${language}.${kind === 'qrels' ? 'tsv' : 'jsonl'}`);
  const atHand = ['xquad', 'belebele'].filter((set) => existsSync(join(sets, set)));
  const few = full ? [] : ['--limit', '100'];
  const setOf = (set: string, corpus: string, asked: string): string[] => [
    ...['--corpus', file(set, 'corpus', corpus), '--queries', file(set, 'queries', asked)],
    ...['--qrels', file(set, 'qrels', asked), ...few],
  ];
  const columns = atHand.flatMap((set) =>
    LANGUAGES.flatMap((corpus) =>
      LANGUAGES.filter((asked) => asked === corpus || set === 'belebele').map((asked) => ({
        name: `${set} ${corpus}, questions ${asked}`,
        isSame: asked === corpus,
        args: setOf(set, corpus, asked),
      })),
    ),
  );
  const same = columns.filter(({ isSame }) => isSame);
  const texts = atHand.map((set) => file(set, 'corpus', 'de'));
  const asked = (language: string): string[] => atHand.map((set) => file(set, 'queries', language));
  return [
    ...columns.map(({ name, args }) => ({ name: `retrieval, ${name}`, subject: retrieval, args })),
    ...same.map(({ name, args }) => ({ name: `gate, ${name}`, subject: gate, args })),
    ...same.slice(0, full ? 4 : 1).flatMap(({ name, args }) => [
      { name: `typing errors, ${name}`, subject: typing, args },
      { name: `peers, ${name}`, subject: peers, args },
    ]),
    ...(atHand.length === 0 ? [] : [candidatesPart(texts, asked, full)]),
  ];
}

function candidatesPart(
  texts: readonly string[],
  asked: (language: string) => string[],
  full: boolean,
): Part {
  const size = ['--passages', full ? '45000' : '3000', '--limit', full ? '60' : '20'];
  const questions = ['--queries', ...asked('de'), '--other-queries', ...asked('en')];
  return { name: 'candidates', subject: candidates, args: ['--texts', ...texts, ...questions, ...size] };
}

export const all: Subject = { command, run: measure };
