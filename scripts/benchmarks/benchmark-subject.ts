import type { Command } from 'commander';
import type { CommandContext } from '../../src/terminal/run-command.ts';

/** One subject that `npm run benchmark -- <subject>` measures. */
export interface Benchmark {
  /** Its name, description and options; parsed before `run` is called. */
  readonly command: Command;
  /** Measures, and prints figures to stdout. */
  readonly run: (context: CommandContext) => Promise<void>;
}
