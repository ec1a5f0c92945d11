import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  ActionRowBuilder,
  ButtonBuilder,
  ButtonStyle,
  ChannelSelectMenuBuilder,
  type Client,
  ContainerBuilder,
  type Interaction,
  type MessageActionRowComponentBuilder,
  MessageFlags,
  RoleSelectMenuBuilder,
  SectionBuilder,
  StringSelectMenuBuilder,
  TextDisplayBuilder,
  ThumbnailBuilder,
  UserSelectMenuBuilder,
} from 'discord.js';
import type { Person } from '../../../src/sandbox/people/person.ts';
import { Sandbox } from '../../../src/sandbox/sandbox.ts';
import { libraryBot } from '../../support/discord/library-bot.ts';
import { openApiCheck } from '../../support/discord/openapi.ts';

const row = (...parts: readonly MessageActionRowComponentBuilder[]) =>
  new ActionRowBuilder<MessageActionRowComponentBuilder>().addComponents(...parts);

const stop = new ButtonBuilder().setCustomId('stop').setLabel('Stop').setStyle(ButtonStyle.Danger);

let sandbox: Sandbox;
let client: Client<true> | undefined;
let alice: Person;
let bob: Person;

beforeEach(async () => {
  const spec = openApiCheck();
  sandbox = await Sandbox.start(spec ? { spec } : {});
  [alice, bob] = [sandbox.person('alice'), sandbox.person('bob')];
});

afterEach(async () => {
  await client?.destroy();
  client = undefined;
  await sandbox.close();
  expect(sandbox.state.violations).toEqual([]);
});

/** Puts a message with components into #general; what is done with them goes to `on`. */
async function shows(
  options: { readonly content?: string; readonly components: readonly unknown[]; readonly flags?: number },
  on: (interaction: Interaction) => Promise<unknown>,
): Promise<void> {
  client = await libraryBot(sandbox, on);
  const channel = await client.channels.fetch(sandbox.channel('general').id);
  if (!channel?.isSendable()) throw new Error('there is no channel');
  await channel.send(options as Parameters<typeof channel.send>[0]);
}

describe('a button', () => {
  test('tells the bot who pressed it where, and may change its message at once', async () => {
    await shows({ content: 'Working', components: [row(stop)] }, async (interaction) => {
      if (!interaction.isButton()) return;
      expect(interaction.message.content).toBe('Working');
      expect(interaction.component).toMatchObject({ label: 'Stop' });
      await interaction.update({ content: `Stopped by ${interaction.user.username}`, components: [] });
    });
    const pressed = alice.clicks('Stop');
    const message = await bob.sees('Stopped by alice');
    expect(pressed).toMatchObject({ name: 'stop', responseId: message.id });
    expect(message.components).toEqual([]);
    expect(() => alice.clicks('Stop')).toThrow('alice sees no button Stop.');
  });

  test('may answer its presser alone, and later', async () => {
    await shows({ content: 'Working', components: [row(stop)] }, async (interaction) => {
      if (!interaction.isButton()) return;
      await interaction.deferReply({ flags: MessageFlags.Ephemeral });
      await interaction.editReply('for you');
      await interaction.followUp({ content: 'for all' });
    });
    alice.clicks('stop');
    await alice.sees('for all');
    expect(alice.screen.map(({ content }) => content)).toEqual(['Working', 'for you', 'for all']);
    expect(bob.screen.map(({ content }) => content)).toEqual(['Working', 'for all']);
    expect(alice.transcript()).toContain('(only you see this, edited once): for you');
    expect(bob.transcript()).not.toContain('for you');
  });

  test('may take its time before it changes the message', async () => {
    await shows({ content: 'Working', components: [row(stop)] }, async (interaction) => {
      if (!interaction.isButton()) return;
      const { resource } = await interaction.deferUpdate({ withResponse: true });
      expect(resource?.message ?? null).toBeNull();
      await interaction.editReply({
        content: 'Stopped',
        components: [row(ButtonBuilder.from(stop.toJSON()).setDisabled())],
      });
      await interaction.followUp({ content: 'psst', flags: MessageFlags.Ephemeral });
    });
    alice.clicks('Stop');
    await alice.sees('psst');
    expect(alice.screen[0]).toMatchObject({ content: 'Stopped', flags: 0 });
    expect(alice.transcript()).toContain('Stopped ([Stop])');
    expect(bob.screen).toHaveLength(1);
    expect(() => bob.clicks('Stop')).toThrow('The button Stop is switched off.');
  });

  test('that links tells the bot nothing', async () => {
    const link = new ButtonBuilder()
      .setURL('https://example.org')
      .setLabel('Read')
      .setStyle(ButtonStyle.Link);
    await shows({ content: 'a', components: [row(link)] }, () => Promise.resolve());
    expect(() => alice.clicks('Read')).toThrow('The button Read opens a page');
  });
});

describe('a select menu', () => {
  test('gives the values that were chosen, as many as it allows', async () => {
    const menu = new StringSelectMenuBuilder()
      .setCustomId('source')
      .setPlaceholder('Sources')
      .setMaxValues(2)
      .addOptions(
        { label: 'First', value: '1' },
        { label: 'Second', value: '2' },
        { label: 'Third', value: '3' },
      );
    await shows({ content: 'a', components: [row(menu)] }, async (interaction) => {
      if (interaction.isStringSelectMenu()) await interaction.reply(interaction.values.join('+'));
    });
    alice.selects('Sources', 'First', '3');
    const reply = await alice.sees('1+3');
    expect(reply.replyTo).toBe(alice.screen[0]?.id);
    expect(() => alice.selects('Sources', 'Fourth')).toThrow('The menu Sources does not offer Fourth.');
    expect(() => alice.selects('Sources')).toThrow('The menu Sources takes 1 to 2 choices.');
    expect(() => alice.selects('Fonts', 'a')).toThrow('alice sees no menu Fonts.');
  });

  test('gives users, roles and channels with what the bot may know of them', async () => {
    const role = sandbox.addRole('readers', 0n, bob.user);
    const menus = [
      new UserSelectMenuBuilder().setCustomId('user'),
      new RoleSelectMenuBuilder().setCustomId('role'),
      new ChannelSelectMenuBuilder().setCustomId('channel'),
    ];
    await shows({ content: 'a', components: menus.map((menu) => row(menu)) }, async (interaction) => {
      if (interaction.isUserSelectMenu()) {
        const { users, members } = interaction;
        await interaction.reply(`${users.first()?.username ?? '?'} of ${String(members.size)}`);
      } else if (interaction.isRoleSelectMenu()) {
        await interaction.reply(`role ${interaction.roles.first()?.name ?? '?'}`);
      } else if (interaction.isChannelSelectMenu()) {
        const channel = interaction.channels.first();
        await interaction.reply(`channel ${channel && 'name' in channel ? String(channel.name) : '?'}`);
      }
    });
    alice.selects('user', bob.user);
    await alice.sees('bob of 1');
    alice.selects('role', role);
    await alice.sees('role readers');
    alice.selects('channel', sandbox.channel('general'));
    await alice.sees('channel general');
    expect(() => alice.selects('role', bob.user)).toThrow('The menu role does not offer bob.');
  });
});

describe('Components V2', () => {
  const container = new ContainerBuilder()
    .setAccentColor(0x336699)
    .addTextDisplayComponents(new TextDisplayBuilder().setContent('# An answer'))
    .addSectionComponents(
      new SectionBuilder()
        .addTextDisplayComponents(new TextDisplayBuilder().setContent('with a source'))
        .setThumbnailAccessory(new ThumbnailBuilder().setURL('https://example.org/a.png')),
    )
    .addSeparatorComponents((separator) => separator)
    .addActionRowComponents((actions) => actions.addComponents(stop));

  test('are read as text, pressed as buttons, and come back with their ids', async () => {
    await shows({ flags: MessageFlags.IsComponentsV2, components: [container] }, async (interaction) => {
      if (!interaction.isButton()) return;
      expect(interaction.message.flags.has(MessageFlags.IsComponentsV2)).toBe(true);
      await interaction.update({
        components: [new TextDisplayBuilder().setContent('That is all.')],
        flags: MessageFlags.IsComponentsV2,
      });
    });
    const message = await alice.sees('with a source');
    expect(message).toMatchObject({ content: '', components: [{ id: 1 }] });
    expect(alice.transcript()).toContain('# An answer\nwith a source [Stop]');
    alice.clicks('Stop');
    await alice.sees('That is all.');
    expect(message.history.map(({ content }) => content)).toEqual([
      '# An answer\nwith a source',
      'That is all.',
    ]);
  });

  test('mention people in their texts', async () => {
    const text = new TextDisplayBuilder().setContent(`Hello <@${bob.user.id}>`);
    await shows({ flags: MessageFlags.IsComponentsV2, components: [text] }, () => Promise.resolve());
    expect(sandbox.state.pings).toMatchObject([{ target: { user: bob.user.id }, by: 'create' }]);
  });
});
