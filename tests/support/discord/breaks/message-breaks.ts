import type { CHANNEL_RULES } from '../../../../src/sandbox/rules/channel-rules.ts';
import type { EMBED_RULES } from '../../../../src/sandbox/rules/embed-rules.ts';
import type { MESSAGE_RULES } from '../../../../src/sandbox/rules/message-rules.ts';
import type { REQUEST_RULES } from '../../../../src/sandbox/rules/request-rules.ts';
import { type Break, ownMessage } from '../scene.ts';
import { askForSocket, send } from '../raw-client.ts';

/** For every rule about requests, how it is broken. */
export const REQUEST_BREAKS: Readonly<Record<keyof typeof REQUEST_RULES, Break>> = {
  knownRoute: ({ rest }) => rest('GET', '/guilds/1'),
  knownFields: ({ post }) => post({ content: 'a', colour: 'red' }),
  noPages: ({ sandbox }) => askForSocket(sandbox, { origin: 'https://example.org' }),
  authorised: ({ sandbox, messages }) =>
    send(sandbox, 'POST', messages, { content: 'a' }, { authorization: 'Bot x' }),
};

/** For every rule about messages. */
export const MESSAGE_BREAKS: Readonly<Record<keyof typeof MESSAGE_RULES, Break>> = {
  contentLength: ({ post }) => post({ content: 'x'.repeat(2001) }),
  contentPresent: ({ post }) => post({ content: ' \n ' }),
  nonceLength: ({ post }) => post({ content: 'a', nonce: 'x'.repeat(26) }),
  settableFlags: ({ post }) => post({ content: 'a', flags: 1 << 6 }),
  mentionsExclusive: ({ post, alice }) =>
    post({ content: 'a', allowed_mentions: { parse: ['users'], users: [alice.user.id] } }),
  mentionsAtMost: ({ post, alice }) =>
    post({ content: 'a', allowed_mentions: { users: Array(101).fill(alice.user.id) } }),
  replyTargetExists: ({ post, alice }) =>
    post({ content: 'a', message_reference: { message_id: alice.user.id } }),
  ownMessage: ({ rest, messages, alice }) =>
    rest('PATCH', `${messages}/${alice.says('mine').id}`, { content: 'ours' }),
  messageExists: async (on) => {
    const path = await ownMessage(on);
    await on.rest('DELETE', path);
    return on.rest('PATCH', path, { content: 'again' });
  },
  oldEdits: async (on) => {
    const path = await ownMessage(on);
    on.clock.advance(3_600_001);
    for (const content of ['b', 'c', 'd']) await on.rest('PATCH', path, { content });
    return on.rest('PATCH', path, { content: 'e' });
  },
};

/** For every rule about where the bot may write. */
export const CHANNEL_BREAKS: Readonly<Record<keyof typeof CHANNEL_RULES, Break>> = {
  channelExists: ({ rest, alice }) => rest('GET', `/channels/${alice.user.id}`),
  mayView: ({ rest, sandbox }) =>
    rest('POST', `/channels/${sandbox.channel('hidden').id}/messages`, { content: 'a' }),
  maySend: ({ rest, sandbox }) =>
    rest('POST', `/channels/${sandbox.channel('silent').id}/messages`, { content: 'a' }),
  mayReply: ({ rest, sandbox, alice }) => {
    const channel = sandbox.channel('forgetful');
    const message_reference = { message_id: alice.in(channel).says('hello').id };
    return rest('POST', `/channels/${channel.id}/messages`, { content: 'a', message_reference });
  },
  mayEmbed: ({ rest, sandbox }) =>
    rest('POST', `/channels/${sandbox.channel('plain').id}/messages`, { embeds: [{ title: 'a' }] }),
  userExists: ({ rest, sandbox }) => rest('POST', '/users/@me/channels', { recipient_id: sandbox.guild.id }),
  ownInDirect: ({ rest, sandbox, alice }) => {
    const direct = sandbox.direct(alice);
    return rest('DELETE', `/channels/${direct.id}/messages/${alice.in(direct).says('mine').id}`);
  },
  directsOpened: async ({ rest, sandbox }) => {
    const open = (n: number) =>
      rest('POST', '/users/@me/channels', { recipient_id: sandbox.person(`reader ${String(n)}`).user.id });
    for (let n = 0; n < 25; n++) await open(n);
    return open(25);
  },
  mayDirect: ({ rest, sandbox, alice }) => {
    alice.user.acceptsDirectMessages = false;
    return rest('POST', `/channels/${sandbox.direct(alice).id}/messages`, { content: 'a' });
  },
};

const embed =
  (fields: unknown): Break =>
  ({ post }) =>
    post({ content: 'a', embeds: [fields] });

const x = (length: number): string => 'x'.repeat(length);

/** For every rule about embeds. */
export const EMBED_BREAKS: Readonly<Record<keyof typeof EMBED_RULES, Break>> = {
  embedCount: ({ post }) => post({ embeds: Array(11).fill({ title: 'a' }) }),
  embedTitle: embed({ title: x(257) }),
  embedDescription: embed({ description: x(4097) }),
  embedFields: embed({ fields: Array(26).fill({ name: 'a', value: 'b' }) }),
  embedFieldName: embed({ fields: [{ name: x(257), value: 'b' }] }),
  embedFieldValue: embed({ fields: [{ name: 'a', value: '' }] }),
  embedFooter: embed({ footer: { text: x(2049) } }),
  embedAuthor: embed({ author: { name: x(257) } }),
  embedTotal: ({ post }) => post({ embeds: [{ description: x(3001) }, { description: x(3000) }] }),
  embedUrl: embed({ title: 'a', url: `https://example.org/${x(2048)}` }),
  embedAddress: embed({ title: 'a', url: 'attachment://there-is-none.png' }),
  embedColour: embed({ title: 'a', color: 0x1000000 }),
  embedTimestamp: embed({ title: 'a', timestamp: 'yesterday' }),
};
