import { join } from 'node:path';
import { compose } from './compose.ts';
import { AnswerStore } from './discord/answers/answer-store.ts';
import { queueLimits } from './discord/answers/question-queue.ts';
import { createLog } from './discord/log.ts';
import { type Bot, startBot } from './discord/start-bot.ts';
import { ConfigError } from './errors.ts';
import { interrupted } from './terminal/interrupted.ts';
import { withProgress } from './terminal/progress-line.ts';
import { type CommandContext, runCommand } from './terminal/run-command.ts';

/**
 * The Discord bot, until Ctrl-C or SIGTERM: exit code 0. Settings that are missing or wrong end it with 2, everything
 * else that keeps it from working with 1.
 */

/** How often library and index are looked at for changes, in milliseconds. */
const FOLLOW_EVERY = 500;

const NO_TOKEN = `DISCORD_TOKEN is not set. Create a bot at https://discord.com/developers/applications (Bot, Reset Token) and put its token into .env. Without one you can ask in the terminal: npm run ask -- "Why did …?"`;

async function run({ config, signal }: CommandContext): Promise<number> {
  if (config.discordToken === null) throw new ConfigError(NO_TOKEN);
  const log = createLog(config.logLevel, [config.discordToken, config.openaiApiKey]);
  const newshound = await compose(config);
  let bot: Bot | undefined;
  let store: AnswerStore | undefined;
  try {
    await withProgress((onProgress) => newshound.prepare({ signal, onProgress }));
    newshound.follow(FOLLOW_EVERY, (error) => {
      log.error({ err: error }, 'following the library failed');
    });
    store = AnswerStore.open(config.dataDir, log);
    bot = await startBot({
      newshound,
      token: config.discordToken,
      api: config.discordApiUrl,
      editIntervalMs: config.discordEditIntervalMs,
      limits: queueLimits(config),
      commandsFile: join(config.dataDir, 'discord-commands.json'),
      store,
      log,
    });
    process.stdout.write(`Newshound is online. Add it to a server: ${bot.inviteLink}\n`);
    await Promise.race([interrupted(signal), bot.dead]);
    return 0;
  } finally {
    await bot?.drain();
    await newshound.close();
    await bot?.destroy();
    store?.close();
  }
}

await runCommand(run);
