import { describe, expect, jest, test } from '@jest/globals';
import { killedForLong, killedOnce, killedTwice } from '../support/discord/crash-checks.ts';
import { WAYS } from '../support/discord/ways.ts';

// Only a machine that is busy with other work comes near this. tests/soak/discord-crash.test.ts goes further.
jest.setTimeout(120_000);

describe('a bot that is killed and restarted', () => {
  test.each(WAYS)('ends the question of $name once, whichever request was its last', async (way) => {
    expect(await killedOnce(way)).toEqual([]);
  });

  test.each(WAYS)('ends the question of $name once when the next one is killed too', async (way) => {
    expect(await killedTwice(way, 1)).toEqual([]);
  });

  test.each(WAYS)('ends the question of $name once when it comes back after 15 minutes', async (way) => {
    expect(await killedForLong(way, ['after'])).toEqual([]);
  });
});
