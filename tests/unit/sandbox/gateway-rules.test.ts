import { afterEach, describe, expect, test } from '@jest/globals';
import { GatewayIntentBits } from 'discord-api-types/v10';
import { ManualClock } from '../../../src/sandbox/manual-clock.ts';
import { GATEWAY_RULES, type GatewayRuleName } from '../../../src/sandbox/rules/gateway-rules.ts';
import { Sandbox } from '../../../src/sandbox/sandbox.ts';
import { RawGateway } from '../../support/discord/raw-client.ts';

interface Scene {
  readonly sandbox: Sandbox;
  readonly clock: ManualClock;
}

type Break = (on: Scene) => Promise<RawGateway>;

const identified = ({ sandbox }: Scene, intents = 0) => RawGateway.identified(sandbox, intents);

/** A new connection that identifies like this. */
const identifying =
  (fields: Readonly<Record<string, unknown>>): Break =>
  async ({ sandbox }) => {
    const gateway = await RawGateway.open(sandbox);
    gateway.identifies(sandbox, fields);
    return gateway;
  };

/** A bot that is online and sends this. */
const sending =
  (payload: unknown): Break =>
  async (on) => {
    const gateway = await identified(on);
    gateway.sends(payload);
    return gateway;
  };

/** For every rule of the gateway, how it is broken. */
const BREAKS: Readonly<Record<GatewayRuleName, Break>> = {
  knownOpcode: sending({ op: 4, d: { guild_id: '1', channel_id: null, self_mute: false, self_deaf: false } }),
  decodable: sending('{'),
  validPayload: sending({ op: 3, d: { status: 'asleep' } }),
  payloadSize: sending(JSON.stringify({ op: 1, d: null }).padEnd(4097)),
  encoding: ({ sandbox }) => RawGateway.open(sandbox, { encoding: 'etf' }),
  compression: ({ sandbox }) => RawGateway.open(sandbox, { compress: 'zstd-stream' }),
  authenticatedFirst: async ({ sandbox }) => {
    const gateway = await RawGateway.open(sandbox);
    gateway.sends({ op: 3, d: { since: null, activities: [], status: 'online', afk: false } });
    return gateway;
  },
  authentic: identifying({ token: 'x' }),
  sessionStarts: (on) => {
    on.sandbox.state.gateway.starts = Array<number>(1000).fill(on.clock.now() - 60_000);
    return identifying({})(on);
  },
  identifiedOnce: async (on) => {
    const gateway = await identified(on);
    on.clock.advance(5000);
    gateway.identifies(on.sandbox);
    return gateway;
  },
  validSequence: async (on) => {
    const { session_id } = await (await identified(on)).event('READY');
    const gateway = await RawGateway.open(on.sandbox);
    gateway.sends({ op: 6, d: { token: on.sandbox.state.application.token, session_id, seq: 99 } });
    return gateway;
  },
  sendRate: async (on) => {
    const gateway = await identified(on);
    // One payload has identified it; the next after these is the 121st.
    for (let sent = 1; sent <= 119; sent++) gateway.sends({ op: 1, d: null });
    await gateway.until(({ op }) => op === 11, 118);
    return gateway;
  },
  heartbeatInTime: async (on) => {
    const gateway = await identified(on);
    on.clock.advance(2 * 41_250);
    return gateway;
  },
  validShard: identifying({ shard: [1, 2] }),
  shardingRequired: (on) => {
    const { guilds } = on.sandbox.state;
    for (let more = 1; more <= 2500; more++) guilds.set(String(more), on.sandbox.guild);
    return identifying({})(on);
  },
  version: ({ sandbox }) => RawGateway.open(sandbox, { v: '9' }),
  validIntents: identifying({ intents: 1 << 30 }),
  allowedIntents: identifying({ intents: GatewayIntentBits.GuildPresences }),
  memberIntents: (on) => sending({ op: 8, d: { guild_id: on.sandbox.guild.id, query: '', limit: 0 } })(on),
  identifyRate: async (on) => {
    await identified(on);
    on.clock.advance(4999);
    return identifying({})(on);
  },
};

let on: Scene | undefined;

async function scene(without: readonly GatewayRuleName[] = []): Promise<Scene> {
  const clock = new ManualClock();
  on = { clock, sandbox: await Sandbox.start({ clock, without, strictTimes: true }) };
  return on;
}

afterEach(async () => {
  await on?.sandbox.close();
});

/** What becomes of a connection that answers, or not, to one heartbeat more. */
async function fate(gateway: RawGateway): Promise<number | 'invalid session' | 'alive'> {
  const before = gateway.received.filter(({ op }) => op === 11).length;
  gateway.sends({ op: 1, d: null });
  const acknowledged = gateway
    .until(({ op }) => op === 9 || op === 11, before)
    .then(({ op }) => (op === 9 ? ('invalid session' as const) : ('alive' as const)));
  return Promise.race([gateway.closed, acknowledged]);
}

const NAMES = Object.keys(GATEWAY_RULES) as GatewayRuleName[];

describe('a rule of the gateway', () => {
  test.each(NAMES)('%s is enforced, as its row in the table says', async (name) => {
    const { sandbox } = await scene();
    const gateway = await BREAKS[name]({ ...on! });
    const { close, fault } = GATEWAY_RULES[name];
    expect(await fate(gateway)).toBe(close ?? 'invalid session');
    expect(sandbox.state.violations).toHaveLength(fault ? 1 : 0);
  });

  test.each(NAMES)('%s is what closes the connection: without it, nothing does', async (name) => {
    const { sandbox } = await scene([name]);
    expect(await fate(await BREAKS[name]({ ...on! }))).toBe('alive');
    expect(sandbox.state.violations).toEqual([]);
  });

  test('has a source', () => {
    for (const { source } of Object.values(GATEWAY_RULES)) expect(source).toMatch(/\.mdx#/);
  });
});
