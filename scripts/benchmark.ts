import { Command } from 'commander';
import { runCommand } from '../src/terminal/run-command.ts';
import { all } from './benchmarks/all.ts';
import { answering } from './benchmarks/answering.ts';
import { candidates } from './benchmarks/candidates.ts';
import { extraction } from './benchmarks/extraction.ts';
import { growth } from './benchmarks/growth.ts';
import { peers } from './benchmarks/peers.ts';
import { whileReindexing } from './benchmarks/while-reindexing.ts';
import { runSubject, type Subject } from './subject.ts';

/** Everything that is measured. A new subject is a file in `benchmarks/` and its line here. */
const BENCHMARKS: readonly Subject[] = [
  all,
  answering,
  candidates,
  extraction,
  growth,
  peers,
  whileReindexing,
];

const command = new Command('benchmark').description(
  'Measure how fast the product works, in how much memory, and what its search finds.',
);

await runCommand((context) => runSubject(command, BENCHMARKS, context, all));
