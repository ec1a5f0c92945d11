import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Action } from '../../../src/playground/action-body.ts';
import { type ActionResult, perform } from '../../../src/playground/actions.ts';
import type { OpenChannel, View } from '../../../src/playground/view.ts';
import { viewOf } from '../../../src/playground/view-of.ts';
import { ManualClock } from '../../../src/sandbox/manual-clock.ts';
import type { Person } from '../../../src/sandbox/people/person.ts';
import { Sandbox } from '../../../src/sandbox/sandbox.ts';
import type { Interaction } from '../../../src/sandbox/state.ts';
import { send } from '../../support/discord/raw-client.ts';

const EPHEMERAL = 1 << 6;

let sandbox: Sandbox;
let clock: ManualClock;
let alice: Person;
let bob: Person;

beforeEach(async () => {
  clock = new ManualClock();
  sandbox = await Sandbox.start({ clock });
  alice = sandbox.person('alice');
  bob = sandbox.person('bob', { locale: 'de' });
  await send(sandbox, 'PUT', `/applications/${sandbox.bot.id}/commands`, [
    {
      name: 'ask',
      name_localizations: { de: 'frag' },
      description: 'Asks',
      options: [{ type: 3, name: 'question', description: 'What?', required: true, max_length: 9 }],
    },
  ]);
});

afterEach(async () => {
  await sandbox.close();
});

function seenBy(person: Person, channelId = sandbox.channel('general').id): View {
  const actorIds = [alice.user.id, bob.user.id];
  return viewOf(sandbox.state, { person, channelId, now: clock.now(), actorIds, samples: [] });
}

function openFor(person: Person): OpenChannel {
  const { open } = seenBy(person);
  if (open === null) throw new Error('the channel is not open');
  return open;
}

function does(
  person: Person,
  action: Action,
  channelId = sandbox.channel('general').id,
): Promise<ActionResult> {
  const actors = new Map([alice, bob].map((actor) => [actor.user.id, actor]));
  return perform(sandbox, actors, { as: person.user.id, channelId, action });
}

async function responds({ id, token }: Interaction, body: unknown): Promise<void> {
  await send(sandbox, 'POST', `/interactions/${id}/${token}/callback`, body);
}

const says = (text: string, replyTo: string | null = null): Action => ({
  do: 'say',
  text,
  replyTo,
  ping: true,
});
const runs = (question: string): Action => ({ do: 'run', command: 'ask', options: { question } });

describe('a person sees on the page', () => {
  test('the server, its channels, its members and whom one can be', () => {
    const view = seenBy(alice);
    expect(view.servers[0]?.channels.map(({ name }) => name)).toEqual(['general']);
    expect(view.actors.map(({ name }) => name)).toEqual(['alice', 'bob']);
    expect(view.bot).toMatchObject({ name: 'Newshound', bot: true });
  });

  test('commands in their language', () => {
    expect(seenBy(alice).commands).toMatchObject([
      { name: 'ask', label: 'ask', options: [{ name: 'question', required: true, most: 9 }] },
    ]);
    expect(seenBy(bob).commands).toMatchObject([{ name: 'ask', label: 'frag' }]);
  });

  test('what others write, with replies and who is mentioned', async () => {
    await does(alice, says('hello'));
    const [hello] = openFor(bob).messages;
    await does(bob, says(`<@${alice.user.id}> hi`, hello?.id));
    expect(openFor(alice).messages).toMatchObject([
      { text: 'hello', mentionsMe: false, reply: null },
      { mentionsMe: true, reply: { messageId: hello?.id, authorId: alice.user.id, text: 'hello' } },
    ]);
    await does(alice, { do: 'delete', messageId: hello?.id ?? '' });
    expect(openFor(alice).messages).toMatchObject([{ reply: 'deleted' }]);
  });

  test('an ephemeral answer only where it is theirs', async () => {
    await does(alice, runs('why?'));
    const [interaction] = sandbox.state.interactions.values();
    await responds(interaction!, { type: 4, data: { content: 'for you', flags: EPHEMERAL } });
    expect(openFor(alice).messages).toMatchObject([
      { text: 'for you', ephemeral: true, command: { userId: alice.user.id, name: 'ask' } },
    ]);
    expect(openFor(bob).messages).toEqual([]);
    expect(seenBy(bob).servers[0]?.channels[0]?.lastMessageId).toBeNull();
  });

  test('that the bot is thinking, then the answer, which is edited only when it changes again', async () => {
    await does(alice, runs('why?'));
    const [interaction] = sandbox.state.interactions.values();
    await responds(interaction!, { type: 5 });
    expect(openFor(bob).messages).toMatchObject([{ thinking: true, text: '' }]);
    const path = `/webhooks/${sandbox.bot.id}/${interaction!.token}/messages/@original`;
    await send(sandbox, 'PATCH', path, { content: 'because' });
    expect(openFor(bob).messages).toMatchObject([{ thinking: false, text: 'because', edited: false }]);
    await send(sandbox, 'PATCH', path, { content: 'because of that' });
    expect(openFor(bob).messages).toMatchObject([{ text: 'because of that', edited: true }]);
  });

  test('their own command under way, and after three seconds that nobody responded', async () => {
    await does(alice, runs('why?'));
    expect(openFor(alice).pending).toMatchObject([{ failed: false }]);
    expect(openFor(bob).pending).toEqual([]);
    clock.advance(3001);
    expect(openFor(alice).pending).toMatchObject([{ failed: true }]);
    clock.advance(60_000);
    expect(openFor(alice).pending).toEqual([]);
  });

  test('buttons, and what they bring as a reply to their message; a lost press is theirs to see', async () => {
    const button = { type: 2, style: 1, label: 'More', custom_id: 'more' };
    const { body } = await send(sandbox, 'POST', `/channels/${sandbox.channel('general').id}/messages`, {
      content: 'an answer',
      components: [{ type: 1, components: [button] }],
    });
    const { id: messageId } = body as { id: string };
    expect(await does(bob, { do: 'click', messageId, customId: 'other' })).toMatchObject({ ok: false });
    expect(await does(alice, { do: 'click', messageId, customId: 'more' })).toEqual({ ok: true });
    const [interaction] = sandbox.state.interactions.values();
    expect(openFor(alice).pending).toMatchObject([{ messageId, failed: false }]);
    await responds(interaction!, { type: 4, data: { content: 'more', flags: EPHEMERAL } });
    expect(openFor(alice)).toMatchObject({
      pending: [],
      messages: [
        { components: [{ components: [{ label: 'More' }] }] },
        { reply: { messageId }, command: null },
      ],
    });
    expect(openFor(bob).messages).toHaveLength(1);
  });

  test('menus, chosen from in their own message', async () => {
    const menu = {
      type: 3,
      custom_id: 'source',
      placeholder: 'Sources',
      options: ['1', '2'].map((value) => ({ label: `[${value}]`, value })),
    };
    const { body } = await send(sandbox, 'POST', `/channels/${sandbox.channel('general').id}/messages`, {
      content: 'an answer',
      components: [{ type: 1, components: [menu] }],
    });
    const { id: messageId } = body as { id: string };
    const chooses = (value: string): Promise<ActionResult> =>
      does(alice, { do: 'choose', messageId, customId: 'source', values: [value] });
    expect(await chooses('3')).toMatchObject({ ok: false });
    expect(await chooses('2')).toEqual({ ok: true });
    expect([...sandbox.state.interactions.values()]).toMatchObject([{ messageId, data: { values: ['2'] } }]);
  });

  test('that the bot is typing, until it has written or ten seconds are over', async () => {
    const channel = `/channels/${sandbox.channel('general').id}`;
    await send(sandbox, 'POST', `${channel}/typing`);
    expect(openFor(alice).typing).toEqual(['Newshound']);
    clock.advance(1000);
    await send(sandbox, 'POST', `${channel}/messages`, { content: 'done' });
    expect(openFor(alice).typing).toEqual([]);
    await send(sandbox, 'POST', `${channel}/typing`);
    clock.advance(10_001);
    expect(openFor(alice).typing).toEqual([]);
  });

  test('nothing of a direct conversation of somebody else', async () => {
    const result = await does(alice, { do: 'openDirect' });
    const direct = result.ok ? (result.channelId ?? '') : '';
    expect(await does(alice, says('secret'), direct)).toEqual({ ok: true });
    expect(seenBy(alice, direct).open?.messages).toMatchObject([{ text: 'secret' }]);
    expect(seenBy(bob, direct)).toMatchObject({ open: null, directs: [] });
    expect(JSON.stringify(seenBy(bob, direct))).not.toContain('secret');
  });
});

describe('a person cannot', () => {
  test('write into the direct conversation of somebody else, or as nobody', async () => {
    const result = await does(alice, { do: 'openDirect' });
    const direct = result.ok ? (result.channelId ?? '') : '';
    expect(await does(bob, says('hello'), direct)).toMatchObject({ ok: false });
    const nobody = { as: sandbox.bot.id, channelId: direct, action: says('I am the bot') };
    expect(await perform(sandbox, new Map(), nobody)).toMatchObject({ ok: false });
  });

  test("delete others' messages or reply to what is gone", async () => {
    await does(alice, says('hello'));
    const [hello] = openFor(bob).messages;
    expect(await does(bob, { do: 'delete', messageId: hello!.id })).toMatchObject({ ok: false });
    await does(alice, { do: 'delete', messageId: hello!.id });
    expect(await does(bob, says('hi', hello!.id))).toMatchObject({ ok: false });
  });

  test('run a command that a client would not send, and is told why in one line', async () => {
    expect(await does(alice, runs('much too long'))).toEqual({
      ok: false,
      message: 'question takes 0 to 9 characters.',
    });
    expect(await does(alice, { do: 'run', command: 'nothing', options: {} })).toMatchObject({ ok: false });
  });
});
