import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  ApplicationCommandType,
  ApplicationIntegrationType,
  type Client,
  InteractionContextType,
} from 'discord.js';
import type { Person } from '../../../src/sandbox/people/person.ts';
import { Sandbox } from '../../../src/sandbox/sandbox.ts';
import { libraryBot } from '../../support/discord/library-bot.ts';
import { openApiCheck } from '../../support/discord/openapi.ts';
import { send } from '../../support/discord/raw-client.ts';

let sandbox: Sandbox;
let client: Client<true>;
let alice: Person;
let guildId: string;

beforeEach(async () => {
  const spec = openApiCheck();
  sandbox = await Sandbox.start(spec ? { spec } : {});
  alice = sandbox.person('alice');
  guildId = sandbox.guild.id;
  client = await libraryBot(sandbox, async (interaction) => {
    if (!interaction.isChatInputCommand()) return;
    await interaction.reply(`${interaction.commandId} ${interaction.commandGuildId ?? 'everywhere'}`);
  });
});

afterEach(async () => {
  await client.destroy();
  await sandbox.close();
  expect(sandbox.state.violations).toEqual([]);
});

const ASK = { name: 'ask', description: 'Asks' };

const EVERYBODY = [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall];

describe.each(['all servers', 'one server'])('a command of %s', (scope) => {
  const where = () => (scope === 'one server' ? guildId : undefined);
  const path = (id = '') =>
    `/applications/${sandbox.bot.id}${where() === undefined ? '' : `/guilds/${guildId}`}/commands${id}`;

  test('is created, overwritten by its name, changed, read and removed', async () => {
    const created = await send(sandbox, 'POST', path(), ASK);
    expect(created.status).toBe(201);
    const { id, version } = created.body as { id: string; version: string };
    const again = await send(sandbox, 'POST', path(), { ...ASK, description: 'Asks again' });
    expect(again).toMatchObject({ status: 200, body: { id, description: 'Asks again' } });
    expect(BigInt((again.body as { version: string }).version)).toBeGreaterThan(BigInt(version));
    const { commands } = client.application;
    const options = [{ type: 3, name: 'question', description: 'What' }];
    await client.rest.patch(`/${path(`/${id}`).slice(1)}`, { body: { options, nsfw: true } });
    const read = await client.rest.get(`/${path(`/${id}`).slice(1)}`);
    expect(read).toMatchObject({ id, description: 'Asks again', options, nsfw: true });
    expect((read as { guild_id?: string }).guild_id).toBe(where());
    const { size } = await commands.fetch(where() === undefined ? {} : { guildId });
    expect(size).toBe(1);
    if (where() === undefined) await commands.delete(id);
    else await commands.delete(id, guildId);
    await expect(client.rest.get(`/${path(`/${id}`).slice(1)}`)).rejects.toMatchObject({
      status: 404,
      code: 10_063,
    });
    expect(sandbox.state.commands).toEqual([]);
  });

  test('cannot take the name of another, and a refused change changes nothing', async () => {
    await send(sandbox, 'PUT', path(), [ASK, { ...ASK, name: 'sources' }]);
    const [first] = sandbox.state.commands;
    const renamed = await send(sandbox, 'PATCH', path(`/${first?.id ?? ''}`), { name: 'sources' });
    expect(renamed).toMatchObject({ status: 400, code: 50_035 });
    const wrong = await send(sandbox, 'PATCH', path(`/${first?.id ?? ''}`), { name: 'Ask Me' });
    expect(wrong).toMatchObject({ status: 400, code: 50_035 });
    expect(sandbox.state.commands[0]).toEqual(first);
    expect(sandbox.state.violations.splice(0)).toHaveLength(2);
  });

  test('keeps its id in a bulk overwrite, which leaves the other scope alone', async () => {
    const other = where() === undefined ? guildId : undefined;
    const inOther = await client.application.commands.create(ASK, other);
    const inThis = await client.application.commands.create(ASK, where());
    const more = { name: 'Ask about this', type: ApplicationCommandType.Message } as const;
    const all = await client.application.commands.set([ASK, more], where() as string);
    expect(all.find(({ name }) => name === 'ask')?.id).toBe(inThis.id);
    await client.application.commands.set([], where() as string);
    expect(sandbox.state.commands.map(({ id }) => id)).toEqual([inOther.id]);
  });

  test('tells its other languages to those who ask for them', async () => {
    await send(sandbox, 'PUT', path(), [{ ...ASK, name_localizations: { de: 'frage' } }]);
    const few = (await send(sandbox, 'GET', path())).body as object[];
    expect(few[0]).not.toHaveProperty('name_localizations');
    const all = await send(sandbox, 'GET', path('?with_localizations=true'));
    expect(all.body).toMatchObject([{ name_localizations: { de: 'frage' } }]);
  });
});

describe('a command of one server', () => {
  test('is used there before one of all servers, and nowhere else', async () => {
    const everywhere = await client.application.commands.create(ASK);
    const here = await client.application.commands.create(ASK, guildId);
    const only = await client.application.commands.create({ ...ASK, name: 'only-here' }, guildId);
    alice.runs('ask');
    await alice.sees(`${here.id} ${guildId}`);
    alice.runs('only-here');
    await alice.sees(`${only.id} ${guildId}`);
    const inPrivate = alice.in(sandbox.direct(alice));
    inPrivate.runs('ask');
    await inPrivate.sees(`${everywhere.id} everywhere`);
    expect(() => inPrivate.runs('only-here')).toThrow('There is no command /only-here.');
    await client.application.commands.delete(here, guildId);
    alice.runs('ask');
    await alice.sees(`${everywhere.id} everywhere`);
  });

  test('cannot be registered where the bot is not, and is no command of direct messages', async () => {
    const elsewhere = sandbox.personElsewhere('eve').channel.guildId ?? '';
    const refused = client.application.commands.create(ASK, elsewhere);
    await expect(refused).rejects.toMatchObject({ status: 403, code: 50_001 });
    const inDirect = { ...ASK, contexts: [InteractionContextType.BotDM] };
    await expect(client.application.commands.create(inDirect, guildId)).rejects.toMatchObject({
      code: 50_035,
    });
    expect(sandbox.state.violations.splice(0)).toHaveLength(1);
  });
});

test('a command that names no contexts is there in servers and with the bot, not among friends', async () => {
  await client.application.commands.create({ ...ASK, integrationTypes: EVERYBODY });
  const friends = sandbox.addPrivateChannel('friends', 'carol', 'dave');
  expect(() => friends.runs('ask')).toThrow('carol cannot use /ask here.');
  expect(alice.in(sandbox.direct(alice)).runs('ask').name).toBe('ask');
});
