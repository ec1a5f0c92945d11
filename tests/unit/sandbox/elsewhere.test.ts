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
