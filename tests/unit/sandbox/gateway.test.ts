import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { GatewayIntentBits, PermissionFlagsBits } from 'discord-api-types/v10';
import { Sandbox } from '../../../src/sandbox/sandbox.ts';
import { RawGateway, send } from '../../support/discord/raw-client.ts';

const { Guilds, GuildMessages, DirectMessages, MessageContent } = GatewayIntentBits;

let sandbox: Sandbox;

beforeEach(async () => {
  sandbox = await Sandbox.start({ privilegedIntents: MessageContent });
});

afterEach(async () => {
  await sandbox.close();
});

const contents = ({ received }: RawGateway) =>
  received.filter(({ t }) => t === 'MESSAGE_CREATE').map(({ d }) => (d as { content: string }).content);

describe('the gateway', () => {
  test('greets, acknowledges heartbeats, and tells who is there', async () => {
    const gateway = await RawGateway.identified(sandbox, Guilds);
    expect(gateway.received[0]).toEqual({ op: 10, d: { heartbeat_interval: 41_250 } });
    gateway.sends({ op: 1, d: null });
    await gateway.until(({ op }) => op === 11);
    expect(await gateway.event('GUILD_CREATE')).toMatchObject({
      id: sandbox.guild.id,
      channels: [{ name: 'general' }],
    });
  });

  test('leaves content empty without its intent, except in what is meant for the bot', async () => {
    const gateway = await RawGateway.identified(sandbox, GuildMessages | DirectMessages);
    const all = await RawGateway.identified(sandbox, GuildMessages | DirectMessages | MessageContent);
    const alice = sandbox.person('alice');
    alice.says('between people');
    alice.mentions(sandbox.bot, 'for the bot');
    alice.in(sandbox.direct(alice)).says('in private');
    const { body } = await send(sandbox, 'POST', `/channels/${sandbox.channel('general').id}/messages`, {
      content: 'own',
    });
    const own = sandbox.state.messages.get((body as { id: string }).id)!;
    alice.replies(own, 'a reply with ping');
    alice.replies(own, 'a reply without', { ping: false });
    await all.until(({ d }) => (d as { content?: string } | undefined)?.content === 'a reply without');
    await gateway.until(() => contents(gateway).length === 6);
    const mention = `<@${sandbox.bot.id}> for the bot`;
    expect(contents(gateway)).toEqual(['', mention, 'in private', 'own', 'a reply with ping', '']);
    expect(contents(all)).toEqual([
      'between people',
      mention,
      'in private',
      'own',
      'a reply with ping',
      'a reply without',
    ]);
  });

  test('sends nothing that the intents do not ask for, nor from channels that the bot cannot see', async () => {
    const hidden = sandbox.addChannel('hidden', { deniedToBot: PermissionFlagsBits.ViewChannel });
    const gateway = await RawGateway.identified(sandbox, GuildMessages);
    const alice = sandbox.person('alice');
    alice.in(sandbox.direct(alice)).says('private');
    alice.in(hidden).mentions(sandbox.bot, 'hidden');
    alice.mentions(sandbox.bot, 'seen');
    await gateway.event('MESSAGE_CREATE');
    expect(contents(gateway)).toEqual([`<@${sandbox.bot.id}> seen`]);
    expect(gateway.received.some(({ t }) => t === 'GUILD_CREATE')).toBe(false);
  });

  test('a resumed session gets what it missed, once and in order', async () => {
    const first = await RawGateway.identified(sandbox, GuildMessages);
    const { session_id } = await first.event('READY');
    const alice = sandbox.person('alice');
    first.close();
    await first.closed;
    alice.mentions(sandbox.bot, 'one');
    alice.mentions(sandbox.bot, 'two');
    const second = await RawGateway.open(sandbox);
    second.sends({ op: 6, d: { token: sandbox.state.application.token, session_id, seq: 1 } });
    await second.event('RESUMED');
    expect(second.received.map(({ t, s }) => [t, s]).slice(1)).toEqual([
      ['MESSAGE_CREATE', 2],
      ['MESSAGE_CREATE', 3],
      ['RESUMED', 4],
    ]);
  });

  test('a session that ended cannot be resumed', async () => {
    const first = await RawGateway.identified(sandbox, GuildMessages);
    const { session_id } = await first.event('READY');
    first.close(1000);
    await first.closed;
    const second = await RawGateway.open(sandbox);
    second.sends({ op: 6, d: { token: sandbox.state.application.token, session_id, seq: 1 } });
    expect(await second.until(({ op }) => op === 9)).toEqual({ op: 9, d: false });
  });

  test.each([
    ['an unknown opcode', 4003, (gateway: RawGateway) => gateway.sends({ op: 99 })],
    ['no JSON', 4002, (gateway: RawGateway) => gateway.sends('{')],
    ['more than 4096 bytes', 4002, (gateway: RawGateway) => gateway.sends({ op: 1, d: 'x'.repeat(4096) })],
    ['a wrong token', 4004, (gateway: RawGateway) => gateway.identifies(sandbox, { token: 'x' })],
    [
      'intents that do not exist',
      4013,
      (gateway: RawGateway) => gateway.identifies(sandbox, { intents: 1 << 30 }),
    ],
    [
      'intents that are not switched on',
      4014,
      (gateway: RawGateway) => gateway.identifies(sandbox, { intents: GatewayIntentBits.GuildPresences }),
    ],
  ])('is closed on %s', async (_what, code, act) => {
    const gateway = await RawGateway.open(sandbox);
    act(gateway);
    expect(await gateway.closed).toBe(code);
  });

  test('is closed on a second identification, on an opcode that is not modelled, and on another version', async () => {
    const twice = await RawGateway.identified(sandbox, Guilds);
    twice.identifies(sandbox);
    expect(await twice.closed).toBe(4005);
    const unknown = await RawGateway.identified(sandbox, Guilds);
    unknown.sends({ op: 31, d: { guild_ids: [] } });
    expect(await unknown.closed).toBe(4001);
    const old = await RawGateway.open(sandbox, { v: '9' });
    expect(await old.closed).toBe(4012);
  });
});
