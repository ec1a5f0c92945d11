import { MessageFlags, PermissionFlagsBits } from 'discord-api-types/v10';
import { messageText } from '../../../src/sandbox/messages/message-text.ts';
import type { Person } from '../../../src/sandbox/people/person.ts';
import type { Interaction, Message } from '../../../src/sandbox/state.ts';
import type { BotStage } from './bot-stage.ts';
import { anAnswer } from './fake-newshound.ts';
import { send } from './raw-client.ts';

/** Every way to ask, in every place, with every right missing: what a person sees of it. */

/** Rights that a server may take from the bot, each for itself. */
export const MISSING = {
  nothing: 0n,
  'view channel': PermissionFlagsBits.ViewChannel,
  'send messages': PermissionFlagsBits.SendMessages,
  'read history': PermissionFlagsBits.ReadMessageHistory,
  'embed links': PermissionFlagsBits.EmbedLinks,
} as const;

export type Missing = keyof typeof MISSING;

export type Place = 'channel' | 'direct message' | 'server without the bot';

/** Somebody who asks in one cell. */
interface Asking {
  readonly stage: BotStage;
  readonly person: Person;
  /** In the question, and in no other. */
  readonly word: string;
  /** What the person did last, where it was no message. */
  interaction: Interaction | undefined;
  /** The message of the bot that this is about. */
  earlier: Message | undefined;
}

/** What a person does, one step after the other; in between the bot answers. The last one asks. */
type Path = readonly ((asking: Asking) => Promise<void> | void)[];

/** A message of the bot that is there already, whatever its rights are now. */
async function botHasWritten(asking: Asking): Promise<void> {
  const { sandbox } = asking.stage;
  const { channel } = asking.person;
  const denied = channel.deniedToBot;
  channel.deniedToBot = 0n;
  const path = `/channels/${channel.id}/messages`;
  const { body } = await send(sandbox, 'POST', path, { content: 'Good morning.' });
  channel.deniedToBot = denied;
  asking.earlier = sandbox.state.messages.get((body as { id: string }).id);
  if (asking.earlier === undefined) throw new Error('the bot cannot have written there');
}

function asksByCommand(asking: Asking): void {
  const { person, word } = asking;
  asking.interaction = person.runs('ask', { question: `Why did ${word} come?` });
  if (Object.keys(asking.interaction.owners).length === 0)
    throw new Error('the command is not offered there');
}

function getsAnAnswer(asking: Asking): void {
  asking.stage.newshound.prepares(asking.word).ends(anAnswer());
  asksByCommand(asking);
}

function replies(asking: Asking): void {
  const { stage, person, word, interaction } = asking;
  const to = asking.earlier ?? stage.sandbox.state.messages.get(interaction?.responseId ?? '');
  if (to === undefined) throw new Error('there is nothing to reply to');
  asking.interaction = undefined;
  stage.newshound.prepares(word).ends(anAnswer());
  person.replies(to, `Why did ${word} come?`);
}

/** The ways to ask. */
export const PATHS: Readonly<Record<string, Path>> = {
  'slash command': [getsAnAnswer],
  mention: [
    ({ stage, person, word }) => {
      stage.newshound.prepares(word).ends(anAnswer());
      person.mentions(stage.sandbox.bot, `Why did ${word} come?`);
    },
  ],
  'reply to a message of the bot': [botHasWritten, replies],
  'reply to an answer to a command': [getsAnAnswer, replies],
  'message without a mention': [
    ({ stage, person, word }) => {
      stage.newshound.prepares(word).ends(anAnswer());
      person.says(`Why did ${word} come?`);
    },
  ],
  'menu of passages under an answer': [
    getsAnAnswer,
    (asking) => {
      asking.interaction = asking.person.selects('Read the passages behind this answer …', '1');
    },
  ],
};

export interface Cell {
  readonly path: string;
  readonly place: Place;
  readonly missing: Missing;
}

/** Every cell that there can be: rights are taken in channels alone. */
export const CELLS: readonly Cell[] = Object.keys(PATHS).flatMap((path): Cell[] => [
  ...(Object.keys(MISSING) as Missing[]).map((missing): Cell => ({ path, place: 'channel', missing })),
  { path, place: 'direct message', missing: 'nothing' },
  { path, place: 'server without the bot', missing: 'nothing' },
]);

/** The channel in which the bot lacks this right. */
export function channelName(missing: Missing): string {
  return `without ${missing}`;
}

/** Milliseconds of the stage after which an edit that is due has surely been sent. */
const WAIT = 1500;

/** Real milliseconds in which what was sent arrives: seven people at once open connections of their own. */
const ARRIVES = 25;

/** Lets time go by until the bot asks nothing more of the sandbox. */
async function untilQuiet(stage: BotStage): Promise<void> {
  const { requests } = stage.sandbox.state;
  let before: number;
  do {
    before = requests.length;
    await stage.passes(WAIT);
    await new Promise((resolve) => setTimeout(resolve, ARRIVES));
    await stage.passes(STEP);
  } while (requests.length > before);
}

/** A moment of the stage. */
const STEP = 100;

/** What somebody sees who asks by this path, in each of its cells at once. */
export async function outcomes(stage: BotStage, path: string, cells: readonly Cell[]): Promise<string[]> {
  const steps = PATHS[path];
  if (steps === undefined) throw new Error(`There is no way to ask by ${path}.`);
  const all = cells.map((cell) => ({ cell, asking: newAsking(stage, cell), failed: '', known: '' }));
  for (const step of steps) {
    for (const each of all) {
      if (each.failed !== '') continue;
      each.known = texts(each.asking).join();
      try {
        await step(each.asking);
      } catch (error) {
        // What the person's client does not let them do.
        each.failed = error instanceof Error ? `not possible: ${firstLine(error.message)}` : String(error);
      }
    }
    await untilQuiet(stage);
  }
  return all.map(({ cell, asking, failed, known }) => {
    if (failed !== '') return failed.replaceAll(asking.person.user.name, 'the person');
    if (asking.interaction?.acknowledgedAt === null) return '“The application did not respond”';
    const elsewhere = asking.person.in(stage.sandbox.direct(asking.person)).screen;
    const inPrivate = cell.place === 'direct message' ? [] : elsewhere.map(described);
    const seen = [
      ...texts(asking).filter((text) => !known.includes(text)),
      ...inPrivate.map((text) => `in private: ${text}`),
    ];
    return seen.join('; ').replace(/ \(\d+\)/g, '') || 'nothing';
  });
}

let asked = 0;

function newAsking(stage: BotStage, cell: Cell): Asking {
  asked += 1;
  const person = somebodyIn(stage, cell, `reader ${String(asked)}`);
  return {
    stage,
    person,
    word: `item${String(asked)}e`,
    interaction: undefined,

    earlier: undefined,
  };
}

/** What the bot says to this person in this channel, with the number of each message. */
function texts({ stage, person }: Asking): string[] {
  return person.screen
    .filter((shown) => isFor(stage, shown, person))
    .map((shown) => `${described(shown)} (${shown.id})`);
}

function somebodyIn({ sandbox }: BotStage, { place, missing }: Cell, name: string): Person {
  if (place === 'server without the bot') return sandbox.personElsewhere(name);
  const person = sandbox.person(name);
  return person.in(
    place === 'direct message' ? sandbox.direct(person) : sandbox.channel(channelName(missing)),
  );
}

/** Others ask in the same channels. */
function isFor({ sandbox: { state } }: BotStage, shown: Message, { user }: Person): boolean {
  const asked = shown.interactionId === null ? undefined : state.interactions.get(shown.interactionId);
  const replied = shown.replyTo === null ? undefined : state.messages.get(shown.replyTo);
  const to = asked?.userId ?? replied?.authorId;
  return to === undefined || to === user.id;
}

function described(shown: Message): string {
  const text = messageText(shown);
  const alone = (shown.flags & MessageFlags.Ephemeral) !== 0 ? ', for them alone' : '';
  if (text.includes('Sources')) return `the answer${shown.replyTo === null ? '' : ', as a reply'}${alone}`;
  return `“${text.split('\n')[0] ?? ''}”${alone}`;
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? '';
}
