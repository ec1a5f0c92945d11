import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { compose } from '../src/compose.ts';
import { parseConfig } from '../src/config.ts';
import { AnswerStore } from '../src/discord/answers/answer-store.ts';
import { queueLimits } from '../src/discord/answers/question-queue.ts';
import { createLog } from '../src/discord/log.ts';
import { type Bot, startBot } from '../src/discord/start-bot.ts';
import { bundlePage } from '../src/playground/bundle-page.ts';
import { seed } from '../src/playground/seed.ts';
import { type PlaygroundServer, servePlayground } from '../src/playground/server.ts';
import { LIKE_DISCORD, Sandbox } from '../src/sandbox/sandbox.ts';
import { parseArguments } from '../src/terminal/arguments.ts';
import { interrupted } from '../src/terminal/interrupted.ts';
import { withProgress } from '../src/terminal/progress-line.ts';
import { type CommandContext, runCommand } from '../src/terminal/run-command.ts';

/**
 * The real bot in a Discord on this machine, with a page to ask it in, until Ctrl-C: exit code 0. Needs no token, no
 * account and no network.
 */

/** How often library and index are looked at for changes, in milliseconds. */
const FOLLOW_EVERY = 500;

const command = new Command('playground')
  .description('Ask the bot in a browser, in a Discord on this machine. It needs no token and no account.')
  .option('--port <number>', 'port of the page on 127.0.0.1; 0 takes a free one (default: PLAYGROUND_PORT)');

async function playground({ config, signal }: CommandContext): Promise<number> {
  if (!parseArguments(command, process.argv.slice(2))) return 0;
  const port = portFrom(command.opts<{ port?: string }>().port, config.playgroundPort);
  // A person reads this terminal; with LOG_LEVEL=debug they see everything.
  const log = createLog(config.logLevel === 'info' ? 'warn' : config.logLevel, [config.openaiApiKey]);
  const newshound = await compose(config);
  const folder = await mkdtemp(join(tmpdir(), 'newshound-playground-'));
  let sandbox: Sandbox | undefined;
  let server: PlaygroundServer | undefined;
  let bot: Bot | undefined;
  let store: AnswerStore | undefined;
  try {
    await withProgress((onProgress) => newshound.prepare({ signal, onProgress }));
    newshound.follow(FOLLOW_EVERY, (error) => {
      log.error({ err: error }, 'following the library failed');
    });
    const files = await bundlePage();
    sandbox = await Sandbox.start(LIKE_DISCORD);
    const actors = seed(sandbox);
    server = await servePlayground({ sandbox, actors, files, port });
    store = AnswerStore.open(folder, log);
    bot = await startBot({
      newshound,
      token: sandbox.state.application.token,
      api: sandbox.api,
      editIntervalMs: config.discordEditIntervalMs,
      limits: queueLimits(config),
      commandsFile: join(folder, 'discord-commands.json'),
      store,
      log,
    });
    process.stdout.write(`The playground is at ${server.address} (not Discord; press Ctrl-C to stop)\n`);
    await Promise.race([interrupted(signal), bot.dead]);
    return 0;
  } finally {
    await bot?.drain();
    await newshound.close();
    await bot?.destroy();
    store?.close();
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
