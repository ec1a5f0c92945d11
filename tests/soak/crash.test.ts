import { expect, test } from '@jest/globals';
import { killDrill, mergeKillDrill } from '../support/crash.ts';
import { damageDrill } from '../support/damage.ts';

test('fifty kills of reindex at random moments', async () => {
  expect(await killDrill(50, 21)).toEqual([]);
}, 900_000);

test('ten kills of reindex while it merges segments', async () => {
  expect(await mergeKillDrill(10, 23)).toEqual([]);
}, 900_000);

test('a hundred damages to files of the index', async () => {
  expect(await damageDrill(100, 22)).toEqual([]);
}, 900_000);
