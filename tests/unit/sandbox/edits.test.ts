import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { GatewayIntentBits, PermissionFlagsBits, REST } from 'discord.js';
import { ManualClock } from '../../../src/sandbox/manual-clock.ts';
import type { Person } from '../../../src/sandbox/people/person.ts';
import { Sandbox } from '../../../src/sandbox/sandbox.ts';
import { RawGateway, send, sendForm } from '../../support/discord/raw-client.ts';

let sandbox: Sandbox;
let clock: ManualClock;
let alice: Person;
let bob: Person;

beforeEach(async () => {
  clock = new ManualClock();
  sandbox = await Sandbox.start({ clock });
  [alice, bob] = [sandbox.person('alice'), sandbox.person('bob')];
});

afterEach(async () => {
  await sandbox.close();
  expect(sandbox.state.violations).toEqual([]);
});

const messages = () => `/channels/${sandbox.channel('general').id}/messages`;

async function ownMessage(): Promise<string> {
  const { body } = await send(sandbox, 'POST', messages(), { content: 'mine' });
  return `${messages()}/${(body as { id: string }).id}`;
}

describe('people', () => {
  test('edit their own messages, of which the bot learns what it may', async () => {
    const { Guilds, GuildMessages } = GatewayIntentBits;
    const gateway = await RawGateway.identified(sandbox, Guilds | GuildMessages);
    const message = alice.says('a typo');
    alice.edits(message, 'no typo');
    expect(await gateway.event('MESSAGE_UPDATE')).toMatchObject({ id: message.id, content: '' });
    alice.edits(message, `<@${sandbox.bot.id}> no typo`);
    const { d } = await gateway.until(({ t }) => t === 'MESSAGE_UPDATE', 1);
    expect(d).toMatchObject({ content: `<@${sandbox.bot.id}> no typo`, mentions: [{ id: sandbox.bot.id }] });
    expect(bob.transcript()).toContain('alice (edited 2 times): ');
    gateway.close();
  });

  test('edit nobody else’s, and delete them as moderators alone', () => {
    const message = alice.says('mine');
    expect(() => {
      bob.edits(message, 'ours');
    }).toThrow('bob cannot edit this message.');
    expect(() => {
      bob.deletes(message);
    }).toThrow('bob cannot delete this message.');
    sandbox.addRole('moderators', PermissionFlagsBits.ManageMessages, bob.user);
    bob.deletes(message);
    expect(message.deletedAt).toBe(clock.now());
    expect(() => {
      alice.edits(message, 'back');
    }).toThrow('alice cannot edit this message.');
  });
});

describe('an edit of an old message', () => {
  const spend = async (path: string) => {
    clock.advance(3_600_001);
    for (const content of ['a', 'b', 'c']) await send(sandbox, 'PATCH', path, { content });
  };

  test('beyond the cap says when it will be taken', async () => {
    const path = await ownMessage();
    await spend(path);
    clock.advance(600_000);
    const refused = await send(sandbox, 'PATCH', path, { content: 'd' });
    expect(refused).toMatchObject({ status: 429, code: 30_046, body: { retry_after: 3000, global: false } });
    expect(refused.headers.get('retry-after')).toBe('3000');
    clock.advance(3_000_000);
    expect(await send(sandbox, 'PATCH', path, { content: 'd' })).toMatchObject({ status: 200 });
  });

  test('is waited for by discord.js, which asks once and not again before', async () => {
    const path = await ownMessage();
    await spend(path);
    const { api, state } = sandbox;
    const rest = new REST({ api }).setToken(state.application.token);
    const waits: { ms: number; end: () => void }[] = [];
    const real = globalThis.setTimeout;
    const held = ((run: () => void, ms?: number) => {
      if ((ms ?? 0) < 60_000) return real(run, ms);
      waits.push({ ms: ms ?? 0, end: run });
      return real(() => undefined, 0);
    }) as typeof setTimeout;
    const timeouts = jest.spyOn(globalThis, 'setTimeout').mockImplementation(held);
    try {
      const edits = () => state.requests.filter(({ method }) => method === 'PATCH').length;
      const before = edits();
      const edit = rest.patch(path as '/', { body: { content: 'd' } });
      await alice.until('see discord.js wait', () => waits.length > 0);
      await new Promise((resolve) => real(resolve, 200));
      expect(edits() - before).toBe(1);
      expect(waits[0]?.ms).toBeGreaterThanOrEqual(3_600_000);
      clock.advance(waits[0]?.ms ?? 0);
      waits[0]?.end();
      expect(await edit).toMatchObject({ content: 'd' });
      expect(edits() - before).toBe(2);
    } finally {
      timeouts.mockRestore();
    }
  });
});

test('an edit with files, but without attachments, takes the place of the files that were there', async () => {
  const first = await sendForm(sandbox, 'POST', messages(), { content: 'a' }, [new Blob(['1'])]);
  const { id } = first.body as { id: string };
  await sendForm(sandbox, 'PATCH', `${messages()}/${id}`, { content: 'b' }, [
    new Blob(['2']),
    new Blob(['3']),
  ]);
  const sizes = () => sandbox.state.messages.get(id)?.attachments.map(({ filename }) => filename);
  expect(sizes()).toEqual(['file-0.txt', 'file-1.txt']);
  await send(sandbox, 'PATCH', `${messages()}/${id}`, { content: 'c' });
  expect(sizes()).toHaveLength(2);
});
