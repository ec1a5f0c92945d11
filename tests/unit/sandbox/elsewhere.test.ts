import { expect, test } from '@jest/globals';
import { GatewayIntentBits } from 'discord-api-types/v10';
import { Sandbox } from '../../../src/sandbox/sandbox.ts';
import { RawGateway } from '../../support/discord/raw-client.ts';

test('a bot learns nothing of a server that it is not in', async () => {
  const sandbox = await Sandbox.start();
  try {
    const eve = sandbox.personElsewhere('eve');
    const gateway = await RawGateway.identified(
      sandbox,
      GatewayIntentBits.Guilds | GatewayIntentBits.GuildMessages,
    );
    eve.mentions(sandbox.bot, 'elsewhere');
    sandbox.person('alice').mentions(sandbox.bot, 'here');
    const event = await gateway.event('MESSAGE_CREATE');
    expect(event['content']).toContain('here');
    const told = gateway.received
      .filter(({ t }) => t === 'GUILD_CREATE')
      .map(({ d }) => (d as { id: string }).id);
    expect(told).toEqual([sandbox.guild.id]);
  } finally {
    await sandbox.close();
  }
});

test('who comes and goes is told to a bot with the privileged intent alone', async () => {
  const { Guilds, GuildMembers } = GatewayIntentBits;
  const sandbox = await Sandbox.start({ privilegedIntents: GuildMembers });
  try {
    const privileged = await RawGateway.identified(sandbox, Guilds | GuildMembers);
    const plain = await RawGateway.identified(sandbox, Guilds);
    const alice = sandbox.person('alice');
    const thread = alice.startsThread('a talk').channel.thread;
    const user = { username: 'alice' };
    expect(await privileged.event('GUILD_MEMBER_ADD')).toMatchObject({ guild_id: sandbox.guild.id, user });
    alice.leavesServer();
    expect(await privileged.event('GUILD_MEMBER_REMOVE')).toMatchObject({ guild_id: sandbox.guild.id, user });
    expect(thread?.members.size).toBe(0);
    expect(alice.screen).toEqual([]);
    await plain.event('THREAD_CREATE');
    expect(plain.received.filter(({ t }) => t?.startsWith('GUILD_MEMBER'))).toEqual([]);
    privileged.close();
    plain.close();
  } finally {
    await sandbox.close();
  }
});
