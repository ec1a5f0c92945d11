import { type ChildProcess, spawn } from 'node:child_process';
import { Sandbox } from '../../../src/sandbox/sandbox.ts';
import { nameOf, questionFor, writeArticle } from '../generated-articles.ts';
import { ended, type Folders, makeFolders } from '../terminal.ts';
import { openApiCheck } from './openapi.ts';

/** `npm start` as a process of its own that the system kills, with the sandbox in Discord's place. */

const ARTICLES = 6;

const END = /This answer was interrupted\. Please ask again\.|\*\*Sources\*\*/;

/** Real milliseconds until every question must have ended. */
const PATIENCE = 60_000;

/** Real milliseconds after which a process that is online has sent what it had to. */
const IDLE = 3000;

export class BotProcess {
  readonly sandbox: Sandbox;
  readonly folders: Folders;
  #child: ChildProcess | undefined;

  private constructor(sandbox: Sandbox, folders: Folders) {
    this.sandbox = sandbox;
    this.folders = folders;
  }

  static async prepare(): Promise<BotProcess> {
    const folders = makeFolders();
    for (let number = 0; number < ARTICLES; number++) writeArticle(folders.dataDir, number);
    const spec = openApiCheck();
    return new BotProcess(await Sandbox.start(spec ? { spec } : {}), folders);
  }

  /** Starts it with these settings and no others; what it says before is not waited for. */
  spawn(env: Readonly<Record<string, string>>): ChildProcess {
    this.#child = spawn(process.execPath, ['--import', 'tsx', 'src/bot.ts'], {
      env: { PATH: process.env['PATH'] ?? '', HOME: this.folders.root, ...this.folders.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return this.#child;
  }

  /** Starts it at the sandbox. */
  start(): ChildProcess {
    const { api, state } = this.sandbox;
    return this.spawn({ DISCORD_TOKEN: state.application.token, DISCORD_API_URL: api });
  }

  async close(): Promise<void> {
    this.#child?.kill('SIGKILL');
    await this.sandbox.close();
    this.folders.remove();
  }
}

/** The first that a process says. */
export async function firstWords(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => child.stdout?.setEncoding('utf8').once('data', resolve));
}

/** What the bot asks of Discord about questions: not what it needs to start. */
function about(sandbox: Sandbox): number {
  return sandbox.state.requests.filter(({ path }) => !/\/gateway|\/applications\/|\/users\/@me$/.test(path))
    .length;
}

/**
 * Six people ask at once; the process is killed as soon as it has sent so many requests, the next one likewise while it
 * recovers, and another one takes over.
 * @param kills requests after which each process dies
 * @returns a line for each question that ended in no way or in more than one
 */
export async function processKillDrill(bot: BotProcess, kills: readonly number[]): Promise<string[]> {
  const { sandbox } = bot;
  let child = bot.start();
  let online = firstWords(child).then(() => performance.now());
  await online;
  const before = about(sandbox);
  const asked = Array.from({ length: ARTICLES }, (_, number) => {
    const person = sandbox.person(`reader ${String(number)} of ${kills.join('+')}`);
    const question = questionFor(number);
    const isPrivate = number % 3 === 1;
    const { id } =
      number % 3 === 2
        ? person.mentions(sandbox.bot, question)
        : person.runs('ask', { question, private: isPrivate });
    return { person, id, number };
  });
  let sent = before;
  for (const [round, most] of kills.entries()) {
    if (round > 0) {
      sent = about(sandbox);
      child = bot.start();
      online = firstWords(child).then(() => performance.now());
    }
    const end = ended(child);
    let since = Number.POSITIVE_INFINITY;
    void online.then((at) => {
      since = Math.max(at, performance.now());
    });
    // A process that has less to do is killed when it has done it.
    await until(
      sandbox,
      () => about(sandbox) >= sent + most || performance.now() > since + IDLE || child.exitCode !== null,
    );
    child.kill('SIGKILL');
    await end;
  }
  child = bot.start();
  await firstWords(child);
  const shownFor = (id: string) =>
    [...sandbox.state.messages.values()].filter(
      ({ replyTo, interactionId, deletedAt }) =>
        deletedAt === null && (replyTo === id || interactionId === id),
    );
  /** Messages by themselves, where Discord was never told that an answer would come. */
  const aloneFor = (userId: string) =>
    [...sandbox.state.messages.values()].filter(({ content }) => content.startsWith(`<@${userId}>\n`));
  const endsOf = ({ person, id }: (typeof asked)[number]) =>
    [...shownFor(id), ...aloneFor(person.user.id)].filter(({ content }) => END.test(content));
  /** Discord says so itself, and nobody else could have seen the answer. */
  const isUnanswered = ({ id, number }: (typeof asked)[number]) =>
    number % 3 === 1 && sandbox.state.interactions.get(id)?.acknowledgedAt === null;
  const deadline = performance.now() + PATIENCE;
  await until(
    sandbox,
    () => performance.now() > deadline || asked.every((one) => endsOf(one).length > 0 || isUnanswered(one)),
  );
  // Whatever would come twice would come now.
  await new Promise((resolve) => setTimeout(resolve, 500));
  const end = ended(child);
  child.kill('SIGTERM');
  await end;
  return [
    ...asked.flatMap((one) => {
      const ends = endsOf(one);
      const wrong = ends.filter(
        ({ content }) => content.includes('**Sources**') && !content.includes(nameOf(one.number)),
      );
      const fine = wrong.length === 0 && (ends.length === 1 || (ends.length === 0 && isUnanswered(one)));
      return fine ? [] : [`killed after ${kills.join('+')}: ${one.person.transcript()}`];
    }),
    ...sandbox.state.violations,
  ];
}

async function until(sandbox: Sandbox, happened: () => boolean): Promise<void> {
  await new Promise<void>((resolve) => {
    let stop = (): void => undefined;
    const look = (): void => {
      if (!happened()) return;
      stop();
      clearInterval(timer);
      resolve();
    };
    const timer = setInterval(look, 50);
    stop = sandbox.onChange(look);
    look();
  });
}
