import { expect, test } from '@jest/globals';
import { killDrill } from '../support/crash.ts';
import { damageDrill } from '../support/damage.ts';

test('killing reindex at random moments leaves a library and an index that open and answer', async () => {
  expect(await killDrill(2, 11)).toEqual([]);
}, 120_000);

test('a damaged file of the index is noticed before it is used, built again, and answers as before', async () => {
  expect(await damageDrill(3, 12)).toEqual([]);
}, 120_000);
