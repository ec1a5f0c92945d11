import { expect, jest, test } from '@jest/globals';
import { GatewayIntentBits } from 'discord-api-types/v10';
import { BotStage } from '../support/discord/bot-stage.ts';
import { type Cell, cells, outcomes } from '../support/discord/matrix/outcomes.ts';
import { PATHS } from '../support/discord/matrix/paths.ts';
import { addChannels, PLACES } from '../support/discord/matrix/places.ts';
import { keepDocument } from '../support/generated-document.ts';

// Only a machine that is busy with other work comes near this.
jest.setTimeout(60_000);

/** What people see in these cells, where the developer portal allows the bot these intents. */
async function seen(all: readonly Cell[], privilegedIntents = 0): Promise<string[]> {
  const stage = await BotStage.open({
    privilegedIntents,
    limits: { atOnce: all.length, waiting: all.length, perPerson: 10 },
    before: addChannels,
  });
  try {
    return await outcomes(stage, all);
  } finally {
    await stage.close();
  }
}

/** Longer outcomes stand below the table. */
const MOST_IN_CELL = 34;

test('docs/discord-matrix.md tells what a person sees, however and wherever they ask', async () => {
  const paths = Object.keys(PATHS);
  const all = cells();
  const found = await seen(all);
  const notes: string[] = [];
  const short = (outcome: string): string => {
    if (outcome.length <= MOST_IN_CELL) return outcome;
    if (!notes.includes(outcome)) notes.push(outcome);
    return `(${String(notes.indexOf(outcome) + 1)})`;
  };
  const rows = PLACES.map((place) => {
    const outcomesHere = all.flatMap((cell, index) =>
      cell.place === place ? [short(found[index] ?? '')] : [],
    );
    return `| ${[place.name, place.lacks, ...outcomesHere].join(' | ')} |`;
  });
  const table = [
    `| in a | the bot lacks | ${paths.join(' | ')} |`,
    `|${' --- |'.repeat(paths.length + 2)}`,
    ...rows,
    '',
    ...notes.map((note, index) => `${String(index + 1)}. ${note}`),
  ].join('\n');
  keepDocument('docs/discord-matrix.md', { matrix: table });
  const of = (path: string) => found.filter((_, index) => all[index]?.path === path);
  // A command is answered wherever it is offered, and what is pressed below the answer works there too.
  for (const path of ['/ask', '/ask private:True', 'Stop, Ask again', 'Show to everybody', 'Ask on'])
    expect(of(path).filter((outcome) => !outcome.startsWith('the answer'))).toEqual([]);
  expect(of('menu of passages')).toEqual(PLACES.map(() => 'the passage, for them alone'));
  // The intent for message content has no column: the bot does not ask for it, so that it changes nothing.
  const byText = new Set(['mention', 'reply to the bot', 'reply under /ask', 'plain message']);
  const allowed = await seen(cells([...byText]), GatewayIntentBits.MessageContent);
  expect(allowed).toEqual(found.filter((_, index) => byText.has(all[index]?.path ?? '')));
});
