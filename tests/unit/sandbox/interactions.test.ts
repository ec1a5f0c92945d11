import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  ApplicationCommandType,
  ApplicationIntegrationType,
  type Client,
  ContextMenuCommandBuilder,
  type Interaction,
  InteractionContextType,
  LabelBuilder,
  MessageFlags,
  ModalBuilder,
  PermissionFlagsBits,
  SlashCommandBuilder,
  StringSelectMenuBuilder,
  TextInputBuilder,
  TextInputStyle,
} from 'discord.js';
import type { Person } from '../../../src/sandbox/people/person.ts';
import { Sandbox } from '../../../src/sandbox/sandbox.ts';
import { libraryBot } from '../../support/discord/library-bot.ts';
import { openApiCheck } from '../../support/discord/openapi.ts';

const { GuildInstall, UserInstall } = ApplicationIntegrationType;
const { Guild, BotDM, PrivateChannel } = InteractionContextType;

let sandbox: Sandbox;
let client: Client<true> | undefined;
let alice: Person;

beforeEach(async () => {
  const spec = openApiCheck();
  sandbox = await Sandbox.start({ guildLocale: 'de', ...(spec && { spec }) });
  alice = sandbox.person('alice', { locale: 'fr' });
});

afterEach(async () => {
  await client?.destroy();
  client = undefined;
  await sandbox.close();
  expect(sandbox.state.violations).toEqual([]);
});

type Builder = { toJSON: () => unknown };

/** A bot with these commands. */
async function bot(
  commands: readonly Builder[],
  on: (interaction: Interaction) => Promise<unknown>,
): Promise<void> {
  client = await libraryBot(sandbox, on);
  await client.application.commands.set(commands as never);
}

const slash = () => new SlashCommandBuilder().setName('ask').setDescription('Asks');

describe('a slash command', () => {
  test('carries options of every type, what they stand for, locales and permissions', async () => {
    const command = slash()
      .addStringOption((option) => option.setName('text').setDescription('a').setRequired(true))
      .addIntegerOption((option) => option.setName('count').setDescription('a').setMinValue(1).setMaxValue(9))
      .addNumberOption((option) => option.setName('ratio').setDescription('a'))
      .addBooleanOption((option) => option.setName('loud').setDescription('a'))
      .addUserOption((option) => option.setName('user').setDescription('a'))
      .addRoleOption((option) => option.setName('role').setDescription('a'))
      .addChannelOption((option) => option.setName('channel').setDescription('a'))
      .addMentionableOption((option) => option.setName('who').setDescription('a'));
    await bot([command], async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      const { options, locale, guildLocale, memberPermissions, appPermissions } = interaction;
      const channel = options.getChannel('channel');
      const said = [
        options.getString('text'),
        options.getInteger('count'),
        options.getNumber('ratio'),
        options.getBoolean('loud'),
        options.getUser('user')?.username,
        options.getRole('role')?.name,
        channel && 'name' in channel ? channel.name : null,
        options.getMentionable('who') === null ? 'nobody' : 'somebody',
        locale,
        guildLocale,
        memberPermissions?.has(PermissionFlagsBits.SendMessages),
        appPermissions.has(PermissionFlagsBits.ManageGuild),
      ];
      await interaction.reply(said.join(' '));
    });
    const role = sandbox.addRole('readers', 0n);
    alice.runs('ask', {
      text: 'why',
      count: 3,
      ratio: 0.5,
      loud: true,
      user: alice.user,
      role,
      channel: sandbox.channel('general'),
      who: role,
    });
    await alice.sees('why 3 0.5 true alice readers general somebody fr de true false');
    expect(() => alice.runs('ask', { text: 'a', count: 10 })).toThrow(
      'count takes a whole number from 1 to 9.',
    );
    expect(() => alice.runs('ask', { text: 'a', user: role })).toThrow('user takes a user.');
  });

  test('may have subcommands', async () => {
    const command = slash().addSubcommandGroup((group) =>
      group
        .setName('sources')
        .setDescription('a')
        .addSubcommand((sub) =>
          sub
            .setName('show')
            .setDescription('a')
            .addStringOption((option) => option.setName('name').setDescription('a')),
        ),
    );
    await bot([command], async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      const { options } = interaction;
      await interaction.reply(
        `${options.getSubcommandGroup() ?? ''}/${options.getSubcommand()}/${options.getString('name') ?? ''}`,
      );
    });
    alice.runs('ask sources show', { name: 'x' });
    await alice.sees('sources/show/x');
    expect(() => alice.runs('ask')).toThrow('/ask needs a subcommand.');
    expect(() => alice.runs('ask sources hide')).toThrow('There is no command /ask sources hide.');
  });

  test('is offered where it belongs, to those who may use it', async () => {
    const everywhere = slash()
      .setIntegrationTypes(GuildInstall, UserInstall)
      .setContexts(Guild, BotDM, PrivateChannel);
    const managers = new SlashCommandBuilder()
      .setName('reindex')
      .setDescription('a')
      .setContexts(Guild)
      .setDefaultMemberPermissions(PermissionFlagsBits.ManageGuild);
    await bot([everywhere, managers], async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      const { context, authorizingIntegrationOwners: owners } = interaction;
      const by = [owners.guildId && 'server', owners.userId && 'person'].filter(Boolean);
      await interaction.reply(`${String(context)} ${by.join('+')}`);
    });
    expect(() => alice.runs('reindex')).toThrow('alice cannot use /reindex here.');
    sandbox.addRole('managers', PermissionFlagsBits.ManageGuild, alice.user);
    alice.runs('reindex');
    await alice.sees('0 server');
    const inPrivate = alice.in(sandbox.direct(alice));
    expect(() => inPrivate.runs('reindex')).toThrow('cannot use /reindex here');
    inPrivate.runs('ask');
    await inPrivate.sees('1 server');
    const friends = sandbox.addPrivateChannel('two friends', 'carol', 'dave');
    friends.runs('ask');
    await friends.sees('2 person');
  });

  test('of which the bot never hears again shows that to the person', async () => {
    await bot([slash()], () => Promise.resolve());
    const interaction = alice.runs('ask');
    expect(interaction.acknowledgedAt).toBeNull();
    expect(alice.transcript()).toContain('alice used /ask');
  });
});

describe('an option that completes itself', () => {
  const command = slash().addStringOption((option) =>
    option.setName('source').setDescription('a').setAutocomplete(true),
  );

  test('offers what the bot finds for what was typed so far', async () => {
    await bot([command], async (interaction) => {
      if (!interaction.isAutocomplete()) return;
      const typed = interaction.options.getFocused();
      await interaction.respond([{ name: `${typed}bour Courier`, value: 'courier' }]);
    });
    expect(await alice.types('ask', { source: 'Har' })).toEqual([
      { name: 'Harbour Courier', value: 'courier' },
    ]);
    expect(alice.screen).toEqual([]);
    await expect(alice.types('ask', { text: 'a' })).rejects.toThrow('/ask has no option text.');
  });
});

describe('a command on a message or a user', () => {
  test('carries what it is used on, readable without any privileged intent', async () => {
    const onMessage = new ContextMenuCommandBuilder()
      .setName('Ask about this')
      .setType(ApplicationCommandType.Message);
    const onUser = new ContextMenuCommandBuilder().setName('Greet').setType(ApplicationCommandType.User);
    await bot([onMessage, onUser], async (interaction) => {
      if (interaction.isMessageContextMenuCommand())
        await interaction.reply(`about: ${interaction.targetMessage.content}`);
      if (interaction.isUserContextMenuCommand())
        await interaction.reply(`hello ${interaction.targetUser.username}`);
    });
    const bob = sandbox.person('bob');
    alice.uses('Ask about this', bob.says('a claim'));
    const reply = await alice.sees('about: a claim');
    expect(reply.type).toBe(23);
    alice.uses('Greet', bob.user);
    await alice.sees('hello bob');
    expect(() => alice.uses('Greet', reply)).toThrow('There is no command Greet.');
  });
});

describe('a form', () => {
  const form = new ModalBuilder()
    .setCustomId('feedback')
    .setTitle('What went wrong?')
    .addLabelComponents(
      new LabelBuilder()
        .setLabel('Kind')
        .setStringSelectMenuComponent(
          new StringSelectMenuBuilder()
            .setCustomId('kind')
            .addOptions({ label: 'Wrong', value: 'wrong' }, { label: 'Outdated', value: 'old' }),
        ),
      new LabelBuilder()
        .setLabel('Details')
        .setTextInputComponent(
          new TextInputBuilder().setCustomId('details').setStyle(TextInputStyle.Paragraph).setMinLength(3),
        ),
    );

  test('is filled in by its labels, and answered like a command', async () => {
    await bot([slash()], async (interaction) => {
      if (interaction.isChatInputCommand()) await interaction.showModal(form);
      if (!interaction.isModalSubmit()) return;
      const { fields } = interaction;
      await interaction.reply({
        content: `${fields.getStringSelectValues('kind').join()}: ${fields.getTextInputValue('details')}`,
        flags: MessageFlags.Ephemeral,
      });
    });
    alice.runs('ask');
    await alice.until('see the form', () => alice.form);
    expect(() => alice.submits({ Details: 'no' })).toThrow();
    expect(() => alice.submits({ Kind: 'Outdated', Details: 'no' })).toThrow(
      'Details takes 3 to 4000 characters.',
    );
    expect(() => alice.submits({ Colour: 'red' })).toThrow('has no field Colour.');
    alice.submits({ Kind: 'Outdated', Details: 'in 2024' });
    await alice.sees('old: in 2024');
    expect(alice.form).toBeNull();
    expect(alice.transcript()).toContain('alice sent the form [What went wrong?]');
  });

  test('may be put away, and the bot does not learn of it', async () => {
    await bot([slash()], async (interaction) => {
      if (interaction.isChatInputCommand()) await interaction.showModal(form);
    });
    alice.runs('ask');
    await alice.until('see the form', () => alice.form);
    alice.dismisses();
    expect(() => alice.submits()).toThrow('No form is open before alice.');
  });
});
