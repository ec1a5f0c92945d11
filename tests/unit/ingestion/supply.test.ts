import { describe, expect, test } from '@jest/globals';
import { Supply } from '../../../src/ingestion/supply.ts';

describe('a consumer of a supply', () => {
  test('waits until something is put, and is told once however often that was', async () => {
    const supply = new Supply();
    const told: boolean[] = [];
    const consumer = (async () => {
      while (await supply.more()) told.push(supply.isOver);
    })();
    await Promise.resolve();
    expect(told).toEqual([]);
    supply.put();
    supply.put();
    await new Promise(setImmediate);
    expect(told).toEqual([false]);
    supply.end();
    await consumer;
    expect(told).toEqual([false]);
  });

  test('takes what was put last before the end', async () => {
    const supply = new Supply();
    supply.put();
    supply.end();
    expect(await supply.more()).toBe(true);
    expect(await supply.more()).toBe(false);
  });

  test('is told of the end where nothing was ever put', async () => {
    const supply = new Supply();
    const told = supply.more();
    supply.end();
    expect(await told).toBe(false);
  });
});
