import { createLog } from './discord/log.ts';
import type { Bot } from './discord/start-bot.ts';
import { ConfigError } from './errors.ts';
import { runBot } from './run-bot.ts';
import { type CommandContext, runCommand } from './terminal/run-command.ts';

/**
 * The Discord bot, until Ctrl-C or SIGTERM: exit code 0. Settings that are missing or wrong end it with 2, everything
 * else that keeps it from working with 1.
 */

const NO_TOKEN = `DISCORD_TOKEN is not set. Create a bot at https://discord.com/developers/applications (Bot, Reset Token) and put its token into .env. Without one you can ask in the terminal: npm run ask -- "Why did …?"`;

async function run({ config, signal }: CommandContext): Promise<number> {
  const { discordToken: token, discordApiUrl: api, dataDir: folder, logLevel, openaiApiKey } = config;
  if (token === null) throw new ConfigError(NO_TOKEN);
  const log = createLog(logLevel, [token, openaiApiKey]);
  const onOnline = ({ inviteLink, installLink }: Bot): void => {
    process.stdout.write(
      `Newshound is online. Add it to a server: ${inviteLink}\nor for yourself, to ask wherever you are: ${installLink}\n`,
    );
  };
  await runBot({ config, signal }, { token, api, folder, log, onOnline });
  return 0;
}

await runCommand(run);
