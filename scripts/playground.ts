import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { parseConfig } from '../src/config.ts';
import { createLog } from '../src/discord/log.ts';
import type { Bot } from '../src/discord/start-bot.ts';
import type { Newshound } from '../src/newshound.ts';
import { bundlePage } from '../src/playground/bundle-page.ts';
import { sampleQuestions } from '../src/playground/sample-questions.ts';
import { seed } from '../src/playground/seed.ts';
import { type PlaygroundServer, servePlayground } from '../src/playground/server.ts';
import { runBot } from '../src/run-bot.ts';
import { LIKE_DISCORD, Sandbox } from '../src/sandbox/sandbox.ts';
import { parseArguments } from '../src/terminal/arguments.ts';
import { type CommandContext, runCommand } from '../src/terminal/run-command.ts';

/**
 * The real bot in a Discord on this machine, with a page to ask it in, until Ctrl-C: exit code 0. Needs no token, no
 * account and no network.
 */

const command = new Command('playground')
  .description('Ask the bot in a browser, in a Discord on this machine. It needs no token and no account.')
  .option('--port <number>', 'port of the page on 127.0.0.1; 0 takes a free one (default: PLAYGROUND_PORT)');

async function playground({ config, signal }: CommandContext): Promise<number> {
  if (!parseArguments(command, process.argv.slice(2))) return 0;
  const port = portFrom(command.opts<{ port?: string }>().port, config.playgroundPort);
  // A person reads this terminal; with LOG_LEVEL=debug they see everything.
  const log = createLog(config.logLevel === 'info' ? 'warn' : config.logLevel, [config.openaiApiKey]);
  const folder = await mkdtemp(join(tmpdir(), 'newshound-playground-'));
  let sandbox: Sandbox | undefined;
  let server: PlaygroundServer | undefined;
  try {
    const files = await bundlePage();
    sandbox = await Sandbox.start(LIKE_DISCORD);
    const { api, state } = sandbox;
    let samples: readonly string[] = [];
    const actors = seed(sandbox);
    server = await servePlayground({ sandbox, actors, files, port, samples: () => samples });
    const { address } = server;
    const onOnline = (_bot: Bot, newshound: Newshound): void => {
      sampleQuestions((question) => newshound.judge(question)).then(
        (found) => (samples = found),
        (error: unknown) => {
          log.warn({ err: error }, 'no questions to begin with');
        },
      );
      process.stdout.write(`The playground is at ${address} (not Discord; press Ctrl-C to stop)\n`);
    };
    await runBot({ config, signal }, { token: state.application.token, api, folder, log, onOnline });
    return 0;
  } finally {
    await server?.close();
    await sandbox?.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** @throws ConfigError where the port is none, with the sentence of the setting */
function portFrom(given: string | undefined, configured: number): number {
  return given === undefined ? configured : parseConfig({ PLAYGROUND_PORT: given }).playgroundPort;
}

await runCommand(playground);
