import { config as loadEnvironmentFile } from 'dotenv';
import { type Config, parseConfig } from '../config.ts';
import { ConfigError, messageOf, UsageError, UserError } from '../errors.ts';
import { visible } from './visible.ts';

/** Exit code after Ctrl-C, as shells give it: 128 and the signal's number. */
const INTERRUPTED = 130;

/** What a command gets to work with. */
export interface CommandContext {
  readonly config: Config;
  /** Fires at the first Ctrl-C; at the second the process ends at once. */
  readonly signal: AbortSignal;
}

/**
 * Runs a terminal command: reads `.env` and the settings, turns Ctrl-C into an AbortSignal, and errors into one
 * sentence on stderr and an exit code: 2 for wrong usage, `failed` for everything else.
 * @param work returns the exit code
 */
export async function runCommand(
  work: (context: CommandContext) => Promise<number>,
  { failed = 1 }: { failed?: number } = {},
): Promise<void> {
  const interrupt = new AbortController();
  const onInterrupt = (): void => {
    if (interrupt.signal.aborted) process.exit(INTERRUPTED);
    interrupt.abort();
  };
  process.on('SIGINT', onInterrupt);
  process.on('SIGTERM', onInterrupt);
  // A reader that closes early (`ask … | head -1`) is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  try {
    loadEnvironmentFile({ quiet: true });
    process.exitCode = await work({ config: parseConfig(process.env), signal: interrupt.signal });
  } catch (error) {
    if (interrupt.signal.aborted) {
      process.stderr.write('Stopped.\n');
      process.exitCode = INTERRUPTED;
    } else {
      process.exitCode = error instanceof UsageError || error instanceof ConfigError ? 2 : failed;
      process.stderr.write(`${visible(sentenceFor(error))}\n`);
    }
  } finally {
    process.off('SIGINT', onInterrupt);
    process.off('SIGTERM', onInterrupt);
  }
}

function sentenceFor(error: unknown): string {
  if (error instanceof UserError) return error.message;
  if (process.env['LOG_LEVEL'] === 'debug' && error instanceof Error && error.stack !== undefined)
    return error.stack;
  return `Something unexpected went wrong: ${messageOf(error)}. Run the command again with LOG_LEVEL=debug to see where.`;
}
