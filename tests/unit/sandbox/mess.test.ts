import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { GatewayIntentBits } from 'discord-api-types/v10';
import { ManualClock } from '../../../src/sandbox/manual-clock.ts';
import { Latency, USUAL_LATENCY } from '../../../src/sandbox/mess/latency.ts';
import { Mess } from '../../../src/sandbox/mess/mess.ts';
import { allMess, MESS, type MessName, type MessSettings } from '../../../src/sandbox/mess/mess-kinds.ts';
import type { Person } from '../../../src/sandbox/people/person.ts';
import { Sandbox } from '../../../src/sandbox/sandbox.ts';
import { RawGateway, send } from '../../support/discord/raw-client.ts';

const INTENTS = GatewayIntentBits.GuildMessages;

let clock: ManualClock;
let sandbox: Sandbox;
let alice: Person;

beforeEach(async () => {
  clock = new ManualClock();
  sandbox = await Sandbox.start({ clock });
  alice = sandbox.person('alice');
});

afterEach(async () => {
  await sandbox.close();
});

const messages = () => `/channels/${sandbox.channel('general').id}/messages`;
const say = (content = 'a') => send(sandbox, 'POST', messages(), { content });

const names = ({ received }: RawGateway) =>
  received.filter(({ op }) => op === 0).map(({ t, s }) => `${String(t)} ${String(s)}`);

/** Turns of the event loop in which whatever is under way arrives. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
}

/** A bot that lost its connection after the first of three mentions, and resumes. */
async function resumed(mess: MessSettings): Promise<string[]> {
  const first = await RawGateway.identified(sandbox, INTENTS);
  const { session_id } = await first.event('READY');
  alice.mentions(sandbox.bot, 'one');
  await first.event('MESSAGE_CREATE');
  first.close();
  await first.closed;
  for (const text of ['two', 'three', 'four', 'five']) alice.mentions(sandbox.bot, text);
  sandbox.mess.set(mess);
  const second = await RawGateway.open(sandbox);
  second.sends({ op: 6, d: { token: sandbox.state.application.token, session_id, seq: 2 } });
  await second.event('RESUMED');
  return names(second).slice(0, -1);
}

async function asked(): Promise<string> {
  await send(sandbox, 'PUT', `/applications/${sandbox.bot.id}/commands`, [
    { name: 'ask', description: 'Asks' },
  ]);
  const { id, token } = alice.runs('ask');
  return `/interactions/${id}/${token}/callback`;
}

/** For every kind of mess, what a bot sees of it. */
const SEEN: Readonly<Record<MessName, () => Promise<void>>> = {
  eventFirst: async () => {
    const gateway = await RawGateway.identified(sandbox, INTENTS);
    sandbox.mess.set({ eventFirst: 1 });
    let answered = false;
    const saying = say().then(() => (answered = true));
    await gateway.event('MESSAGE_CREATE');
    await settled();
    expect(answered).toBe(false);
    clock.advance(100);
    await saying;
  },
  duplicatedEvents: async () => {
    expect(await resumed({ duplicatedEvents: 1 })).toEqual([
      'MESSAGE_CREATE 2',
      'MESSAGE_CREATE 3',
      'MESSAGE_CREATE 4',
      'MESSAGE_CREATE 5',
      'MESSAGE_CREATE 6',
    ]);
  },
  reorderedEvents: async () => {
    const seen = await resumed({ reorderedEvents: 1 });
    const inOrder = ['MESSAGE_CREATE 3', 'MESSAGE_CREATE 4', 'MESSAGE_CREATE 5', 'MESSAGE_CREATE 6'];
    expect(seen).not.toEqual(inOrder);
    expect([...seen].sort()).toEqual(inOrder);
  },
  droppedSockets: async () => {
    const gateway = await RawGateway.identified(sandbox, INTENTS);
    sandbox.mess.set({ droppedSockets: 5000 });
    clock.advance(4999);
    expect(sandbox.mess.happened).toEqual({});
    clock.advance(1);
    expect(await gateway.closed).toBe(1006);
  },
  absentMember: async () => {
    const gateway = await RawGateway.identified(sandbox, INTENTS);
    alice.says('with');
    sandbox.mess.set({ absentMember: 1 });
    alice.says('without');
    await gateway.until(({ t }) => t === 'MESSAGE_CREATE', 1);
    const carried = gateway.received
      .filter(({ t }) => t === 'MESSAGE_CREATE')
      .map(({ d }) => 'member' in (d as object));
    expect(carried).toEqual([true, false]);
  },
  absentChannel: async () => {
    const gateway = await RawGateway.identified(sandbox, INTENTS);
    sandbox.mess.set({ absentChannel: 1 });
    await asked();
    const event = await gateway.event('INTERACTION_CREATE');
    expect(event).not.toHaveProperty('channel');
    expect(event).toHaveProperty('channel_id');
  },
  lostResponses: async () => {
    const callback = await asked();
    sandbox.mess.set({ lostResponses: 1 });
    const defer = { type: 5, data: { flags: 0 } };
    await expect(send(sandbox, 'POST', callback, defer)).rejects.toThrow('fetch failed');
    sandbox.mess.set({});
    expect(await send(sandbox, 'POST', callback, defer)).toMatchObject({ code: 40_060 });
  },
  serverErrors: async () => {
    sandbox.mess.set({ serverErrors: 1 });
    const { status } = await say();
    expect([500, 502, 503]).toContain(status);
    expect(sandbox.state.messages.size).toBe(0);
  },
  slowAnswers: async () => {
    sandbox.mess.set({ slowAnswers: 1 });
    let answered = false;
    const saying = say().then(() => (answered = true));
    await alice.until('see the message', () => sandbox.state.messages.size === 1);
    clock.advance(3999);
    await settled();
    expect(answered).toBe(false);
    clock.advance(1);
    await saying;
  },
  sharedLimits: async () => {
    sandbox.mess.set({ sharedLimits: 1 });
    expect(await say()).toMatchObject({ status: 429 });
    expect(sandbox.state.messages.size).toBe(0);
  },
  unansweredHeartbeats: async () => {
    const gateway = await RawGateway.identified(sandbox, INTENTS);
    sandbox.mess.set({ unansweredHeartbeats: 1 });
    gateway.sends({ op: 1, d: 1 });
    await alice.until('see the heartbeat', () => sandbox.mess.happened.unansweredHeartbeats === 1);
    await settled();
    expect(gateway.received.some(({ op }) => op === 11)).toBe(false);
  },
};

describe('the mess of Discord', () => {
  test.each(Object.keys(MESS) as MessName[])('%s happens on its own, is counted, and ends', async (name) => {
    await SEEN[name]();
    expect(Object.keys(sandbox.mess.happened)).toEqual([name]);
    sandbox.mess.set({});
    expect(await say('tidy again')).toMatchObject({ status: 200 });
    expect(sandbox.state.violations).toHaveLength(name === 'lostResponses' ? 1 : 0);
  });

  test('is the same for the same seed, whatever else is turned on', () => {
    const hits = (settings: MessSettings) => {
      const mess = new Mess(settings);
      return Array.from({ length: 50 }, () => {
        mess.happens('slowAnswers');
        return mess.happens('serverErrors');
      });
    };
    expect(hits({ serverErrors: 0.3, seed: 7 })).toEqual(
      hits({ serverErrors: 0.3, slowAnswers: 0.5, seed: 7 }),
    );
    expect(hits({ serverErrors: 0.3, seed: 7 })).not.toEqual(hits({ serverErrors: 0.3, seed: 8 }));
    const share = Array.from({ length: 40 }, (_, seed) => hits({ serverErrors: 0.3, seed })).flat();
    expect(share.filter(Boolean).length / share.length).toBeCloseTo(0.3, 1);
  });

  test('has a source and a typical amount for each kind, and refuses what is no share', () => {
    for (const [name, { source, typical }] of Object.entries(MESS)) {
      expect(source.length).toBeGreaterThan(10);
      expect(allMess()).toHaveProperty(name, typical);
    }
    expect(() => new Mess({ serverErrors: 2 })).toThrow('mess.serverErrors is 2, and must be from 0 to 1.');
  });
});

describe('latency', () => {
  test('takes from 80 to 300 milliseconds there and back, the same for the same seed', () => {
    const trips = (seed: number): number[] => {
      const waited: number[] = [];
      const watched = {
        now: () => 0,
        after: (ms: number) => {
          waited.push(2 * ms);
          return () => undefined;
        },
      };
      const latency = new Latency({ ...USUAL_LATENCY, seed }, watched);
      for (let trip = 0; trip < 200; trip++) void latency.oneWay();
      return waited;
    };
    expect(Math.min(...trips(1))).toBeGreaterThanOrEqual(80);
    expect(Math.max(...trips(1))).toBeLessThanOrEqual(300);
    expect(Math.max(...trips(1)) - Math.min(...trips(1))).toBeGreaterThan(150);
    expect(trips(1)).toEqual(trips(1));
    expect(trips(1)).not.toEqual(trips(2));
  });

  test('passes by the clock of the sandbox', async () => {
    const slow = await Sandbox.start({ clock, latency: { least: 200, most: 200 } });
    try {
      const answered = send(slow, 'GET', '/users/@me');
      const waiting = () => slow.state.requests[0]?.underWay === true;
      await alice.until('see it come', waiting);
      clock.advance(100);
      await settled();
      expect(slow.state.requests[0]).toMatchObject({ status: null });
      await alice.until('see it go', waiting);
      clock.advance(100);
      expect(await answered).toMatchObject({ status: 200 });
    } finally {
      await slow.close();
    }
  });
});
