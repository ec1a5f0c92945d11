import { createInflate } from 'node:zlib';
import { inflateSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { GatewayIntentBits } from 'discord-api-types/v10';
import { asksFor } from '../../../src/sandbox/gateway/intents.ts';
import { ManualClock } from '../../../src/sandbox/manual-clock.ts';
import { Sandbox } from '../../../src/sandbox/sandbox.ts';
import { RawGateway, send } from '../../support/discord/raw-client.ts';

const { GuildMembers, GuildMessages, GuildPresences } = GatewayIntentBits;

let sandbox: Sandbox;
let clock: ManualClock;

beforeEach(async () => {
  clock = new ManualClock();
  sandbox = await Sandbox.start({ clock, privilegedIntents: GuildMembers | GuildPresences });
});

afterEach(async () => {
  await sandbox.close();
});

/** A connection that resumes a session after this event. */
async function resuming(session_id: unknown, seq: number): Promise<RawGateway> {
  const gateway = await RawGateway.open(sandbox);
  gateway.sends({ op: 6, d: { token: sandbox.state.application.token, session_id, seq } });
  return gateway;
}

describe('a session', () => {
  test('is resumed when the gateway asks for a new connection', async () => {
    const first = await RawGateway.identified(sandbox, GuildMessages);
    const { session_id } = await first.event('READY');
    sandbox.askToReconnect();
    await first.until(({ op }) => op === 7);
    first.close();
    await first.closed;
    await (await resuming(session_id, 1)).event('RESUMED');
    expect([...sandbox.state.gateway.sessions.values()]).toMatchObject([{ connected: true, resumed: 1 }]);
  });

  test('that is invalid for a moment is resumed on the same connection', async () => {
    const gateway = await RawGateway.identified(sandbox, GuildMessages);
    const { session_id } = await gateway.event('READY');
    sandbox.invalidateSession({ resumable: true });
    expect(await gateway.until(({ op }) => op === 9)).toEqual({ op: 9, d: true });
    gateway.sends({ op: 6, d: { token: sandbox.state.application.token, session_id, seq: 1 } });
    await gateway.event('RESUMED');
  });

  test('that is invalid for good cannot be resumed, and another one is begun', async () => {
    const gateway = await RawGateway.identified(sandbox, GuildMessages);
    const { session_id } = await gateway.event('READY');
    sandbox.invalidateSession({ resumable: false });
    expect(await gateway.until(({ op }) => op === 9)).toEqual({ op: 9, d: false });
    const again = await resuming(session_id, 1);
    expect(await again.until(({ op }) => op === 9)).toEqual({ op: 9, d: false });
    again.identifies(sandbox);
    expect((await again.event('READY'))['session_id']).not.toBe(session_id);
  });

  test('keeps what its bot has not acknowledged, and little more', async () => {
    const gateway = await RawGateway.identified(sandbox, GuildMessages);
    const { session_id } = await gateway.event('READY');
    const alice = sandbox.person('alice');
    for (let n = 0; n < 200; n++) alice.says('hello');
    const session = sandbox.state.gateway.sessions.get(String(session_id))!;
    expect(session.events).toHaveLength(201);
    gateway.sends({ op: 1, d: 201 });
    await gateway.until(({ op }) => op === 11);
    expect(session.events).toHaveLength(50);
    gateway.close();
    await gateway.closed;
    const late = await resuming(session_id, 10);
    expect(await late.until(({ op }) => op === 9)).toEqual({ op: 9, d: false });
  });

  test('counts against the 1000 of a day, as GET /gateway/bot tells', async () => {
    await RawGateway.identified(sandbox, 0);
    clock.advance(3600_000);
    const { body } = await send(sandbox, 'GET', '/gateway/bot');
    expect(body).toMatchObject({
      session_start_limit: { total: 1000, remaining: 999, reset_after: 23 * 3600_000, max_concurrency: 1 },
    });
    clock.advance(23 * 3600_000);
    const { body: later } = await send(sandbox, 'GET', '/gateway/bot');
    expect(later).toMatchObject({ session_start_limit: { remaining: 1000, reset_after: 0 } });
  });
});

describe('a bot', () => {
  test('is asked for a heartbeat', async () => {
    const gateway = await RawGateway.identified(sandbox, 0);
    sandbox.askForHeartbeat();
    await gateway.until(({ op }) => op === 1);
  });

  test('is told of its servers as unavailable first, and then what is in them', async () => {
    const gateway = await RawGateway.identified(sandbox, GatewayIntentBits.Guilds);
    const { id } = sandbox.guild;
    expect((await gateway.event('READY'))['guilds']).toEqual([{ id, unavailable: true }]);
    expect(await gateway.event('GUILD_CREATE')).toMatchObject({ id, unavailable: false });
  });

  test('shows what it says it does', async () => {
    const gateway = await RawGateway.identified(sandbox, 0);
    const presence = { since: null, activities: [{ name: 'the news', type: 3 }], status: 'idle', afk: false };
    gateway.sends({ op: 3, d: presence });
    gateway.sends({ op: 1, d: null });
    await gateway.until(({ op }) => op === 11);
    expect(sandbox.state.gateway.presence).toEqual(presence);
  });

  test('gets members in chunks, by prefix, by id, with its nonce', async () => {
    const gateway = await RawGateway.identified(sandbox, GuildMembers);
    const alice = sandbox.person('alice');
    for (let n = 0; n < 1500; n++) sandbox.person(`reader ${String(n)}`);
    const asks = async (fields: Readonly<Record<string, unknown>>) => {
      const chunks = () => gateway.received.filter(({ t }) => t === 'GUILD_MEMBERS_CHUNK');
      const before = chunks().length;
      gateway.sends({ op: 8, d: { guild_id: sandbox.guild.id, ...fields } });
      await gateway.until(({ t }) => t === 'GUILD_MEMBERS_CHUNK', before);
      gateway.sends({ op: 1, d: null });
      await gateway.until(({ op }) => op === 11, gateway.received.filter(({ op }) => op === 11).length);
      return chunks()
        .slice(before)
        .map(({ d }) => {
          const { members, ...rest } = d as { members: { user: { username: string } }[] };
          return { names: members.map(({ user }) => user.username), ...rest };
        });
    };
    const all = await asks({ query: '', limit: 0, nonce: 'n' });
    expect(all.map(({ names }) => names.length)).toEqual([1000, 503]);
    expect(all).toMatchObject([
      { chunk_index: 0, chunk_count: 2, nonce: 'n' },
      { chunk_index: 1, chunk_count: 2, nonce: 'n' },
    ]);
    expect(await asks({ query: 'ali', limit: 5 })).toMatchObject([{ names: ['alice'] }]);
    expect((await asks({ query: 'reader', limit: 500 }))[0]?.names).toHaveLength(100);
    const unknown = '123456789012345678';
    const [byId] = await asks({ user_ids: [alice.user.id, unknown], nonce: 'x'.repeat(33) });
    expect(byId).toEqual({
      names: ['alice'],
      guild_id: sandbox.guild.id,
      chunk_index: 0,
      chunk_count: 1,
      not_found: [unknown],
    });
  });
});

describe('compression', () => {
  test('of the transport is one stream for a connection, flushed after each payload', async () => {
    const gateway = await RawGateway.open(sandbox, { compress: 'zlib-stream' });
    const inflate = createInflate();
    let text = '';
    inflate.on('data', (data: Buffer) => (text += data.toString('utf8')));
    gateway.identifies(sandbox, { intents: GatewayIntentBits.Guilds | GuildMessages });
    while (gateway.binary.length < 3) await new Promise((resolve) => setImmediate(resolve));
    sandbox.person('alice').says('ä'.repeat(2000));
    while (gateway.binary.length < 4) await new Promise((resolve) => setImmediate(resolve));
    for (const part of gateway.binary) {
      expect(part.subarray(-4).toString('hex')).toBe('0000ffff');
      await new Promise((resolve) => inflate.write(part, resolve));
    }
    expect(text).toMatch(
      /^\{"op":10.*\}\{"op":0,"s":1,"t":"READY".*\}\{.*"GUILD_CREATE".*\}\{.*"MESSAGE_CREATE"/,
    );
    expect(gateway.received).toEqual([]);
  });

  test('of payloads is a stream for each of them', async () => {
    const gateway = await RawGateway.open(sandbox);
    gateway.identifies(sandbox, { compress: true });
    while (gateway.binary.length < 1) await new Promise((resolve) => setImmediate(resolve));
    expect(inflateSync(gateway.binary[0]!).toString('utf8')).toContain('READY');
  });
});

describe('intents', () => {
  test('ask for their events alone', () => {
    const event = { name: 'MESSAGE_CREATE', needs: GuildMessages } as const;
    expect([GuildMessages, GuildMembers].map((intents) => asksFor(intents, event))).toEqual([true, false]);
    expect(asksFor(0, { name: 'INTERACTION_CREATE', needs: 0 })).toBe(true);
  });

  test('of Discord have the last word: an event under another one, or none that is modelled, is an error', () => {
    expect(() => asksFor(0, { name: 'MESSAGE_CREATE', needs: 0 })).toThrow(
      'The sandbox sends MESSAGE_CREATE',
    );
    expect(() => asksFor(0, { name: 'VOICE_STATE_UPDATE', needs: 1 << 7 })).toThrow('none that is modelled');
  });
});
