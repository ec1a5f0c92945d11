import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { BusyError } from '../../../src/errors.ts';
import { WritingTurns } from '../../../src/search-index/writing-turns.ts';

/** A lock that another process holds for a number of tries. */
class FakeLock {
  tries = 0;
  held = 0;
  readonly #busyFor: number;

  constructor(busyFor = 0) {
    this.#busyFor = busyFor;
  }

  take = (): { release: () => void } => {
    if (this.tries++ < this.#busyFor || this.held > 0) throw new BusyError('busy');
    this.held++;
    return {
      release: () => {
        this.held--;
      },
    };
  };
}

describe('writing', () => {
  test('is done by one work after the other, in the order in which they came', async () => {
    const lock = new FakeLock();
    const turns = new WritingTurns(lock.take, () => 0);
    const done: string[] = [];
    const works = ['first', 'second', 'third'].map((name, index) =>
      turns.next(0, async () => {
        expect(lock.held).toBe(1);
        await delay(20 - 8 * index);
        done.push(name);
      }),
    );
    await turns.idle();
    expect(done).toEqual(['first', 'second', 'third']);
    expect(await Promise.all(works)).toEqual([true, true, true]);
    expect(lock.held).toBe(0);
  });

  test('a work that fails frees the lock and keeps nobody from the next', async () => {
    const lock = new FakeLock();
    const turns = new WritingTurns(lock.take, () => 0);
    await expect(turns.next(0, () => Promise.reject(new Error('on the way')))).rejects.toThrow('on the way');
    expect(lock.held).toBe(0);
    expect(await turns.next(0, () => Promise.resolve())).toBe(true);
  });

  test('is left where another process writes and there is no time to wait', async () => {
    const turns = new WritingTurns(new FakeLock(1).take, () => 0);
    expect(await turns.next(0, () => Promise.reject(new Error('not to be done')))).toBe(false);
  });

  test('waits for another process that ends in time, and no longer for one that does nothing', async () => {
    expect(await new WritingTurns(new FakeLock(3).take, () => 0).next(5000, () => Promise.resolve())).toBe(
      true,
    );
    const idle = new WritingTurns(new FakeLock(Infinity).take, () => 0);
    await expect(idle.next(120, () => Promise.resolve())).rejects.toBeInstanceOf(BusyError);
  });

  test('waits as long as the other gets on', async () => {
    let commits = 0;
    const turns = new WritingTurns(new FakeLock(10).take, () => commits++);
    expect(await turns.next(120, () => Promise.resolve())).toBe(true);
  });

  test('passes on what is wrong with the lock itself', async () => {
    const turns = new WritingTurns(
      () => {
        throw new Error('no such folder');
      },
      () => 0,
    );
    await expect(turns.next(0, () => Promise.resolve())).rejects.toThrow('no such folder');
  });
});
