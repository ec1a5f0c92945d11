import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Client, Events, type TextChannel } from 'discord.js';
import type { Person } from '../../../src/sandbox/people/person.ts';
import { Sandbox } from '../../../src/sandbox/sandbox.ts';
import { libraryBot } from '../../support/discord/library-bot.ts';
import { openApiCheck } from '../../support/discord/openapi.ts';

let sandbox: Sandbox;
let client: Client<true>;
let general: TextChannel;
let alice: Person;

beforeEach(async () => {
  const spec = openApiCheck();
  sandbox = await Sandbox.start(spec ? { spec } : {});
  alice = sandbox.person('alice');
  client = await libraryBot(sandbox);
  general = (await client.channels.fetch(sandbox.channel('general').id)) as TextChannel;
});

afterEach(async () => {
  await client.destroy();
  await sandbox.close();
  expect(sandbox.state.violations).toEqual([]);
});

describe('reactions', () => {
  test('of the bot and of people are counted, told, and taken back', async () => {
    const sent = await general.send('vote');
    const message = sandbox.state.messages.get(sent.id)!;
    await sent.react('👍');
    const added = new Promise<string | null>((resolve) => {
      client.on(Events.MessageReactionAdd, (reaction, user) => {
        if (user.id === alice.user.id) resolve(reaction.emoji.name);
      });
    });
    alice.reacts(message, '👎');
    alice.reacts(message, '👎');
    expect(await added).toBe('👎');
    expect(message.reactions).toEqual([
      { emoji: '👍', userIds: [sandbox.bot.id] },
      { emoji: '👎', userIds: [alice.user.id] },
    ]);
    const fetched = await general.messages.fetch({ message: sent.id, force: true });
    expect(fetched.reactions.cache.map(({ count, me }) => [count, me])).toEqual([
      [1, true],
      [1, false],
    ]);
    await sent.reactions.resolve('👍')?.users.remove();
    alice.unreacts(message, '👎');
    expect(message.reactions).toEqual([]);
  });
});

describe('the history of a channel', () => {
  test('is read in parts, and says what the bot may read of it', async () => {
    for (const word of ['one', 'two', 'three']) alice.says(word);
    await general.send('mine');
    const all = await general.messages.fetch({ limit: 3 });
    expect(all.map(({ content }) => content)).toEqual(['mine', '', '']);
    const older = await general.messages.fetch({ before: all.last()!.id });
    expect(older.size).toBe(1);
    const newer = await general.messages.fetch({ after: older.first()!.id, limit: 1 });
    expect(newer.first()?.id).toBe(all.last()?.id);
    const around = await general.messages.fetch({ around: all.last()!.id, limit: 3 });
    expect(around.size).toBe(3);
  });

  test('loses several messages at once', async () => {
    sandbox.addRole('moderators', 1n << 13n, sandbox.bot);
    const messages = [alice.says('a'), alice.says('b')];
    const gone = new Promise<number>((resolve) => {
      client.once(Events.MessageBulkDelete, ({ size }) => resolve(size));
    });
    await general.bulkDelete(messages.map(({ id }) => id));
    expect(await gone).toBe(2);
    expect(messages.every(({ deletedAt }) => deletedAt !== null)).toBe(true);
  });
});

describe('threads', () => {
  test('begin under a message, and are written in, renamed, archived and woken up', async () => {
    const sent = await general.send('a question');
    const thread = await sent.startThread({ name: 'about it' });
    expect(thread.id).toBe(sent.id);
    await thread.send('inside');
    const within = alice.in(sandbox.channel('about it'));
    await within.sees('inside');
    expect(alice.screen.map(({ content }) => content)).toEqual(['a question']);
    await thread.setName('about that');
    await thread.setArchived(true);
    const { thread: kept } = sandbox.channel('about that');
    expect(kept?.archived).toBe(true);
    within.says('still here');
    expect(kept?.archived).toBe(false);
    await expect(sent.startThread({ name: 'again' })).rejects.toMatchObject({ code: 160_004 });
  });

  test('are started by people too, and joined and left by the bot', async () => {
    const created = new Promise<string>((resolve) => {
      client.once(Events.ThreadCreate, ({ name }) => resolve(name));
    });
    const inside = alice.startsThread('side talk');
    expect(await created).toBe('side talk');
    const thread = await client.channels.fetch(inside.channel.id);
    if (!thread?.isThread()) throw new Error('there is no thread');
    await thread.join();
    expect([...(inside.channel.thread?.members.keys() ?? [])]).toEqual([alice.user.id, sandbox.bot.id]);
    await thread.leave();
    expect([...(inside.channel.thread?.members.keys() ?? [])]).toEqual([alice.user.id]);
  });
});
