import { describe, expect, test } from '@jest/globals';
import { killedForLong, killedOnce, killedTwice } from '../support/discord/crash-checks.ts';
import { MORE_WAYS, WAYS } from '../support/discord/ways.ts';

describe('a bot that is killed and restarted', () => {
  test.each(MORE_WAYS)(
    'ends the question of $name once, whichever request was its last',
    async (way) => {
      expect(await killedOnce(way)).toEqual([]);
    },
    300_000,
  );

  test.each([...WAYS, ...MORE_WAYS])(
    'ends the question of $name once, whichever request was the last of the next one too',
    async (way) => {
      expect(await killedTwice(way)).toEqual([]);
    },
    300_000,
  );

  test.each(MORE_WAYS)(
    'ends the question of $name once when it comes back after 15 minutes',
    async (way) => {
      expect(await killedForLong(way)).toEqual([]);
    },
    300_000,
  );
});
