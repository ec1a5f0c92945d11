import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  ActionRowBuilder,
  ApplicationIntegrationType,
  ButtonBuilder,
  ButtonStyle,
  type ChatInputCommandInteraction,
  type Client,
  InteractionContextType,
  PermissionFlagsBits,
  SlashCommandBuilder,
} from 'discord.js';
import type { Person } from '../../../src/sandbox/people/person.ts';
import { Sandbox } from '../../../src/sandbox/sandbox.ts';
import { libraryBot } from '../../support/discord/library-bot.ts';
import { openApiCheck } from '../../support/discord/openapi.ts';

const { GuildInstall, UserInstall } = ApplicationIntegrationType;
const { Guild, BotDM, PrivateChannel } = InteractionContextType;

let sandbox: Sandbox;
let client: Client<true>;
let heard: ChatInputCommandInteraction[];

beforeEach(async () => {
  heard = [];
  const spec = openApiCheck();
  sandbox = await Sandbox.start(spec ? { spec } : {});
  client = await libraryBot(sandbox, async (interaction) => {
    if (!interaction.isChatInputCommand()) return;
    await interaction.reply('heard');
    heard.push(interaction);
  });
  const everywhere = { integration: [GuildInstall, UserInstall], contexts: [Guild, BotDM, PrivateChannel] };
  const commands = [
    { name: 'ask', ...everywhere },
    { name: 'server', ...everywhere, integration: [GuildInstall] },
    { name: 'mine', ...everywhere, integration: [UserInstall] },
    { name: 'alone', ...everywhere, contexts: [BotDM] },
  ];
  await client.application.commands.set(
    commands.map(({ name, integration, contexts }) =>
      new SlashCommandBuilder()
        .setName(name)
        .setDescription('a')
        .setIntegrationTypes(...integration)
        .setContexts(...contexts),
    ),
  );
});

afterEach(async () => {
  await client.destroy();
  await sandbox.close();
  expect(sandbox.state.violations).toEqual([]);
});

/** Which of the commands somebody's client offers. */
function offeredTo(person: Person): string[] {
  return ['ask', 'server', 'mine', 'alone'].filter((name) => {
    try {
      person.runs(name);
      return true;
    } catch {
      return false;
    }
  });
}

async function ask(person: Person): Promise<ChatInputCommandInteraction> {
  heard = [];
  person.runs('ask');
  return person.until('be heard', () => heard[0]);
}

describe('an app that people add for themselves', () => {
  test('offers each command where its place and its way of being added allow it', () => {
    const alice = sandbox.person('alice');
    const bob = sandbox.person('bob', { installed: true });
    expect(offeredTo(alice)).toEqual(['ask', 'server']);
    expect(offeredTo(bob)).toEqual(['ask', 'server', 'mine']);
    expect(offeredTo(alice.in(sandbox.direct(alice)))).toEqual(['ask', 'server', 'alone']);
    expect(offeredTo(sandbox.personElsewhere('eve'))).toEqual(['ask', 'mine']);
    expect(offeredTo(sandbox.personElsewhere('mallory', { installed: false }))).toEqual([]);
    expect(offeredTo(sandbox.addPrivateChannel('friends', bob, alice))).toEqual(['ask', 'mine']);
    const nobody = sandbox.addPrivateChannel('others', 'carol', 'dave', 'erin');
    nobody.user.hasInstalled = false;
    expect(offeredTo(nobody)).toEqual([]);
  });

  test('learns by whom it is there, in which kind of place, and what it may do', async () => {
    const alice = sandbox.person('alice', { installed: true });
    const eve = sandbox.personElsewhere('eve');
    const two = sandbox.addPrivateChannel('two', 'carol', 'dave');
    const three = sandbox.addPrivateChannel('three', 'erin', 'frank', 'grace');
    const direct = alice.in(sandbox.direct(alice));
    const seen: unknown[] = [];
    for (const person of [alice, direct, eve, two, three]) {
      const { context, authorizingIntegrationOwners: owners, channel, appPermissions } = await ask(person);
      const may = [
        appPermissions.has(PermissionFlagsBits.SendMessages) && 'send',
        appPermissions.has(PermissionFlagsBits.EmbedLinks) && 'embed',
      ].filter(Boolean);
      seen.push([context, owners.guildId, owners.userId, channel?.type, may.join('+')]);
    }
    expect(seen).toEqual([
      [Guild, sandbox.guild.id, alice.user.id, 0, 'send+embed'],
      [BotDM, '0', alice.user.id, 1, 'embed'],
      // discord.js keeps no channel of a server that it does not know.
      [Guild, null, eve.user.id, undefined, 'embed'],
      [PrivateChannel, null, two.user.id, 1, 'embed'],
      [PrivateChannel, null, three.user.id, 3, 'embed'],
    ]);
  });

  test('responds there, and can do nothing there by its token', async () => {
    for (const person of [
      sandbox.personElsewhere('eve'),
      sandbox.addPrivateChannel('two', 'carol', 'dave'),
    ]) {
      const interaction = await ask(person);
      await person.sees('heard');
      await interaction.editReply('edited');
      await interaction.followUp('and more');
      await person.sees('and more');
      const { id } = person.channel;
      const denied = { status: 403, code: 50_001 };
      await expect(client.rest.get(`/channels/${id}`)).rejects.toMatchObject(denied);
      await expect(client.rest.get(`/channels/${id}/messages`)).rejects.toMatchObject(denied);
      await expect(client.rest.post(`/channels/${id}/typing`)).rejects.toMatchObject(denied);
      const posted = client.rest.post(`/channels/${id}/messages`, { body: { content: 'a' } });
      await expect(posted).rejects.toMatchObject(denied);
      const reply = await interaction.fetchReply();
      const deleted = client.rest.delete(`/channels/${id}/messages/${reply.id}`);
      await expect(deleted).rejects.toMatchObject(denied);
    }
  });

  test('may follow up five times, and again as often as it likes where a server has it too', async () => {
    const two = sandbox.addPrivateChannel('two', 'carol', 'dave');
    const interaction = await ask(two);
    await two.sees('heard');
    for (const content of ['1', '2', '3', '4', '5']) await interaction.followUp(content);
    await expect(interaction.followUp('6')).rejects.toMatchObject({ code: 40_094 });
    expect(sandbox.state.violations.splice(0)).toHaveLength(1);
    const alice = sandbox.person('alice', { installed: true });
    const here = await ask(alice);
    await alice.sees('heard');
    for (const content of ['1', '2', '3', '4', '5', '6']) await here.followUp(content);
  });

  test('hears of a button from whoever presses it, by the one who brought the app along', async () => {
    const alice = sandbox.person('alice', { installed: true });
    const bob = sandbox.person('bob');
    const inGroup = sandbox.addPrivateChannel('group', alice, bob, 'carol');
    const interaction = await ask(inGroup);
    await inGroup.sees('heard');
    const button = new ButtonBuilder().setCustomId('more').setLabel('More').setStyle(ButtonStyle.Primary);
    const row = new ActionRowBuilder<ButtonBuilder>().addComponents(button);
    await interaction.editReply({ content: 'heard', components: [row] });
    const pressed = bob.in(inGroup.channel).clicks('More');
    expect(pressed.userId).toBe(bob.user.id);
    expect(pressed.owners).toEqual({ [UserInstall]: alice.user.id });
  });
});
