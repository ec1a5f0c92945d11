import { expect, jest, test } from '@jest/globals';
import { GatewayIntentBits } from 'discord-api-types/v10';
import { BotStage } from '../support/discord/bot-stage.ts';
import { CELLS, channelName, MISSING, type Missing, outcomes, PATHS } from '../support/discord/matrix.ts';
import { keepDocument } from '../support/generated-document.ts';

// Every way to ask, one after the other.
jest.setTimeout(60_000);

/** What a person sees in every cell, where the developer portal allows the bot these intents. */
async function seen(privilegedIntents: number): Promise<string[]> {
  const stage = await BotStage.open({
    privilegedIntents,
    before: (sandbox) => {
      for (const missing of Object.keys(MISSING) as Missing[])
        sandbox.addChannel(channelName(missing), { deniedToBot: MISSING[missing] });
    },
  });
  try {
    const all: string[] = [];
    for (const path of Object.keys(PATHS))
      all.push(
        ...(await outcomes(
          stage,
          path,
          CELLS.filter((cell) => cell.path === path),
        )),
      );
    return all;
  } finally {
    await stage.close();
  }
}

test('docs/discord-matrix.md tells what a person sees, however and wherever they ask', async () => {
  const without = await seen(0);
  const allowed = await seen(GatewayIntentBits.MessageContent);
  const rows = CELLS.map(({ path, place, missing }, index) => {
    const cells = [path, place, missing === 'nothing' ? '' : missing, without[index], allowed[index]];
    return `| ${cells.join(' | ')} |`;
  });
  const table = [
    '| asked by | in a | the bot lacks | without MESSAGE_CONTENT | with MESSAGE_CONTENT |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
  keepDocument('docs/discord-matrix.md', { matrix: table });
  // A command is answered wherever it is offered, and nobody is answered who asked nobody.
  for (const [index, { path, place }] of CELLS.entries()) {
    if (path === 'slash command' && place !== 'server without the bot')
      expect(without[index]).toContain('the answer');
    if (path === 'message without a mention' && place === 'channel') expect(without[index]).toBe('nothing');
  }
});
