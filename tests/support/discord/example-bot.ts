import {
  ActionRowBuilder,
  ApplicationCommandOptionType,
  ButtonBuilder,
  ButtonStyle,
  Client,
  Events,
  GatewayIntentBits,
  LabelBuilder,
  MessageFlags,
  ModalBuilder,
  StringSelectMenuBuilder,
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
      if (interaction.isChatInputCommand()) {
        if (interaction.commandName === 'silence') return;
        if (interaction.commandName === 'pick') {
          void interaction.reply(`picked: ${interaction.options.getString('thing', true)}`);
          return;
        }
        void interaction.reply({ content: hostile(), components: controls() });
      } else if (interaction.isAutocomplete()) {
        const typed = interaction.options.getFocused();
        void interaction.respond([{ name: `${typed} and more`, value: `${typed}-more` }]);
      } else if (interaction.isModalSubmit()) {
        void interaction.reply(`read: ${interaction.fields.getTextInputValue('reason')}`);
      } else if (interaction.isButton() && interaction.customId === 'form') {
        void interaction.showModal(form());
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
