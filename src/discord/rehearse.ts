import { DiscordAPIError, Events, MessageFlags, PermissionFlagsBits, REST, Routes } from 'discord.js';
import { z } from 'zod';
import { messageOf, UserError } from '../errors.ts';
import { createClient } from './client.ts';
import { commandDifferences } from './command-differences.ts';
import { COMMANDS } from './commands/list.ts';
import { messageBody } from './message-options.ts';

/** One thing that the bot needs from Discord, tried out. */
export interface Rehearsed {
  readonly step: string;
  /** True where Discord did what the bot relies on. */
  readonly isAsExpected: boolean;
  /** What came instead, in words; empty where all is well. */
  readonly instead: string;
  /** How Discord answered: status or error code, and what it said; nothing where there was no request. */
  readonly answer: { readonly code: number | string; readonly body: unknown };
}

/** How long the gateway may take to say that the bot is online, in milliseconds. */
const MOST_READY = 20_000;

/** Permissions to write, and to find again what was written. */
const NEEDED = {
  ViewChannel: PermissionFlagsBits.ViewChannel,
  SendMessages: PermissionFlagsBits.SendMessages,
  ReadMessageHistory: PermissionFlagsBits.ReadMessageHistory,
};

const message = z.object({
  id: z.string(),
  content: z.string(),
  flags: z.number(),
  mention_everyone: z.boolean(),
  mentions: z.array(z.unknown()),
});

/** Registers the commands, as `npm start` does, where they need not be remembered. */
export async function registerAnew(api: string, token: string, applicationId: string): Promise<void> {
  const rest = new REST({ api, version: '10' }).setToken(token);
  await rest.put(Routes.applicationCommands(applicationId), { body: COMMANDS.map(({ data }) => data) });
}

/**
 * Does in one channel what the bot does all day: signs in with its intents, looks at its permissions and commands,
 * writes, edits and deletes a message that would ping everybody. What it writes is gone when it ends.
 * @throws UserError where the bot cannot sign in or does not see the channel
 */
export async function rehearse(api: string, token: string, channelId: string): Promise<Rehearsed[]> {
  const rest = new REST({ api, version: '10' }).setToken(token);
  const { permissions, applicationId, userId } = await signIn(api, token, channelId);
  const steps: Rehearsed[] = [
    expected('sign in with the intents', true, '', { code: 200, body: null }),
    expected('permissions in the channel', permissions.length === 0, `missing: ${permissions.join(', ')}`, {
      code: 200,
      body: null,
    }),
  ];
  const own = await request(() => rest.get(Routes.user('@me')));
  steps.push(expected('who the bot is', field(own.body, 'id') === userId, 'another id', own));
  const query = new URLSearchParams({ with_localizations: 'true' });
  const commands = await request(() => rest.get(Routes.applicationCommands(applicationId), { query }));
  const differences = commandDifferences(
    COMMANDS.map(({ data }) => data),
    commands.body,
  );
  steps.push(
    expected(
      'slash commands are registered as this version has them',
      differences.length === 0,
      `${differences.join(' ')} \`npm start\` registers them`,
      commands,
    ),
  );
  let sent: string | undefined;
  try {
    const text = `Newshound tries out this channel. @everyone <@${userId}>`;
    const path = Routes.channelMessages(channelId);
    const created = await request(() => rest.post(path, { body: messageBody({ content: text, rows: [] }) }));
    const parsed = message.safeParse(created.body);
    steps.push(expected('send', parsed.success, `answered ${String(created.code)}`, created));
    if (!parsed.success) return steps;
    sent = parsed.data.id;
    const { mention_everyone, mentions, flags } = parsed.data;
    steps.push(
      expected(
        'mentions are suppressed',
        !mention_everyone && mentions.length === 0,
        'somebody was mentioned',
        created,
      ),
      expected('link previews are suppressed', hasFlag(flags), `flags are ${String(flags)}`, created),
    );
    const one = Routes.channelMessage(channelId, sent);
    const body = messageBody({ content: `${text} Again.`, rows: [] });
    const edited = await request(() => rest.patch(one, { body }));
    const after = message.safeParse(edited.body);
    const kept = after.success && !after.data.mention_everyone && hasFlag(after.data.flags);
    steps.push(
      expected('edit, with nobody mentioned and flags kept', kept, JSON.stringify(after.data?.flags), edited),
    );
    steps.push(...(await refusals(rest, channelId)));
  } finally {
    if (sent !== undefined) {
      const one = Routes.channelMessage(channelId, sent);
      const deleted = await request(() => rest.delete(one));
      steps.push(expected('delete', deleted.code === 200, `answered ${String(deleted.code)}`, deleted));
      const again = await request(() => rest.get(one));
      steps.push(
        expected('what is deleted is unknown (10008)', again.code === 10_008, String(again.code), again),
      );
    }
  }
  return steps;
}

/** What Discord must refuse, with the codes that the bot knows. */
async function refusals(rest: REST, channelId: string): Promise<Rehearsed[]> {
  const path = Routes.channelMessages(channelId);
  const tooLong = await request(() =>
    rest.post(path, { body: messageBody({ content: 'x'.repeat(2001), rows: [] }) }),
  );
  const empty = await request(() => rest.post(path, { body: messageBody({ content: '', rows: [] }) }));
  return [
    expected('2,001 characters are refused (50035)', tooLong.code === 50_035, String(tooLong.code), tooLong),
    expected('an empty message is refused (50006)', empty.code === 50_006, String(empty.code), empty),
  ];
}

async function signIn(api: string, token: string, channelId: string) {
  const client = createClient(api);
  try {
    const ready = new Promise<void>((resolve, reject) => {
      client.once(Events.ClientReady, () => {
        resolve();
      });
      client.once(Events.ShardDisconnect, ({ code }) => {
        reject(
          new UserError(`Discord closed the connection (code ${String(code)}); 4013 and 4014 mean intents.`),
        );
      });
      setTimeout(() => {
        reject(new UserError('Discord did not say that the bot is online within 20 seconds.'));
      }, MOST_READY).unref();
    });
    await Promise.all([ready, client.login(token)]);
    const channel = await client.channels.fetch(channelId);
    if (channel === null || channel.isDMBased() || client.user === null || client.application === null)
      throw new UserError(`${channelId} is not a channel of a server that the bot is in.`);
    const may = channel.permissionsFor(client.user);
    const permissions = Object.entries(NEEDED)
      .filter(([, bit]) => may?.has(bit) !== true)
      .map(([name]) => name);
    return { permissions, applicationId: client.application.id, userId: client.user.id };
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`The bot could not sign in and see the channel: ${messageOf(error)}`, {
      cause: error,
    });
  } finally {
    await client.destroy();
  }
}

type Answered = Rehearsed['answer'];

async function request(work: () => Promise<unknown>): Promise<Answered> {
  try {
    const body = await work();
    return { code: 200, body };
  } catch (error) {
    if (!(error instanceof DiscordAPIError)) throw error;
    return { code: error.code, body: error.rawError };
  }
}

function field(body: unknown, name: string): unknown {
  return typeof body === 'object' && body !== null
    ? (body as Readonly<Record<string, unknown>>)[name]
    : undefined;
}

function hasFlag(flags: number): boolean {
  return (flags & MessageFlags.SuppressEmbeds) !== 0;
}

function expected(
  step: string,
  isAsExpected: boolean,
  instead: string,
  answer: Rehearsed['answer'],
): Rehearsed {
  return { step, isAsExpected, instead: isAsExpected ? '' : instead, answer };
}
