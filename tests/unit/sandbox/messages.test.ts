import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ManualClock } from '../../../src/sandbox/manual-clock.ts';
import type { Person } from '../../../src/sandbox/people/person.ts';
import { Sandbox } from '../../../src/sandbox/sandbox.ts';
import type { Interaction, Message } from '../../../src/sandbox/state.ts';
import { send } from '../../support/discord/raw-client.ts';

const EPHEMERAL = 1 << 6;
const LOADING = 1 << 7;

let sandbox: Sandbox;
let clock: ManualClock;
let alice: Person;
let general: string;

beforeEach(async () => {
  clock = new ManualClock();
  sandbox = await Sandbox.start({ clock });
  alice = sandbox.person('alice');
  general = `/channels/${sandbox.channel('general').id}/messages`;
  await send(sandbox, 'PUT', `/applications/${sandbox.bot.id}/commands`, [
    {
      name: 'ask',
      description: 'Asks',
      options: [{ type: 3, name: 'question', description: 'q', required: true, max_length: 9 }],
    },
  ]);
});

afterEach(async () => {
  await sandbox.close();
});

async function message(method: string, path: string, body: unknown): Promise<Message> {
  const { body: answer } = await send(sandbox, method, path, body);
  return sandbox.state.messages.get((answer as { id: string }).id)!;
}

async function asked(data: unknown = { flags: 0 }): Promise<Interaction> {
  const interaction = alice.runs('ask', { question: 'why?' });
  await send(sandbox, 'POST', `/interactions/${interaction.id}/${interaction.token}/callback`, {
    type: 5,
    data,
  });
  return interaction;
}

const webhook = ({ token }: Interaction) => `/webhooks/${sandbox.bot.id}/${token}`;

const loud = () => `@everyone <@${alice.user.id}> <@&${sandbox.guild.id}>`;
const pinged = () =>
  sandbox.state.pings.map(
    ({ target, by }) => `${by}:${typeof target === 'string' ? target : Object.keys(target).join()}`,
  );

describe('who is pinged', () => {
  test('everybody by a message that says nothing about it', async () => {
    await message('POST', general, { content: loud() });
    expect(pinged()).toEqual(['create:everyone', 'create:user', 'create:role']);
  });

  test('users alone by a response that says nothing about it', async () => {
    const interaction = await asked();
    await message('PATCH', `${webhook(interaction)}/messages/@original`, { content: loud() });
    expect(pinged()).toEqual(['edit:user']);
  });

  test('nobody where nobody is allowed, and anew by an edit that forgets to say so', async () => {
    const { id } = await message('POST', general, { content: loud(), allowed_mentions: { parse: [] } });
    expect(pinged()).toEqual([]);
    await message('PATCH', `${general}/${id}`, { content: loud() });
    expect(pinged()).toEqual(['edit:everyone', 'edit:user', 'edit:role']);
  });

  test('those who are listed', async () => {
    await message('POST', general, {
      content: loud(),
      allowed_mentions: { parse: ['everyone'], users: [alice.user.id] },
    });
    expect(pinged()).toEqual(['create:everyone', 'create:user']);
  });

  test('the author of what is replied to, unless told otherwise', async () => {
    const reply = { content: 'yes', message_reference: { message_id: alice.says('well?').id } };
    await message('POST', general, { ...reply, allowed_mentions: { parse: [], replied_user: false } });
    expect(pinged()).toEqual([]);
    await message('POST', general, reply);
    expect(pinged()).toEqual(['reply:user']);
  });
});

describe('responses to a command', () => {
  test('load until they are edited; the first follow-up fills them', async () => {
    const interaction = await asked();
    expect(alice.screen[0]).toMatchObject({ content: '', flags: LOADING });
    const filled = await message('POST', `${webhook(interaction)}?wait=true`, {
      content: 'first',
      flags: EPHEMERAL,
    });
    expect(filled).toMatchObject({ id: interaction.responseId, content: 'first', flags: 0 });
    const next = await message('POST', `${webhook(interaction)}?wait=true`, { content: 'second' });
    expect(next.id).not.toBe(interaction.responseId);
    expect(alice.screen.map(({ content }) => content)).toEqual(['first', 'second']);
  });

  test('are for the asker’s eyes alone where they were deferred so', async () => {
    const bob = sandbox.person('bob');
    const interaction = await asked({ flags: EPHEMERAL });
    await message('PATCH', `${webhook(interaction)}/messages/@original`, { content: 'psst' });
    expect(alice.screen.map(({ content }) => content)).toEqual(['psst']);
    expect(bob.screen).toEqual([]);
  });

  test('can be read, and deleted', async () => {
    const interaction = await asked();
    const path = `${webhook(interaction)}/messages/@original`;
    await message('PATCH', path, { content: 'there' });
    expect(await send(sandbox, 'GET', path)).toMatchObject({
      status: 200,
      body: { content: 'there', type: 20 },
    });
    expect(await send(sandbox, 'DELETE', path)).toMatchObject({ status: 204 });
    expect(alice.screen).toEqual([]);
  });
});

describe('messages', () => {
  test('with the same enforced nonce are one', async () => {
    const body = { content: 'once', nonce: '42', enforce_nonce: true };
    const [first, second] = [await message('POST', general, body), await message('POST', general, body)];
    expect(second.id).toBe(first.id);
    expect(alice.screen).toHaveLength(1);
  });

  test('lose the white space around them, and keep what they said before', async () => {
    const { id } = await message('POST', general, { content: ' a \n' });
    const edited = await message('PATCH', `${general}/${id}`, { content: 'b' });
    expect(edited.history.map(({ content }) => content)).toEqual(['a', 'b']);
  });
});

describe('people', () => {
  test('cannot run what their client would not let them run', () => {
    expect(() => alice.runs('aks')).toThrow('There is no command /aks.');
    expect(() => alice.runs('ask')).toThrow('/ask needs question.');
    expect(() => alice.runs('ask', { question: 'why?', tone: 'rude' })).toThrow('/ask has no option tone.');
    expect(() => alice.runs('ask', { question: 'why, please?' })).toThrow(
      'question takes 0 to 9 characters.',
    );
  });

  test('read the conversation as their screen shows it', async () => {
    alice.says('hello');
    clock.advance(1000);
    const interaction = await asked();
    clock.advance(1000);
    await send(sandbox, 'POST', general.replace('messages', 'typing'));
    const transcript = alice.transcript();
    expect(transcript).toMatch(
      /^--- #general as alice sees it ---\n.* alice: hello\n.* alice used \/ask\n.* Newshound to alice: is thinking …\n.* Newshound is typing …\n---$/m,
    );
    await message('PATCH', `${webhook(interaction)}/messages/@original`, { content: 'here' });
    expect(alice.transcript()).toContain('Newshound to alice (edited once): here');
  });
});
