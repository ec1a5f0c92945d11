import { type Command, Option } from 'commander';
import { compareFigures, readFigures } from '../src/evaluation/compare-figures.ts';
import { parseArguments } from '../src/terminal/arguments.ts';
import type { CommandContext } from '../src/terminal/run-command.ts';

/** What a subject found out. */
export interface Measured {
  /** Plain numbers and names, as `--json` prints them. */
  readonly figures: unknown;
  /** The same for people, with a line break at its end. */
  readonly text: string;
}

/** One subject of a command that has many, as in `npm run benchmark -- <subject>`. */
export interface Subject {
  /** Its name, description and options; parsed before `run` is called. */
  readonly command: Command;
  readonly run: (context: CommandContext) => Promise<Measured>;
}

/**
 * Runs the subject that is named, the default where one is given and none is named, and prints what it found out: as
 * text, as JSON, or beside the JSON of an earlier run.
 * @returns the exit code
 * @throws UsageError for arguments that no subject has, and for an earlier run that cannot be read
 */
export async function runSubject(
  command: Command,
  subjects: readonly Subject[],
  context: CommandContext,
  byDefault?: Subject,
): Promise<number> {
  let chosen: Subject | undefined;
  for (const subject of subjects) {
    subject.command
      .addOption(new Option('--json', 'print plain numbers as JSON').conflicts('compare'))
      .option('--compare <file>', 'print each number beside that of an earlier run, which --json wrote')
      .action(() => {
        chosen = subject;
      });
    command.addCommand(subject.command, { isDefault: subject === byDefault });
  }
  if (!parseArguments(command, process.argv.slice(2)) || chosen === undefined) return 0;
  const { json, compare } = chosen.command.opts<{ json?: boolean; compare?: string }>();
  const before = compare === undefined ? undefined : readFigures(compare);
  const { figures, text } = await chosen.run(context);
  if (json === true) process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
  else process.stdout.write(before === undefined ? text : `${text}\n${compareFigures(before, figures)}`);
  return 0;
}
