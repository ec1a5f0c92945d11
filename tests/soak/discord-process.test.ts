import { expect, test } from '@jest/globals';
import { BotProcess, processKillDrill } from '../support/discord/process-drill.ts';

/** Requests after which the first process dies, and the one that recovers. */
const KILLS = [[1], [2, 1], [3, 2], [5, 3], [6, 1, 1], [7, 4], [8, 2, 2], [9], [10, 5], [12, 1]];

test.each(KILLS.map((kills) => [kills.join(', then '), kills] as const))(
  'npm start, killed by the system after %s requests, ends every question once',
  async (_name, kills) => {
    const bot = await BotProcess.prepare();
    try {
      expect(await processKillDrill(bot, kills)).toEqual([]);
    } finally {
      await bot.close();
    }
  },
  240_000,
);
