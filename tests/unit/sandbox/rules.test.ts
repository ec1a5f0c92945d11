import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { PermissionFlagsBits } from 'discord-api-types/v10';
import { ManualClock } from '../../../src/sandbox/manual-clock.ts';
import type { Person } from '../../../src/sandbox/people/person.ts';
import { RULES, type RuleName } from '../../../src/sandbox/rules/rules.ts';
import { Sandbox } from '../../../src/sandbox/sandbox.ts';
import type { Interaction } from '../../../src/sandbox/state.ts';
import { type Answered, send } from '../../support/discord/raw-client.ts';

interface Scene {
  readonly sandbox: Sandbox;
  readonly clock: ManualClock;
  readonly alice: Person;
  readonly rest: (method: string, path: string, body?: unknown) => Promise<Answered>;
  /** The path of the messages of #general. */
  readonly messages: string;
  /** Somebody runs /ask, and its first response is deferred unless told otherwise. */
  readonly asked: (acknowledged?: boolean) => Promise<Interaction>;
}

const ASK = { name: 'ask', description: 'Asks' };
const DEFER = { type: 5, data: { flags: 0 } };
const callback = ({ id, token }: Interaction) => `/interactions/${id}/${token}/callback`;

async function scene(without: readonly RuleName[] = []): Promise<Scene> {
  const clock = new ManualClock();
  const sandbox = await Sandbox.start({ clock, without });
  sandbox.addChannel('hidden', { deniedToBot: PermissionFlagsBits.ViewChannel });
  sandbox.addChannel('silent', { deniedToBot: PermissionFlagsBits.SendMessages });
  sandbox.addChannel('forgetful', { deniedToBot: PermissionFlagsBits.ReadMessageHistory });
  const rest: Scene['rest'] = (method, path, body) => send(sandbox, method, path, body);
  const alice = sandbox.person('alice');
  await rest('PUT', `/applications/${sandbox.bot.id}/commands`, [ASK]);
  const asked: Scene['asked'] = async (acknowledged = true) => {
    const interaction = alice.runs('ask');
    if (acknowledged) await rest('POST', callback(interaction), DEFER);
    return interaction;
  };
  return {
    sandbox,
    clock,
    alice,
    rest,
    messages: `/channels/${sandbox.channel('general').id}/messages`,
    asked,
  };
}

const response = ({ sandbox }: Scene, { token }: Interaction, name = '@original') =>
  `/webhooks/${sandbox.bot.id}/${token}/messages/${name}`;

async function ownMessage({ rest, messages }: Scene): Promise<string> {
  const { body } = await rest('POST', messages, { content: 'mine' });
  return `${messages}/${(body as { id: string }).id}`;
}

const commands = ({ sandbox, rest }: Scene, body: unknown) =>
  rest('PUT', `/applications/${sandbox.bot.id}/commands`, body);

/** For every rule, how it is broken. */
const BREAKS: Readonly<Record<RuleName, (on: Scene) => Promise<Answered>>> = {
  knownRoute: ({ rest }) => rest('GET', '/guilds/1'),
  knownFields: ({ rest, messages }) => rest('POST', messages, { content: 'a', colour: 'red' }),
  authorised: ({ sandbox, messages }) =>
    send(sandbox, 'POST', messages, { content: 'a' }, { authorization: 'Bot x' }),
  contentLength: ({ rest, messages }) => rest('POST', messages, { content: 'x'.repeat(2001) }),
  contentPresent: ({ rest, messages }) => rest('POST', messages, { content: ' \n ' }),
  nonceLength: ({ rest, messages }) => rest('POST', messages, { content: 'a', nonce: 'x'.repeat(26) }),
  settableFlags: ({ rest, messages }) => rest('POST', messages, { content: 'a', flags: 1 << 6 }),
  mentionsExclusive: ({ rest, messages, alice }) =>
    rest('POST', messages, { content: 'a', allowed_mentions: { parse: ['users'], users: [alice.user.id] } }),
  mentionsAtMost: ({ rest, messages, alice }) =>
    rest('POST', messages, { content: 'a', allowed_mentions: { users: Array(101).fill(alice.user.id) } }),
  replyTargetExists: ({ rest, messages, alice }) =>
    rest('POST', messages, { content: 'a', message_reference: { message_id: alice.user.id } }),
  ownMessage: ({ rest, messages, alice }) =>
    rest('PATCH', `${messages}/${alice.says('mine').id}`, { content: 'ours' }),
  messageExists: async (on) => {
    const path = await ownMessage(on);
    await on.rest('DELETE', path);
    return on.rest('PATCH', path, { content: 'again' });
  },
  channelExists: ({ rest, alice }) => rest('POST', `/channels/${alice.user.id}/messages`, { content: 'a' }),
  mayView: ({ rest, sandbox }) =>
    rest('POST', `/channels/${sandbox.channel('hidden').id}/messages`, { content: 'a' }),
  maySend: ({ rest, sandbox }) =>
    rest('POST', `/channels/${sandbox.channel('silent').id}/messages`, { content: 'a' }),
  mayReply: ({ rest, sandbox, alice }) => {
    const channel = sandbox.channel('forgetful');
    const message_reference = { message_id: alice.in(channel).says('hello').id };
    return rest('POST', `/channels/${channel.id}/messages`, { content: 'a', message_reference });
  },
  mayDirect: ({ rest, sandbox, alice }) => {
    alice.user.acceptsDirectMessages = false;
    return rest('POST', `/channels/${sandbox.direct(alice).id}/messages`, { content: 'a' });
  },
  acknowledgeWithin: async ({ rest, asked, clock }) => {
    const interaction = await asked(false);
    clock.advance(3001);
    return rest('POST', callback(interaction), DEFER);
  },
  acknowledgeOnce: async ({ rest, asked }) => rest('POST', callback(await asked()), DEFER),
  tokenLifetime: async (on) => {
    const interaction = await on.asked();
    on.clock.advance(15 * 60_000);
    return on.rest('PATCH', response(on, interaction), { content: 'a' });
  },
  acknowledgedFirst: async (on) => {
    const { token } = await on.asked(false);
    return on.rest('POST', `/webhooks/${on.sandbox.bot.id}/${token}?wait=true`, { content: 'a' });
  },
  ephemeralFixed: async ({ rest, asked }) =>
    rest('POST', callback(await asked(false)), { type: 5, data: { flags: 1 << 2 } }),
  commandCount: (on) =>
    commands(
      on,
      Array.from({ length: 101 }, (_, n) => ({ ...ASK, name: `c${String(n)}` })),
    ),
  commandName: (on) => commands(on, [{ ...ASK, name: 'Ask me' }]),
  commandDescription: (on) => commands(on, [{ ...ASK, description: 'x'.repeat(101) }]),
  commandOptions: (on) =>
    commands(on, [
      { ...ASK, options: Array.from({ length: 26 }, (_, n) => ({ ...ASK, type: 3, name: `o${String(n)}` })) },
    ]),
};

let on: Scene | undefined;

beforeEach(() => {
  on = undefined;
});

afterEach(async () => {
  await on?.sandbox.close();
});

const NAMES = Object.keys(RULES) as RuleName[];

/** What these guard cannot exist at all without them. */
const NEEDED = new Set<RuleName>(['knownRoute', 'channelExists', 'acknowledgedFirst']);

describe('a rule of Discord', () => {
  test.each(NAMES)('%s is enforced, as its row in the table says', async (name) => {
    on = await scene();
    const { status, code } = await BREAKS[name](on);
    expect({ status, code }).toEqual({ status: RULES[name].status, code: RULES[name].code });
    expect(on.sandbox.state.violations).toHaveLength(RULES[name].fault ? 1 : 0);
  });

  test.each(NAMES.filter((name) => !NEEDED.has(name)))(
    '%s is what refuses this: without it, nothing does',
    async (name) => {
      on = await scene([name]);
      const { status } = await BREAKS[name](on);
      expect(status).toBeLessThan(300);
    },
  );

  test('has a source', () => {
    for (const { source } of Object.values(RULES)) expect(source.length).toBeGreaterThan(10);
  });
});
