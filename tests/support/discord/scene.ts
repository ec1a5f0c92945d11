import { PermissionFlagsBits } from 'discord-api-types/v10';
import { ManualClock } from '../../../src/sandbox/manual-clock.ts';
import type { Person } from '../../../src/sandbox/people/person.ts';
import type { RuleName } from '../../../src/sandbox/rules/rules.ts';
import { Sandbox } from '../../../src/sandbox/sandbox.ts';
import type { Interaction } from '../../../src/sandbox/state.ts';
import { type Answered, send } from './raw-client.ts';

/** A sandbox with a person in it, for a bot that sends whatever a test wants to send. */
export interface Scene {
  readonly sandbox: Sandbox;
  readonly clock: ManualClock;
  readonly alice: Person;
  readonly rest: (method: string, path: string, body?: unknown) => Promise<Answered>;
  /** The path of the messages of #general. */
  readonly messages: string;
  /** Sends a message to #general. */
  readonly post: (body: unknown) => Promise<Answered>;
  /** Registers commands. */
  readonly register: (...commands: readonly unknown[]) => Promise<Answered>;
  /** Somebody runs /ask, and its first response is deferred unless told otherwise. */
  readonly asked: (acknowledged?: boolean) => Promise<Interaction>;
  /** Sends the first response to an interaction. */
  readonly answer: (interaction: Interaction, body: unknown) => Promise<Answered>;
}

/** How a rule is broken. */
export type Break = (on: Scene) => Promise<Answered>;

export const ASK = { name: 'ask', description: 'Asks' };

export const DEFER = { type: 5, data: { flags: 0 } };

export async function openScene(without: readonly RuleName[] = []): Promise<Scene> {
  const clock = new ManualClock();
  const sandbox = await Sandbox.start({ clock, without });
  const denied = {
    hidden: PermissionFlagsBits.ViewChannel,
    silent: PermissionFlagsBits.SendMessages,
    forgetful: PermissionFlagsBits.ReadMessageHistory,
    plain: PermissionFlagsBits.EmbedLinks,
    textual: PermissionFlagsBits.AttachFiles,
  };
  for (const [name, deniedToBot] of Object.entries(denied)) sandbox.addChannel(name, { deniedToBot });
  const rest: Scene['rest'] = (method, path, body) => send(sandbox, method, path, body);
  const messages = `/channels/${sandbox.channel('general').id}/messages`;
  const alice = sandbox.person('alice');
  const register: Scene['register'] = (...commands) =>
    rest('PUT', `/applications/${sandbox.bot.id}/commands`, commands);
  const answer: Scene['answer'] = ({ id, token }, body) =>
    rest('POST', `/interactions/${id}/${token}/callback`, body);
  await register(ASK);
  return {
    sandbox,
    clock,
    alice,
    rest,
    messages,
    post: (body) => rest('POST', messages, body),
    register,
    answer,
    asked: async (acknowledged = true) => {
      const interaction = alice.runs('ask');
      if (acknowledged) await answer(interaction, DEFER);
      return interaction;
    },
  };
}

/** The path of a response to an interaction. */
export function responsePath({ sandbox }: Scene, { token }: Interaction, name = '@original'): string {
  return `/webhooks/${sandbox.bot.id}/${token}/messages/${name}`;
}

/** The path of a message of the bot in #general. */
export async function ownMessage(
  { post, messages }: Scene,
  body: unknown = { content: 'mine' },
): Promise<string> {
  const answered = await post(body);
  return `${messages}/${(answered.body as { id: string }).id}`;
}
