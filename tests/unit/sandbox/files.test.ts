import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  ApplicationCommandOptionType,
  AttachmentBuilder,
  type Client,
  EmbedBuilder,
  FileBuilder,
  type Interaction,
  MessageFlags,
  type TextChannel,
} from 'discord.js';
import type { Person } from '../../../src/sandbox/people/person.ts';
import { Sandbox } from '../../../src/sandbox/sandbox.ts';
import { libraryBot } from '../../support/discord/library-bot.ts';
import { openApiCheck } from '../../support/discord/openapi.ts';
import { send, sendForm } from '../../support/discord/raw-client.ts';

const file = (name: string, text: string) => new AttachmentBuilder(Buffer.from(text), { name });

let sandbox: Sandbox;
let client: Client<true>;
let general: TextChannel;
let alice: Person;
let onInteraction: (interaction: Interaction) => Promise<unknown>;

beforeEach(async () => {
  const spec = openApiCheck();
  sandbox = await Sandbox.start(spec ? { spec } : {});
  alice = sandbox.person('alice');
  onInteraction = () => Promise.resolve();
  client = await libraryBot(sandbox, (interaction) => onInteraction(interaction));
  general = (await client.channels.fetch(sandbox.channel('general').id)) as TextChannel;
});

afterEach(async () => {
  await client.destroy();
  await sandbox.close();
});

const names = (id: string) => sandbox.state.messages.get(id)?.attachments.map(({ filename }) => filename);

describe('files of a message', () => {
  afterEach(() => {
    expect(sandbox.state.violations).toEqual([]);
  });

  test('are sent, read, and fetched until the message is gone', async () => {
    const sent = await general.send({
      content: 'here',
      files: [file('a.txt', 'grüße').setDescription('a greeting'), file('b.txt', '2')],
    });
    const [first] = sent.attachments.values();
    expect(first).toMatchObject({ name: 'a.txt', description: 'a greeting', size: 7 });
    const url = first?.url ?? '';
    expect(new URL(url).hostname).toBe('127.0.0.1');
    const fetched = await fetch(url);
    expect(await fetched.text()).toBe('grüße');
    expect(fetched.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''a.txt");
    expect(alice.transcript()).toContain('here [file a.txt, 7 bytes] [file b.txt, 1 bytes]');
    await sent.delete();
    expect((await fetch(url)).status).toBe(404);
  });

  test('stay, go and come by an edit', async () => {
    const sent = await general.send({ files: [file('a.txt', '1'), file('b.txt', '2')] });
    await sent.edit({ content: 'both' });
    expect(names(sent.id)).toEqual(['a.txt', 'b.txt']);
    const second = sent.attachments.at(1)!;
    await sent.edit({ attachments: [second], files: [file('c.txt', '3')] });
    expect(names(sent.id)).toEqual(['b.txt', 'c.txt']);
    await sent.edit({ content: 'none', attachments: [] });
    expect(names(sent.id)).toEqual([]);
  });

  test('stand in embeds and file components', async () => {
    const embed = new EmbedBuilder().setTitle('a picture').setImage('attachment://a.png');
    const sent = await general.send({ embeds: [embed], files: [file('a.png', 'no picture')] });
    expect(sent.embeds[0]?.image?.url).toBe(sent.attachments.first()?.url);
    const component = new FileBuilder().setURL('attachment://list.txt');
    const other = await general.send({
      flags: MessageFlags.IsComponentsV2,
      components: [component],
      files: [file('list.txt', 'abc')],
    });
    expect(other.components[0]?.toJSON()).toMatchObject({
      file: { url: other.attachments.first()?.url },
      name: 'list.txt',
      size: 3,
    });
  });

  test('come from people, whose message the bot may read where it is mentioned', async () => {
    const reads = new Promise<string>((resolve) => {
      client.once('messageCreate', (message) => {
        resolve(message.attachments.map(({ name, contentType }) => `${name} ${String(contentType)}`).join());
      });
    });
    alice.attaches(`<@${sandbox.bot.id}> read this`, { filename: 'notes.md', content: '# Notes' });
    expect(await reads).toBe('notes.md text/plain; charset=utf-8');
    expect(() => alice.attaches('', { filename: 'huge', content: 'x'.repeat(10 * 2 ** 20 + 1) })).toThrow(
      'huge is too large.',
    );
  });
});

describe('files in interactions', () => {
  afterEach(() => {
    expect(sandbox.state.violations).toEqual([]);
  });

  test('are options of a command, and stand in every response', async () => {
    await client.application.commands.set([
      {
        name: 'read',
        description: 'Reads a file',
        options: [
          { type: ApplicationCommandOptionType.Attachment, name: 'file', description: 'f', required: true },
        ],
      },
    ]);
    onInteraction = async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      const given = interaction.options.getAttachment('file', true);
      const text = await (await fetch(given.url)).text();
      await interaction.reply({ content: `${given.name}: ${text}`, files: [file('1.txt', '1')] });
      await interaction.editReply({ content: 'edited', files: [file('2.txt', '2')] });
      await interaction.followUp({ content: 'more', files: [file('3.txt', '3')] });
    };
    expect(() => alice.runs('read', { file: 'a.txt' })).toThrow('file takes a file.');
    alice.runs('read', { file: { filename: 'a.txt', content: 'the text' } });
    const more = await alice.sees('more');
    expect(names(more.id)).toEqual(['3.txt']);
    const [first] = alice.screen;
    expect(first?.history[0]?.content).toBe('a.txt: the text');
    // The library names only the new file, and `attachments` says what the message has afterwards.
    expect(names(first?.id ?? '')).toEqual(['2.txt']);
  });
});

describe('requests that nobody can read', () => {
  const path = () => `/channels/${sandbox.channel('general').id}/messages`;

  test('are refused: broken forms, unknown parts, files where none belong', async () => {
    const headers = {
      authorization: `Bot ${sandbox.state.application.token}`,
      'content-type': 'multipart/form-data; boundary=x',
    };
    expect(await send(sandbox, 'POST', path(), 'broken', headers)).toMatchObject({ status: 400 });
    const body = new FormData();
    body.set('file', new Blob(['1']), 'a.txt');
    const { authorization } = headers;
    const unknown = await fetch(`${sandbox.api}/v10${path()}`, {
      method: 'POST',
      headers: { authorization },
      body,
    });
    expect(unknown.status).toBe(400);
    const misplaced = await sendForm(sandbox, 'POST', `${path()}/bulk-delete`, { messages: [] }, [
      new Blob(['1']),
    ]);
    expect(misplaced).toMatchObject({ status: 400, code: 50_035 });
    expect(sandbox.state.violations).toHaveLength(3);
  });
});
