import {
  ActionRowBuilder,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ButtonBuilder,
  ButtonStyle,
  Client,
  ContainerBuilder,
  EmbedBuilder,
  Events,
  GatewayIntentBits,
  LabelBuilder,
  MessageFlags,
  ModalBuilder,
  SectionBuilder,
  SeparatorBuilder,
  StringSelectMenuBuilder,
  TextDisplayBuilder,
  TextInputBuilder,
  TextInputStyle,
} from 'discord.js';
import type { Sandbox } from '../../../src/sandbox/sandbox.ts';

/** Somebody else's bot, with everything a page must show and that ours may not have: buttons, menus, silence. */
export class ExampleBot {
  readonly #client: Client;

  private constructor(client: Client) {
    this.#client = client;
  }

  static async start(sandbox: Sandbox): Promise<ExampleBot> {
    const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: sandbox.api } });
    const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve));
    client.on(Events.InteractionCreate, (interaction) => {
      if (interaction.isUserContextMenuCommand()) {
        void interaction.reply(`looked up ${interaction.targetUser.username}`);
        return;
      }
      if (interaction.isChatInputCommand()) {
        if (interaction.commandName === 'silence') return;
        if (interaction.commandName === 'layout') {
          void interaction.reply({ flags: MessageFlags.IsComponentsV2, components: [layout()] });
          return;
        }
        if (interaction.commandName === 'embed') {
          void interaction.reply({ embeds: [embed()] });
          return;
        }
        if (interaction.commandName === 'choose') {
          const { options } = interaction;
          const named = [options.getUser('who'), options.getChannel('where'), options.getRole('role')];
          void interaction.reply(`chosen: ${named.map((thing) => thing?.id ?? 'none').join(' ')}`);
          return;
        }
        if (interaction.commandName === 'pick') {
          void interaction.reply(`picked: ${interaction.options.getString('thing', true)}`);
          return;
        }
        void interaction.reply({ content: hostile(), components: controls() });
      } else if (interaction.isAutocomplete()) {
        const typed = interaction.options.getFocused();
        void interaction.respond([
          { name: `${typed} alone`, value: `${typed}-alone` },
          { name: `${typed} and more`, value: `${typed}-more` },
        ]);
      } else if (interaction.isModalSubmit()) {
        void interaction.reply(`read: ${interaction.fields.getTextInputValue('reason')}`);
      } else if (interaction.isButton() && interaction.customId === 'form') {
        void interaction.showModal(form());
      } else if (interaction.isButton() && interaction.customId === 'ignored') {
        return;
      } else if (interaction.isButton()) {
        void interaction.reply({ content: 'for your eyes', flags: MessageFlags.Ephemeral });
      } else if (interaction.isStringSelectMenu()) {
        void interaction.update({ content: `chosen: ${interaction.values.join()}` });
      }
    });
    await client.login(sandbox.state.application.token);
    await ready;
    await client.application?.commands.set([
      { name: 'show', description: 'Shows everything' },
      { name: 'silence', description: 'Says nothing' },
      { name: 'layout', description: 'Shows a layout' },
      { name: 'embed', description: 'Shows an embed' },
      { name: 'Look up', type: ApplicationCommandType.User },
      {
        name: 'choose',
        description: 'Takes people and places',
        options: [
          { type: ApplicationCommandOptionType.User, name: 'who', description: 'Somebody', required: true },
          { type: ApplicationCommandOptionType.Channel, name: 'where', description: 'A place' },
          { type: ApplicationCommandOptionType.Role, name: 'role', description: 'A role' },
        ],
      },
      {
        name: 'pick',
        description: 'Completes what is typed',
        options: [
          {
            type: ApplicationCommandOptionType.String,
            name: 'thing',
            description: 'Anything',
            required: true,
            autocomplete: true,
          },
        ],
      },
    ]);
    return new ExampleBot(client);
  }

  stop(): Promise<void> {
    return this.#client.destroy();
  }
}

/** What an article or a model may contain. */
function hostile(): string {
  return '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script> [click](javascript:window.hacked=1) **bold**';
}

function layout(): ContainerBuilder {
  const text = (content: string) => new TextDisplayBuilder().setContent(content);
  const more = new ButtonBuilder().setCustomId('whisper').setLabel('More').setStyle(ButtonStyle.Primary);
  return new ContainerBuilder()
    .setAccentColor(0x57f287)
    .addTextDisplayComponents(text('# A heading of the layout'))
    .addSectionComponents(
      new SectionBuilder().addTextDisplayComponents(text('a **section**')).setButtonAccessory(more),
    )
    .addSeparatorComponents(new SeparatorBuilder())
    .addTextDisplayComponents(text('below the line'));
}

function embed(): EmbedBuilder {
  return new EmbedBuilder()
    .setTitle('An embed')
    .setURL('https://example.org/embed')
    .setDescription('its *description* <b>as text</b>')
    .addFields({ name: 'Field', value: 'its value' })
    .setFooter({ text: 'its foot' });
}

function form(): ModalBuilder {
  const input = new TextInputBuilder().setCustomId('reason').setStyle(TextInputStyle.Paragraph);
  return new ModalBuilder()
    .setCustomId('feedback')
    .setTitle('What went wrong?')
    .addLabelComponents(new LabelBuilder().setLabel('Reason').setTextInputComponent(input));
}

function controls() {
  return [
    new ActionRowBuilder<ButtonBuilder>().addComponents(
      new ButtonBuilder().setCustomId('whisper').setLabel('Whisper').setStyle(ButtonStyle.Primary),
      new ButtonBuilder().setCustomId('form').setLabel('Form').setStyle(ButtonStyle.Secondary),
      new ButtonBuilder().setCustomId('ignored').setLabel('Ignored').setStyle(ButtonStyle.Danger),
      new ButtonBuilder().setURL('https://example.org/').setLabel('Open').setStyle(ButtonStyle.Link),
    ),
    new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(
      new StringSelectMenuBuilder()
        .setCustomId('sources')
        .setPlaceholder('Sources')
        .addOptions({ label: 'First source', value: 'one' }, { label: 'Second source', value: 'two' }),
    ),
  ];
}
