import { describe, expect, test } from '@jest/globals';
import {
  type Admission,
  QuestionQueue,
  type Ticket,
} from '../../../../src/discord/answers/question-queue.ts';
import { ManualClock } from '../../../../src/sandbox/manual-clock.ts';

const LIMITS = { atOnce: 2, waiting: 4, perPerson: 2, wait: 60_000 };

/** A line whose tickets note when their turn comes and how many are told to come first. */
function line(limits = LIMITS) {
  const clock = new ManualClock(0);
  const queue = new QuestionQueue(limits, clock);
  const turns: string[] = [];
  const told = new Map<string, number[]>();
  const ticketOf = (admission: Admission): Ticket => {
    if (admission.kind !== 'admitted') throw new Error(`refused: ${admission.kind}`);
    return admission.ticket;
  };
  const enter = (person: string, signal = new AbortController().signal) => {
    const ticket = ticketOf(queue.admit(person));
    const before: number[] = [];
    told.set(person, before);
    const turn = ticket.turn(signal, (count) => before.push(count)).then(() => void turns.push(person));
    return { ticket, turn };
  };
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  return { clock, queue, turns, told, enter, settled };
}

describe('the line of questions', () => {
  test('lets as many as may run at once, then the next as one leaves, and says how many come first', async () => {
    const { enter, turns, told, settled } = line();
    const first = enter('a');
    enter('b');
    enter('c');
    enter('d');
    await settled();
    expect(turns).toEqual(['a', 'b']);
    expect([told.get('a'), told.get('c'), told.get('d')]).toEqual([[], [2], [3]]);
    first.ticket.leave();
    await settled();
    expect(turns).toEqual(['a', 'b', 'c']);
    expect(told.get('d')).toEqual([3, 2]);
  });

  test('answers nobody twice at once: whoever asks again lets others go first', async () => {
    const { enter, turns, settled } = line();
    const first = enter('a');
    enter('a');
    enter('b');
    await settled();
    expect(turns).toEqual(['a', 'b']);
    first.ticket.leave();
    await settled();
    expect(turns).toEqual(['a', 'b', 'a']);
  });

  test('refuses what one person asks too much, and what would be too many', () => {
    const { enter, queue } = line();
    for (const person of ['a', 'a', 'b', 'c', 'd', 'e']) enter(person);
    expect(queue.admit('a')).toEqual({ kind: 'too-many-own', most: 2 });
    expect(queue.admit('f')).toMatchObject({ kind: 'full', waiting: 4 });
  });

  test('promises no place that would take too long, by what answers have taken', () => {
    const { clock, queue, enter } = line({ ...LIMITS, waiting: 100 });
    for (let round = 0; round < 20; round++) {
      const { ticket } = enter('slow');
      clock.advance(50_000);
      ticket.leave();
    }
    for (const person of ['a', 'b', 'c', 'd']) enter(person);
    const refused = queue.admit('e');
    expect(refused).toMatchObject({ kind: 'full', waiting: 2 });
    if (refused.kind !== 'full') throw new Error('not refused');
    expect(refused.retryAt - clock.now()).toBeGreaterThan(30_000);
    expect(refused.retryAt - clock.now()).toBeLessThan(60_000);
  });

  test('loses whoever is stopped while waiting, and their place goes to the next', async () => {
    const { enter, turns, settled } = line({ ...LIMITS, atOnce: 1 });
    const first = enter('a');
    const stop = new AbortController();
    const second = enter('b', stop.signal);
    const gone = expect(second.turn).rejects.toBe('asker');
    enter('c');
    stop.abort('asker');
    await gone;
    second.ticket.leave();
    first.ticket.leave();
    first.ticket.leave();
    await settled();
    expect(turns).toEqual(['a', 'c']);
  });
});
