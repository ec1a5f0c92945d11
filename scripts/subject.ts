import type { Command } from 'commander';
import { parseArguments } from '../src/terminal/arguments.ts';
import type { CommandContext } from '../src/terminal/run-command.ts';

/** One subject of a command that has many, as in `npm run benchmark -- <subject>`. */
export interface Subject {
  /** Its name, description and options; parsed before `run` is called. */
  readonly command: Command;
  /** Measures, and prints figures to stdout. */
  readonly run: (context: CommandContext) => Promise<void>;
}

/**
 * Runs the subject that is named; the default where one is given and none is named.
 * @returns the exit code
 * @throws UsageError for arguments that no subject has
 */
export async function runSubject(
  command: Command,
  subjects: readonly Subject[],
  context: CommandContext,
  byDefault?: Subject,
): Promise<number> {
  let chosen: Subject | undefined;
  for (const subject of subjects) {
    subject.command.action(() => {
      chosen = subject;
    });
    command.addCommand(subject.command, { isDefault: subject === byDefault });
  }
  if (!parseArguments(command, process.argv.slice(2))) return 0;
  await chosen?.run(context);
  return 0;
}
