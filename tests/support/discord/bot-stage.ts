import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DefaultRestOptions, type RESTOptions } from 'discord.js';
import { AnswerStore } from '../../../src/discord/answers/answer-store.ts';
import { queueLimits } from '../../../src/discord/answers/question-queue.ts';
import { parseConfig } from '../../../src/config.ts';
import type { Command } from '../../../src/discord/commands/command.ts';
import { createLog } from '../../../src/discord/log.ts';
import { type Bot, type BotOptions, startBot } from '../../../src/discord/start-bot.ts';
import { ManualClock } from '../../../src/sandbox/manual-clock.ts';
import { Sandbox, type SandboxOptions } from '../../../src/sandbox/sandbox.ts';
import type { Message } from '../../../src/sandbox/state.ts';
import { FakeNewshound } from './fake-newshound.ts';
import { openApiCheck } from './openapi.ts';

/** Milliseconds that pass at once. */
const STEP = 100;

/**
 * discord.js sends 50 requests in a second of the machine's clock and holds the others back until that is over; on this
 * stage a second passes in a moment, so what one waits for would not have been sent yet.
 */
const REQUESTS_PER_SECOND = 1_000_000;

/** Turns of the event loop that a message between bot and sandbox takes at most. */
const TURNS = 12;

export interface StageOptions extends Omit<SandboxOptions, 'clock' | 'spec'> {
  /** Runs before the bot connects. */
  readonly before?: (sandbox: Sandbox) => void;
  readonly commands?: readonly Command[];
  /** As the settings have them where absent. */
  readonly limits?: BotOptions['limits'];
  readonly token?: string | undefined;
  readonly rest?: Partial<RESTOptions> | undefined;
}

function newDirectory(): string {
  return mkdtempSync(join(tmpdir(), 'newshound-bot-'));
}

/** The real bot in the sandbox, on one clock that the test moves, with a Newshound that the test plays. */
export class BotStage {
  readonly sandbox: Sandbox;
  readonly clock: ManualClock;
  readonly newshound = new FakeNewshound();
  /** Where the bot keeps what it remembers. */
  directory = newDirectory();
  /** Everything the bot logged. */
  log = '';
  #bot: Bot | undefined;
  /** Requests of the bot that are on their way; where a test sends them itself they are not counted. */
  #sending = 0;
  readonly #limits: BotOptions['limits'];
  readonly #commands: readonly Command[] | undefined;
  readonly #directories = [this.directory];
  readonly #stores: AnswerStore[] = [];

  private constructor(
    sandbox: Sandbox,
    clock: ManualClock,
    commands: readonly Command[] | undefined,
    limits: BotOptions['limits'],
  ) {
    this.#limits = limits;
    this.sandbox = sandbox;
    this.clock = clock;
    this.#commands = commands;
  }

  static async open({
    before,
    commands,
    limits = queueLimits(parseConfig({})),
    token,
    rest,
    ...options
  }: StageOptions = {}): Promise<BotStage> {
    const clock = new ManualClock();
    const spec = openApiCheck();
    const sandbox = await Sandbox.start({ ...options, clock, ...(spec && { spec }) });
    const stage = new BotStage(sandbox, clock, commands, limits);
    before?.(sandbox);
    try {
      await stage.startBot({ token, rest });
    } catch (error) {
      await stage.close();
      throw error;
    }
    return stage;
  }

  get bot(): Bot {
    if (this.#bot === undefined) throw new Error('the bot is not online');
    return this.#bot;
  }

  async startBot({
    token = this.sandbox.state.application.token,
    rest,
  }: Pick<StageOptions, 'token' | 'rest'> = {}): Promise<void> {
    const keep = (text: string): void => {
      this.log += text;
    };
    const log = createLog('debug', [token], { write: keep });
    const store = AnswerStore.open(this.directory, log);
    this.#stores.push(store);
    this.#bot = await startBot({
      newshound: this.newshound,
      token,
      api: this.sandbox.api,
      editIntervalMs: 1200,
      limits: this.#limits,
      commandsFile: join(this.directory, 'discord-commands.json'),
      store,
      log,
      clock: this.clock,
      ...(this.#commands && { commands: this.#commands }),
      rest: { makeRequest: this.#send, globalRequestsPerSecond: REQUESTS_PER_SECOND, ...rest },
    });
  }

  readonly #send: RESTOptions['makeRequest'] = async (url, init) => {
    this.#sending += 1;
    try {
      return await DefaultRestOptions.makeRequest(url, init);
    } finally {
      this.#sending -= 1;
    }
  };

  async stopBot(): Promise<void> {
    if (this.#bot) await this.until(this.#bot.drain());
    await this.#bot?.destroy();
    this.#bot = undefined;
    this.#stores.at(-1)?.close();
  }

  /** What a process that is killed now leaves on the disk; the next bot starts from it. */
  keepsWhatIsWritten(): void {
    const left = newDirectory();
    cpSync(this.directory, left, { recursive: true });
    this.#directories.push(left);
    this.directory = left;
  }

  /** The bot's process is killed: it says nothing more, and nobody tells it anything. */
  async killBot(): Promise<void> {
    await this.#bot?.destroy();
    this.#bot = undefined;
  }

  /** What the bot remembers. */
  get store(): AnswerStore {
    const store = this.#stores.at(-1);
    if (store === undefined) throw new Error('the bot was never online');
    return store;
  }

  /** Lets so much time go by, in small steps; between them everything that is under way may arrive. */
  async passes(ms: number): Promise<void> {
    await this.#settles();
    for (let passed = 0; passed < ms; passed += STEP) {
      this.clock.advance(Math.min(STEP, ms - passed));
      await this.#settles();
    }
  }

  /** Lets time go by until what is waited for has come. */
  async until<T>(awaited: Promise<T>): Promise<T> {
    const waiting = { over: false };
    const end = (): void => {
      waiting.over = true;
    };
    awaited.then(end, end);
    await this.#settles();
    while (!waiting.over) {
      this.clock.advance(STEP);
      await this.#settles();
    }
    return awaited;
  }

  /**
   * Bot and sandbox share this process: what one sends, the other has after a few turns of the event loop, except
   * that a request may have to open a connection first.
   */
  async #settles(): Promise<void> {
    const { requests } = this.sandbox.state;
    let before: number;
    do {
      before = requests.length;
      for (let turn = 0; turn < TURNS || this.#sending > this.#held; turn++)
        await new Promise((resolve) => setImmediate(resolve));
    } while (
      requests.length > before ||
      requests.some(({ status, underWay }) => status === null && !underWay)
    );
  }

  /** Requests that the sandbox answers when its clock goes on. */
  get #held(): number {
    return this.sandbox.state.requests.filter(({ status, underWay }) => status === null && underWay).length;
  }

  /** Takes everything down. @throws Error where the bot did what no correct bot does, or pinged somebody. */
  async close(): Promise<void> {
    await this.stopBot();
    await this.sandbox.close();
    for (const store of this.#stores) store.close();
    for (const directory of this.#directories) rmSync(directory, { recursive: true, force: true });
    const { violations, pings } = this.sandbox.state;
    if (violations.length > 0)
      throw new Error(`The bot broke the rules of Discord:\n${violations.join('\n')}`);
    if (pings.length > 0) throw new Error(`The bot pinged: ${JSON.stringify(pings)}`);
  }
}

/** Milliseconds between the changes of a message, its creation included where it came with a text. */
export function pauses(message: Message): number[] {
  const times = message.history.filter(({ content }) => content !== '').map(({ at }) => at);
  return times.slice(1).map((at, index) => at - (times[index] ?? at));
}
