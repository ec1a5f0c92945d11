import { describe, expect, test } from '@jest/globals';
import { Command } from 'commander';
import { UsageError } from '../../../src/errors.ts';
import { parseArguments } from '../../../src/terminal/arguments.ts';

function commandOf(): Command {
  const command = new Command('ask').argument('[question...]').option('--json');
  command.configureOutput({ writeOut: () => undefined });
  return command;
}

describe('the command line', () => {
  test('gives options and arguments', () => {
    const command = commandOf();
    expect(parseArguments(command, ['Why', 'so?', '--json'])).toBe(true);
    expect(command.args).toEqual(['Why', 'so?']);
    expect(command.opts()).toEqual({ json: true });
  });

  test('asked for help says that it was printed', () => {
    expect(parseArguments(commandOf(), ['--help'])).toBe(false);
  });

  test('that is wrong is one sentence with the help below it, and nothing printed by the parser', () => {
    const parsing = (): boolean => parseArguments(commandOf(), ['--nope']);
    expect(parsing).toThrow(UsageError);
    expect(parsing).toThrow(/^unknown option '--nope'\nUsage: ask \[options\] \[question\.\.\.\]/);
  });

  test('takes what follows two dashes as words', () => {
    const command = commandOf();
    parseArguments(command, ['--', '--json']);
    expect(command.args).toEqual(['--json']);
    expect(command.opts()).toEqual({});
  });
});
