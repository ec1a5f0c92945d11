import { PermissionFlagsBits } from 'discord-api-types/v10';
import type { CHANNEL_LIFE_RULES } from '../../../../src/sandbox/rules/channel-life-rules.ts';
import { isThread, type ThreadChannel } from '../../../../src/sandbox/state.ts';
import { type Break, ownMessage, type Scene } from '../scene.ts';

const x = (length: number): string => 'x'.repeat(length);

const reaction = (emoji: string): string => `/reactions/${encodeURIComponent(emoji)}/@me`;

const general = ({ sandbox }: Scene): string => `/channels/${sandbox.channel('general').id}`;

/** Gives the bot the right to remove messages of others. */
function moderates({ sandbox }: Scene): void {
  sandbox.addRole('moderators', 1n << 13n, sandbox.bot);
}

async function thread(on: Scene, changes: object): Promise<string> {
  const { body } = await on.rest('POST', `${general(on)}/threads`, { name: 'a' });
  const path = `/channels/${(body as { id: string }).id}`;
  await on.rest('PATCH', path, changes);
  return path;
}

/** A thread of the bot's, changed as only the sandbox itself may change it. */
async function threadThat(on: Scene, change: (channel: ThreadChannel) => void): Promise<string> {
  const path = await thread(on, {});
  const channel = on.sandbox.channel('a');
  if (!isThread(channel)) throw new Error('no thread was started');
  change(channel);
  return path;
}

/** For every rule about reactions, history and threads, how it is broken. */
export const CHANNEL_LIFE_BREAKS: Readonly<Record<keyof typeof CHANNEL_LIFE_RULES, Break>> = {
  mayReact: ({ rest, sandbox, alice }) => {
    const channel = sandbox.channel('forgetful');
    const { id } = alice.in(channel).says('hello');
    return rest('PUT', `/channels/${channel.id}/messages/${id}${reaction('👍')}`);
  },
  reactionsAtMost: async (on) => {
    const { id } = on.alice.says('hello');
    const all = Array.from('😀😁😂😃😄😅😆😇😈😉😊😋😌😍😎😏😐😑😒😓😔');
    for (const emoji of all.slice(0, 20)) await on.rest('PUT', `${on.messages}/${id}${reaction(emoji)}`);
    return on.rest('PUT', `${on.messages}/${id}${reaction(all[20] ?? '')}`);
  },
  emojiKnown: async (on) => on.rest('PUT', `${await ownMessage(on)}${reaction('thumbs-up')}`),
  historyLimit: ({ rest, messages }) => rest('GET', `${messages}?limit=101`),
  bulkCount: (on) => {
    moderates(on);
    return on.rest('POST', `${on.messages}/bulk-delete`, { messages: [on.alice.says('a').id] });
  },
  bulkAge: (on) => {
    moderates(on);
    const ids = [on.alice.says('a').id, on.alice.says('b').id];
    on.clock.advance(14 * 86_400_000);
    return on.rest('POST', `${on.messages}/bulk-delete`, { messages: ids });
  },
  mayManageMessages: ({ rest, messages, alice }) => {
    const ids = [alice.says('a').id, alice.says('b').id];
    return rest('POST', `${messages}/bulk-delete`, { messages: ids });
  },
  mayThread: (on) => on.rest('POST', `${general(on)}/threads`, { name: 'a', type: 12 }),
  threadName: (on) => on.rest('POST', `${general(on)}/threads`, { name: x(101) }),
  oneThreadPerMessage: async (on) => {
    const path = `${await ownMessage(on)}/threads`;
    await on.rest('POST', path, { name: 'a' });
    return on.rest('POST', path, { name: 'b' });
  },
  threadPlace: async (on) => {
    const path = await thread(on, {});
    return on.rest('POST', `${path}/threads`, { name: 'a thread in a thread' });
  },
  archivedThread: async (on) => on.rest('PATCH', await thread(on, { archived: true }), { name: 'b' }),
  lockedThread: async (on) =>
    on.rest('POST', `${await threadThat(on, ({ thread: settings }) => (settings.locked = true))}/messages`, {
      content: 'a',
    }),
  mayManageThread: async (on) => on.rest('PATCH', await thread(on, {}), { locked: true }),
  mayAddMember: async (on) => {
    const path = await thread(on, {});
    on.sandbox.channel('general').deniedToBot = PermissionFlagsBits.SendMessagesInThreads;
    return on.rest('PUT', `${path}/thread-members/${on.alice.user.id}`);
  },
  mayListMembers: async (on) => on.rest('GET', `${await thread(on, {})}/thread-members`),
  mayReadThreads: (on) => on.rest('GET', `${general(on)}/threads/archived/private`),
  memberExists: async (on) => {
    const stranger = on.sandbox.personElsewhere('eve').user.id;
    return on.rest('PUT', `${await thread(on, {})}/thread-members/${stranger}`);
  },
  threadMembers: async (on) => {
    const path = await threadThat(on, ({ thread: { members } }) => {
      for (let n = members.size; n < 1000; n++) members.set(String(n), 0);
    });
    return on.rest('PUT', `${path}/thread-members/${on.alice.user.id}`);
  },
  activeThreads: (on) => {
    for (let n = 0; n < 1000; n++) on.alice.startsThread('busy');
    return on.rest('POST', `${general(on)}/threads`, { name: 'one more' });
  },
  slowMode: (on) => on.rest('POST', `${general(on)}/threads`, { name: 'a', rate_limit_per_user: 21_601 }),
};
