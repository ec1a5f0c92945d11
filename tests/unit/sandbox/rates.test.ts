import { afterEach, describe, expect, test } from '@jest/globals';
import { PermissionFlagsBits, REST, RESTEvents } from 'discord.js';
import { type Clock, systemClock } from '../../../src/clock.ts';
import { BUCKETS } from '../../../src/sandbox/rates/buckets.ts';
import { ManualClock } from '../../../src/sandbox/manual-clock.ts';
import { RATE_RULES, type RateRuleName } from '../../../src/sandbox/rules/rate-rules.ts';
import { Sandbox, type SandboxOptions } from '../../../src/sandbox/sandbox.ts';
import { type Answered, send } from '../../support/discord/raw-client.ts';

const clock = new ManualClock();

let sandbox: Sandbox;

async function open(options: SandboxOptions = {}): Promise<void> {
  sandbox = await Sandbox.start({ rates: true, clock, ...options });
}

afterEach(async () => {
  await sandbox.close();
});

const messages = () => `/channels/${sandbox.channel('general').id}/messages`;
const say = () => send(sandbox, 'POST', messages(), { content: 'a' });

async function times(count: number, act: () => Promise<Answered>): Promise<Answered[]> {
  return Promise.all(Array.from({ length: count }, act));
}

const limits = ({ headers }: Answered) =>
  ['limit', 'remaining', 'reset-after', 'scope'].map((name) => headers.get(`x-ratelimit-${name}`));

/** More than one second allows, on routes that each allow as much. */
async function tooManyAtOnce(): Promise<Answered> {
  await times(25, () => send(sandbox, 'GET', '/users/@me'));
  await times(25, () => send(sandbox, 'GET', '/gateway/bot'));
  return send(sandbox, 'GET', '/users/@me');
}

/** For every rule about rates, how it is broken. */
const BREAKS: Readonly<Record<RateRuleName, () => Promise<Answered>>> = {
  bucketRate: async () => {
    await times(5, say);
    return say();
  },
  globalRate: tooManyAtOnce,
  invalidRequests: () => {
    sandbox.state.rates.invalid = Array<number>(9999).fill(clock.now());
    return send(sandbox, 'GET', '/users/@me', undefined, {}).then(() => send(sandbox, 'GET', '/users/@me'));
  },
};

const NAMES = Object.keys(RATE_RULES) as RateRuleName[];

describe('a rule about rates', () => {
  test.each(NAMES)('%s is enforced, as its row in the table says', async (name) => {
    await open();
    expect(await BREAKS[name]()).toMatchObject({ status: 429 });
  });

  test.each(NAMES)('%s is what refuses this: without it, nothing does', async (name) => {
    await open({ without: [name] });
    expect(await BREAKS[name]()).toMatchObject({ status: 200 });
  });
});

describe('rate limits', () => {
  test('are told in the headers, and over when these say so', async () => {
    await open();
    const [first, , , , fifth, sixth] = [await say(), ...(await times(3, say)), await say(), await say()];
    expect(limits(first)).toEqual(['5', '4', '5.000', null]);
    expect(limits(fifth!)).toEqual(['5', '0', '5.000', null]);
    expect(limits(sixth!)).toEqual(['5', '0', '5.000', 'user']);
    expect(sixth).toMatchObject({
      status: 429,
      body: { message: 'You are being rate limited.', retry_after: 5, global: false },
    });
    expect(Number(first.headers.get('x-ratelimit-reset'))).toBe(clock.now() / 1000 + 5);
    clock.advance(4999);
    expect(await say()).toMatchObject({ status: 429, body: { retry_after: 0.001 } });
    clock.advance(1);
    expect(await say()).toMatchObject({ status: 200 });
  });

  test('count each channel for itself, under one name', async () => {
    await open();
    const other = sandbox.addChannel('other');
    const [here, there] = [
      await say(),
      await send(sandbox, 'POST', `/channels/${other.id}/messages`, { content: 'a' }),
    ];
    expect(limits(there)).toEqual(limits(here));
    expect(there.headers.get('x-ratelimit-bucket')).toBe(here.headers.get('x-ratelimit-bucket'));
  });

  test('hold for a bot as a whole, for one second', async () => {
    await open();
    const refused = await tooManyAtOnce();
    expect(refused).toMatchObject({ status: 429, body: { global: true, retry_after: 1 } });
    expect(refused.headers.get('x-ratelimit-global')).toBe('true');
    expect(refused.headers.get('x-ratelimit-scope')).toBe('global');
    // A webhook's token stands in for the bot's, whose limit does not hold there.
    expect(await send(sandbox, 'GET', `/webhooks/${sandbox.bot.id}/x/messages/@original`)).not.toMatchObject({
      status: 429,
    });
    clock.advance(1000);
    expect(await send(sandbox, 'GET', '/users/@me')).toMatchObject({ status: 200 });
  });

  test('end in a ban where they are ignored, until ten minutes have passed', async () => {
    await open();
    const refused = await BREAKS.invalidRequests();
    expect(refused).toMatchObject({ status: 429, body: 'error code: 1015' });
    expect(refused.headers.get('retry-after')).toBe('600');
    clock.advance(10 * 60_000);
    expect(await send(sandbox, 'GET', '/users/@me')).toMatchObject({ status: 200 });
  });

  test('that others have used up do not count against a bot', async () => {
    await open({ mess: { sharedLimits: 1 } });
    const refused = await say();
    expect(refused).toMatchObject({ status: 429, body: { message: 'The resource is being rate limited.' } });
    expect(refused.headers.get('x-ratelimit-scope')).toBe('shared');
    expect(sandbox.state.rates.invalid).toEqual([]);
  });

  test('have buckets with numbers that make sense', async () => {
    await open();
    for (const { limit, perMs } of BUCKETS) expect(limit / perMs).toBeLessThan(0.05);
  });
});

test('discord.js waits by itself, and gets everything through', async () => {
  // Stands still from here on until the sandbox has refused: however slow the machine, all falls into one second.
  let heldAt: number | null = null;
  const held: Clock = {
    ...systemClock,
    now: () => (heldAt === null || state.requests.some(({ status }) => status === 429) ? Date.now() : heldAt),
  };
  sandbox = await Sandbox.start({ rates: true, clock: held });
  const { api, state } = sandbox;
  const rest = new REST({ api, globalRequestsPerSecond: 1000 }).setToken(state.application.token);
  let waited = 0;
  rest.on(RESTEvents.RateLimited, () => (waited += 1));
  const alice = sandbox.person('alice');
  sandbox.addRole('moderators', PermissionFlagsBits.ManageMessages, sandbox.bot);
  const targets = Array.from({ length: 8 }, () => alice.says('delete me'));
  await Promise.all(targets.map(({ id }) => rest.delete(`${messages() as '/'}/${id}`)));
  expect(targets.every(({ deletedAt }) => deletedAt !== null)).toBe(true);
  expect(waited).toBeGreaterThan(0);
  heldAt = Date.now();
  const all = Array.from({ length: 60 }, (_, n) => rest.get(n % 2 === 0 ? '/users/@me' : '/gateway/bot'));
  expect(await Promise.all(all)).toHaveLength(60);
  expect(state.requests.filter(({ status }) => status === 429).length).toBeGreaterThan(0);
  expect(state.rates.invalid.length).toBeLessThan(60);
});
