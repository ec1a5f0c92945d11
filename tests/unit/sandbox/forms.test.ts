import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  ActionRowBuilder,
  type APIComponentInLabel,
  type Client,
  ComponentType,
  type Interaction,
  MentionableSelectMenuBuilder,
  type ModalSubmitInteraction,
} from 'discord.js';
import type { Person } from '../../../src/sandbox/people/person.ts';
import { Sandbox } from '../../../src/sandbox/sandbox.ts';
import { libraryBot } from '../../support/discord/library-bot.ts';
import { openApiCheck } from '../../support/discord/openapi.ts';

let sandbox: Sandbox;
let client: Client<true> | undefined;
let alice: Person;

beforeEach(async () => {
  const spec = openApiCheck();
  sandbox = await Sandbox.start(spec ? { spec } : {});
  alice = sandbox.person('alice');
});

afterEach(async () => {
  await client?.destroy();
  client = undefined;
  await sandbox.close();
  expect(sandbox.state.violations).toEqual([]);
});

/** A bot that shows this form on /ask, and says what it reads in it. */
async function shows(
  fields: Readonly<Record<string, APIComponentInLabel>>,
  reads: (sent: ModalSubmitInteraction) => string | Promise<string>,
): Promise<void> {
  client = await libraryBot(sandbox, async (interaction: Interaction) => {
    if (interaction.isChatInputCommand())
      await interaction.showModal({
        custom_id: 'form',
        title: 'A form',
        components: Object.entries(fields).map(([label, component]) => ({
          type: ComponentType.Label,
          label,
          component,
        })),
      });
    if (interaction.isModalSubmit()) await interaction.reply(await reads(interaction));
  });
  await client.application.commands.set([{ name: 'ask', description: 'Asks' }]);
  alice.runs('ask');
  await alice.until('see the form', () => alice.form);
}

const options = ['One', 'Two', 'Three'].map((label) => ({ label, value: label.toLowerCase() }));

describe('a form', () => {
  test('takes one of its radio buttons, and none where it need not be answered', async () => {
    const { RadioGroup } = ComponentType;
    await shows(
      {
        Which: { type: RadioGroup, custom_id: 'which', options },
        Perhaps: { type: RadioGroup, custom_id: 'perhaps', options, required: false },
      },
      ({ fields }) => `${fields.getRadioGroup('which', true)} ${String(fields.getRadioGroup('perhaps'))}`,
    );
    expect(() => alice.submits()).toThrow('Which must be filled in.');
    expect(() => alice.submits({ Which: ['One', 'Two'] })).toThrow('Which takes 1 choices at most.');
    expect(() => alice.submits({ Which: 'Four' })).toThrow('Which does not offer that.');
    alice.submits({ Which: 'Two' });
    await alice.sees('two null');
  });

  test('takes as many checkboxes as its group allows, and a single one', async () => {
    await shows(
      {
        Boxes: { type: ComponentType.CheckboxGroup, custom_id: 'boxes', options, max_values: 2 },
        Agree: { type: ComponentType.Checkbox, custom_id: 'agree' },
      },
      ({ fields }) => `${fields.getCheckboxGroup('boxes').join('+')} ${String(fields.getCheckbox('agree'))}`,
    );
    expect(() => alice.submits({ Boxes: ['One', 'Two', 'Three'] })).toThrow('Boxes takes 2 choices at most.');
    alice.submits({ Boxes: ['One', 'Three'], Agree: true });
    await alice.sees('one+three true');
  });

  test('takes files, which the bot fetches', async () => {
    await shows(
      { Files: { type: ComponentType.FileUpload, custom_id: 'files', max_values: 2 } },
      async ({ fields }) => {
        const files = [...fields.getUploadedFiles('files', true).values()];
        const texts = await Promise.all(files.map(async ({ url }) => (await fetch(url)).text()));
        return files.map(({ name }, index) => `${name}: ${String(texts[index])}`).join(', ');
      },
    );
    expect(() => alice.submits()).toThrow('Files takes 1 to 2 files.');
    alice.submits({
      Files: [
        { filename: 'a.txt', content: 'first' },
        { filename: 'b.txt', content: 'second' },
      ],
    });
    await alice.sees('a.txt: first, b.txt: second');
  });
});

describe('a menu of users and roles', () => {
  test('gives both, in messages and in forms', async () => {
    const readers = sandbox.addRole('readers', 0n, alice.user);
    const bob = sandbox.person('bob');
    const menu = new MentionableSelectMenuBuilder().setCustomId('who').setMaxValues(2);
    client = await libraryBot(sandbox, async (interaction) => {
      if (!interaction.isMentionableSelectMenu()) return;
      const { users, members, roles } = interaction;
      const names = [...users.map(({ username }) => username), ...roles.map(({ name }) => name)];
      await interaction.reply(`${names.join('+')} of ${String(members.size)}`);
    });
    const general = await client.channels.fetch(sandbox.channel('general').id);
    if (!general?.isSendable()) throw new Error('there is no channel');
    const row = new ActionRowBuilder<MentionableSelectMenuBuilder>().addComponents(menu);
    await general.send({ content: 'Whom?', components: [row] });
    alice.selects('who', bob.user, readers);
    await alice.sees('bob+readers of 1');
    expect(() => alice.selects('who', sandbox.channel('general'))).toThrow('does not offer general');
    await client.destroy();
    await shows(
      { Who: { type: ComponentType.MentionableSelect, custom_id: 'who', max_values: 2 } },
      ({ fields }) => {
        const { users, roles } = fields.getSelectedMentionables('who', true);
        return `${String(users.first()?.username)} and ${String(roles.first()?.name)}`;
      },
    );
    alice.submits({ Who: [bob.user, readers] });
    await alice.sees('bob and readers');
  });
});
