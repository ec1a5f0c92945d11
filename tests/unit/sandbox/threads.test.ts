import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { GatewayIntentBits, PermissionFlagsBits } from 'discord-api-types/v10';
import { ManualClock } from '../../../src/sandbox/manual-clock.ts';
import type { Person } from '../../../src/sandbox/people/person.ts';
import { Sandbox } from '../../../src/sandbox/sandbox.ts';
import { openApiCheck } from '../../support/discord/openapi.ts';
import { type Answered, RawGateway, send } from '../../support/discord/raw-client.ts';

const { Guilds, GuildMembers, GuildMessages } = GatewayIntentBits;
const { CreatePrivateThreads, ManageThreads } = PermissionFlagsBits;

let sandbox: Sandbox;
let clock: ManualClock;
let alice: Person;
let bob: Person;
let gateway: RawGateway;

const rest = (method: string, path: string, body?: unknown): Promise<Answered> =>
  send(sandbox, method, path, body);

beforeEach(async () => {
  clock = new ManualClock();
  const spec = openApiCheck();
  sandbox = await Sandbox.start({ clock, privilegedIntents: GuildMembers, ...(spec && { spec }) });
  [alice, bob] = [sandbox.person('alice'), sandbox.person('bob')];
  gateway = await RawGateway.identified(sandbox, Guilds | GuildMessages);
});

afterEach(async () => {
  gateway.close();
  await sandbox.close();
  expect(sandbox.state.violations).toEqual([]);
});

/** Names of the events so far about this thread, after one that surely comes last. */
async function heard(from: RawGateway, threadId: string): Promise<string[]> {
  const marker = alice.in(sandbox.channel('general')).says('marker');
  await from.until(({ t, d }) => t === 'MESSAGE_CREATE' && (d as { id: string }).id === marker.id);
  return from.received
    .filter(({ d }) => {
      const { id, channel_id: channelId } = (d ?? {}) as { id?: string; channel_id?: string };
      return id === threadId || channelId === threadId;
    })
    .map(({ t }) => t ?? '');
}

describe('a private thread', () => {
  let inside: Person;
  let path: string;

  beforeEach(() => {
    sandbox.addRole('plotters', CreatePrivateThreads, alice.user);
    inside = alice.startsThread('a secret', null, { isPrivate: true });
    path = `/channels/${inside.channel.id}`;
  });

  test('is not there for those who are not in it, the bot included', async () => {
    inside.says('psst');
    const outside = bob.in(inside.channel);
    expect(outside.screen).toEqual([]);
    expect(() => outside.says('who is there?')).toThrow('bob cannot write in a secret.');
    const denied = { status: 403, code: 50_001 };
    for (const where of [path, `${path}/messages`, `${path}/thread-members`])
      expect(await rest('GET', where)).toMatchObject(denied);
    expect(await rest('PUT', `${path}/thread-members/@me`)).toMatchObject(denied);
    expect(await heard(gateway, inside.channel.id)).toEqual([]);
    const active = await rest('GET', `/guilds/${sandbox.guild.id}/threads/active`);
    expect(active.body).toEqual({ threads: [], members: [], has_more: false });
  });

  test('is there for the bot once it is added, and no more once it is put out', async () => {
    inside.addsToThread(sandbox.bot);
    inside.says('welcome');
    const joined = ['THREAD_MEMBERS_UPDATE', 'THREAD_CREATE', 'MESSAGE_CREATE'];
    expect(await heard(gateway, inside.channel.id)).toEqual(joined);
    expect(await rest('GET', path)).toMatchObject({ status: 200, body: { member: { flags: 0 } } });
    expect(await rest('POST', `${path}/messages`, { content: 'thank you' })).toMatchObject({ status: 200 });
    const active = await rest('GET', `/guilds/${sandbox.guild.id}/threads/active`);
    expect(active.body).toMatchObject({ threads: [{ id: inside.channel.id }], members: [{ flags: 0 }] });
    expect(await rest('DELETE', `${path}/thread-members/@me`)).toMatchObject({ status: 204 });
    expect((await heard(gateway, inside.channel.id)).at(-1)).toBe('THREAD_MEMBERS_UPDATE');
    expect(await rest('GET', path)).toMatchObject({ status: 403, code: 50_001 });
  });

  test('is there for moderators, and those who are in it add others', async () => {
    sandbox.addRole('moderators', ManageThreads, bob.user, sandbox.bot);
    expect(await rest('GET', path)).toMatchObject({ status: 200 });
    inside.says('psst');
    expect(bob.in(inside.channel).screen).toHaveLength(1);
    const carol = sandbox.person('carol');
    expect(() => {
      carol.in(inside.channel).addsToThread(carol.user);
    }).toThrow('carol cannot add anybody');
    inside.addsToThread(carol.user);
    expect(carol.in(inside.channel).screen).toHaveLength(1);
  });
});

describe('who is in a thread', () => {
  test('is listed for those with the privileged intent, a page at a time with what the server knows', async () => {
    const inside = alice.startsThread('a talk');
    bob.in(inside.channel).says('me too');
    const path = `/channels/${inside.channel.id}/thread-members`;
    const ids = [alice.user.id, bob.user.id];
    const all = (await rest('GET', path)).body as { user_id: string }[];
    expect(all.map((member) => member.user_id)).toEqual(ids);
    const page = await rest('GET', `${path}?with_member=true&limit=1&after=${alice.user.id}`);
    expect(page.body).toMatchObject([{ user_id: bob.user.id, member: { user: { username: 'bob' } } }]);
    expect(await rest('GET', `${path}/${bob.user.id}`)).toMatchObject({ status: 200 });
    bob.in(inside.channel).leavesThread();
    expect(await rest('GET', `${path}/${bob.user.id}`)).toMatchObject({ status: 404, code: 10_007 });
  });

  test('is told about others with that intent alone, and about the bot always', async () => {
    const privileged = await RawGateway.identified(sandbox, Guilds | GuildMembers | GuildMessages);
    const inside = alice.startsThread('a talk');
    const { id } = inside.channel;
    bob.in(inside.channel).joinsThread();
    await rest('PUT', `/channels/${id}/thread-members/@me`);
    const both = ['THREAD_CREATE', 'THREAD_MEMBERS_UPDATE', 'THREAD_CREATE'];
    expect(await heard(gateway, id)).toEqual(both);
    expect(await heard(privileged, id)).toEqual(['THREAD_CREATE', 'THREAD_MEMBERS_UPDATE', ...both.slice(1)]);
    privileged.close();
  });
});

describe('a thread that nobody writes in', () => {
  test('is archived, and woken up by a message', async () => {
    const { body } = await rest('POST', `/channels/${sandbox.channel('general').id}/threads`, {
      name: 'short',
      auto_archive_duration: 60,
    });
    const { id } = body as { id: string };
    const thread = alice.in(sandbox.channel('short'));
    clock.advance(59 * 60_000);
    const kept = await rest('POST', `/channels/${id}/messages`, { content: 'still here' });
    clock.advance(59 * 60_000);
    expect(thread.channel.thread?.archived).toBe(false);
    clock.advance(60_000);
    expect(thread.channel.thread?.archived).toBe(true);
    const message = `/channels/${id}/messages/${(kept.body as { id: string }).id}`;
    const refused = { status: 400, code: 50_083 };
    expect(await rest('PATCH', message, { content: 'edited' })).toMatchObject(refused);
    expect(await rest('PUT', `${message}/reactions/👍/@me`)).toMatchObject(refused);
    expect(await rest('PUT', `/channels/${id}/thread-members/${bob.user.id}`)).toMatchObject(refused);
    const parent = `/channels/${sandbox.channel('general').id}`;
    const archived = await rest('GET', `${parent}/threads/archived/public`);
    expect(archived.body).toMatchObject({ threads: [{ id }], has_more: false });
    thread.says('good morning');
    const events = await heard(gateway, id);
    expect(events.slice(-3)).toEqual(['THREAD_UPDATE', 'THREAD_MEMBER_UPDATE', 'MESSAGE_CREATE']);
    expect(await rest('PATCH', message, { content: 'edited' })).toMatchObject({ status: 200 });
  });

  test('may still lose its messages', async () => {
    const inside = alice.startsThread('old');
    const { body } = await rest('POST', `/channels/${inside.channel.id}/messages`, { content: 'mine' });
    inside.archivesThread();
    const path = `/channels/${inside.channel.id}/messages/${(body as { id: string }).id}`;
    expect(await rest('DELETE', path)).toMatchObject({ status: 204 });
    expect(inside.channel.thread?.archived).toBe(true);
  });
});

describe('a locked thread', () => {
  test('is written in and changed by moderators alone', async () => {
    const inside = alice.startsThread('closed');
    const path = `/channels/${inside.channel.id}`;
    const { body } = await rest('POST', `${path}/messages`, { content: 'mine' });
    const message = `${path}/messages/${(body as { id: string }).id}`;
    sandbox.addRole('moderators', ManageThreads, bob.user);
    expect(() => {
      inside.locksThread();
    }).toThrow('alice cannot lock closed.');
    bob.in(inside.channel).locksThread();
    const locked = { status: 400, code: 160_005 };
    expect(await rest('POST', `${path}/messages`, { content: 'a' })).toMatchObject(locked);
    expect(await rest('PATCH', message, { content: 'a' })).toMatchObject(locked);
    expect(await rest('PUT', `${message}/reactions/👍/@me`)).toMatchObject({ status: 204 });
    expect(() => inside.says('hello?')).toThrow('closed is locked.');
    expect(bob.in(inside.channel).says('moderated').content).toBe('moderated');
    bob.in(inside.channel).archivesThread();
    expect(await rest('DELETE', message)).toMatchObject(locked);
    sandbox.addRole('helpers', ManageThreads, sandbox.bot);
    expect(await rest('PATCH', path, { archived: false })).toMatchObject({ status: 200 });
    expect(await rest('PATCH', path, { locked: false, name: 'open' })).toMatchObject({
      body: { name: 'open' },
    });
  });
});
