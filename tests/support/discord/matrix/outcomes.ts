import { MessageFlags } from 'discord-api-types/v10';
import { messageText } from '../../../../src/sandbox/messages/message-text.ts';
import type { Message } from '../../../../src/sandbox/state.ts';
import type { BotStage } from '../bot-stage.ts';
import { type Asking, PATHS } from './paths.ts';
import { PLACES, type Place } from './places.ts';

/** What people see in the end, however and wherever they ask: everybody at once, step by step. */

export interface Cell {
  readonly path: string;
  readonly place: Place;
}

export function cells(paths: readonly string[] = Object.keys(PATHS)): Cell[] {
  return PLACES.flatMap((place) => paths.map((path) => ({ path, place })));
}

interface Course {
  readonly cell: Cell;
  readonly asking: Asking;
  /** Why the person could not go on. */
  failed: string;
  /** What they saw before the last step. */
  known: readonly string[];
}

/** Milliseconds of the stage after which an edit that is due has surely been sent. */
const WAIT = 1500;

/** Lets time go by until the bot asks nothing more of the sandbox. */
async function untilQuiet(stage: BotStage): Promise<void> {
  const { requests } = stage.sandbox.state;
  let before: number;
  do {
    before = requests.length;
    await stage.passes(WAIT);
  } while (requests.length > before);
}

export async function outcomes(stage: BotStage, all: readonly Cell[]): Promise<string[]> {
  const courses = all.map((cell, index): Course => {
    const person = cell.place.somebody(stage.sandbox, `reader ${String(index)}`);
    const asking = { stage, person, word: `item${String(index)}e`, interaction: undefined, about: undefined };
    return { cell, asking, failed: '', known: [] };
  });
  const most = Math.max(...all.map(({ path }) => PATHS[path]?.length ?? 0));
  for (let step = 0; step < most; step++) {
    for (const course of courses) await take(course, PATHS[course.cell.path]?.[step]);
    await untilQuiet(stage);
  }
  return courses.map((course) => outcomeOf(stage, course));
}

async function take(
  course: Course,
  step: ((asking: Asking) => Promise<void> | void) | undefined,
): Promise<void> {
  if (step === undefined || course.failed !== '') return;
  course.known = texts(course.asking);
  try {
    await step(course.asking);
  } catch (error) {
    // What the person's client does not let them do.
    course.failed = `not possible: ${firstLine(error instanceof Error ? error.message : String(error))}`;
  }
}

function outcomeOf({ sandbox }: BotStage, { asking, failed, known }: Course): string {
  const { person, interaction } = asking;
  if (failed !== '') return failed.replaceAll(person.user.name, 'the person');
  if (interaction?.acknowledgedAt === null) return '“The application did not respond”';
  const direct = sandbox.direct(person);
  const inDirect = direct === person.channel ? [] : person.in(direct).screen.map(described);
  const seen = [
    ...texts(asking).filter((text) => !known.includes(text)),
    ...inDirect.map((text) => `in a direct message: ${text}`),
  ];
  return seen.join('; ').replace(/ \(\d+\)/g, '') || 'nothing';
}

/** What the bot says to this person in this channel, with the number of each message. */
function texts(asking: Asking): string[] {
  return asking.person.screen
    .filter((shown) => isFor(asking, shown))
    .map((shown) => `${described(shown)} (${shown.id})`);
}

/** Others ask in the same channels. */
function isFor({ stage: { sandbox }, person: { user } }: Asking, shown: Message): boolean {
  const { interactions, messages } = sandbox.state;
  if (shown.authorId !== sandbox.bot.id) return false;
  const asked = shown.interactionId === null ? undefined : interactions.get(shown.interactionId);
  const replied = shown.replyTo === null ? undefined : messages.get(shown.replyTo);
  const named = /^<@(\d+)>\n/.exec(shown.content)?.[1];
  return (asked?.userId ?? replied?.authorId ?? named) === user.id;
}

function described(shown: Message): string {
  const text = messageText(shown);
  const alone = (shown.flags & MessageFlags.Ephemeral) !== 0 ? ', for them alone' : '';
  if (text.includes('>>>')) return `the passage${alone}`;
  if (!text.includes('Sources')) return `“${firstLine(text)}”${alone}`;
  const reply = shown.interactionId === null && shown.replyTo !== null ? ', as a reply' : '';
  return `the answer${reply}${alone}`;
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? '';
}
