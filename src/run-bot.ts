import { join } from 'node:path';
import type { Logger } from 'pino';
import { compose } from './compose.ts';
import { AnswerStore } from './discord/answers/answer-store.ts';
import { queueLimits } from './discord/answers/question-queue.ts';
import { type Bot, startBot } from './discord/start-bot.ts';
import type { Newshound } from './newshound.ts';
import { interrupted } from './terminal/interrupted.ts';
import { withProgress } from './terminal/progress-line.ts';
import type { CommandContext } from './terminal/run-command.ts';

/** How often library and index are looked at for changes, in milliseconds. */
const FOLLOW_EVERY = 500;

/** At which Discord the bot answers. */
export interface BotPlace {
  readonly token: string;
  /** Base of Discord's REST API. */
  readonly api: string;
  /** Where the bot keeps what it remembers; must exist. */
  readonly folder: string;
  readonly log: Logger;
  /** Called when the bot is online. */
  readonly onOnline: (bot: Bot, newshound: Newshound) => void;
}

/**
 * Opens the collection, connects the bot to a Discord and lets it answer until the signal fires. What runs then is
 * told that it was interrupted, and everything is closed in order.
 * @throws UserError where the collection cannot be opened, the bot cannot connect, or Discord closes for good
 */
export async function runBot({ config, signal }: CommandContext, place: BotPlace): Promise<void> {
  const { token, api, folder, log, onOnline } = place;
  const newshound = await compose(config);
  let bot: Bot | undefined;
  let store: AnswerStore | undefined;
  try {
    await withProgress((onProgress) => newshound.prepare({ signal, onProgress }));
    newshound.follow(FOLLOW_EVERY, (error) => {
      log.error({ err: error }, 'following the library failed');
    });
    store = AnswerStore.open(folder, log);
    bot = await startBot({
      newshound,
      token,
      api,
      editIntervalMs: config.discordEditIntervalMs,
      limits: queueLimits(config),
      commandsFile: join(folder, 'discord-commands.json'),
      store,
      log,
    });
    onOnline(bot, newshound);
    await Promise.race([interrupted(signal), bot.dead]);
  } finally {
    await bot?.drain();
    await newshound.close();
    await bot?.destroy();
    store?.close();
  }
}
