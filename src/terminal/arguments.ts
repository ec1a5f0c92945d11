import { type Command, CommanderError } from 'commander';
import { UsageError } from '../errors.ts';

/**
 * Parses the command line with commander, which prints help and its own complaints.
 * @returns false where help was asked for and printed
 * @throws UsageError where the command was called wrongly
 */
export function parseArguments(command: Command, argv: readonly string[]): boolean {
  for (const each of [command, ...command.commands]) {
    each.exitOverride().configureOutput({ writeErr: () => undefined });
  }
  try {
    command.parse(argv, { from: 'user' });
    return true;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return false;
    throw new UsageError(`${error.message.replace(/^error: /, '')}\n${command.helpInformation().trimEnd()}`);
  }
}
