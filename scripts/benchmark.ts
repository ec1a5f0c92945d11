import { Command } from 'commander';
import { parseArguments } from '../src/terminal/arguments.ts';
import { type CommandContext, runCommand } from '../src/terminal/run-command.ts';
import { answering } from './benchmarks/answering.ts';
import type { Benchmark } from './benchmarks/benchmark-subject.ts';

/** Everything that is measured. A new subject is a file in `benchmarks/` and its line here; the first is run unless one is named. */
const BENCHMARKS: readonly Benchmark[] = [answering];

async function benchmark(context: CommandContext): Promise<number> {
  let chosen: Benchmark | undefined;
  const command = new Command('benchmark').description(
    'Measure how fast the product works, and in how much memory.',
  );
  for (const [index, subject] of BENCHMARKS.entries()) {
    subject.command.action(() => {
      chosen = subject;
    });
    command.addCommand(subject.command, { isDefault: index === 0 });
  }
  if (!parseArguments(command, process.argv.slice(2))) return 0;
  await chosen?.run(context);
  return 0;
}

await runCommand(benchmark);
