import type { Person } from '../../../src/sandbox/people/person.ts';
import { BotStage } from './bot-stage.ts';
import { type Cut, CutLine } from './cut-line.ts';
import { anAnswer } from './fake-newshound.ts';

/** A question whose bot is killed on the way, again where wanted, and what its asker sees in the end. */

const INTERRUPTED = 'This answer was interrupted. Please ask again.';

/** What a private answer leaves where nobody knows whether it was sent. */
const GOES_ON = '-# The answer goes on …';

/** Three messages long. */
const SENTENCES = Array.from(
  { length: 110 },
  (_, index) => `Sentence number ${String(index)} is true indeed [1].`,
);

/** How one asks. */
export interface Way {
  readonly name: string;
  /** What has happened before. */
  readonly before?: (person: Person, stage: BotStage) => Promise<void>;
  readonly ask: (person: Person, stage: BotStage) => void;
  /** What one sees in the end where the very first request was never sent. */
  readonly untold: 'interrupted' | 'no response';
  /** Rights that the bot lacks in the channel. */
  readonly deniedToBot?: bigint;
}

/** When a process dies, and the ones after it, each while it recovers; and how long nobody is there in between. */
export interface Deaths {
  readonly cuts: readonly Cut[];
  /** Milliseconds. */
  readonly away?: number;
}

export interface Played {
  /** What the first process sent, or would have sent. */
  readonly calls: readonly string[];
  /** What the last process sent in order to recover. */
  readonly recovery: readonly string[];
  /** What the asker sees of the bot in the end, message by message. */
  readonly shown: readonly string[];
  /** What the bot has said to them in private messages. */
  readonly direct: readonly string[];
  readonly transcript: string;
  readonly unsettled: number;
}

/**
 * One sandbox, and one bot after the other: whoever takes over from a killed one is the next to be killed, so that
 * each death costs one start.
 */
export class CrashDrill {
  readonly #way: Way;
  readonly #stage: BotStage;
  #line: CutLine;
  readonly #lines: CutLine[] = [];
  #rounds = 0;

  private constructor(way: Way, stage: BotStage, line: CutLine) {
    this.#way = way;
    this.#stage = stage;
    this.#line = line;
    this.#lines.push(line);
  }

  static async open(way: Way): Promise<CrashDrill> {
    const line = new CutLine();
    const stage = await BotStage.open({
      rest: { makeRequest: line.send },
      before: (sandbox) => {
        sandbox.addChannel('round 1', { deniedToBot: way.deniedToBot ?? 0n });
      },
    });
    return new CrashDrill(way, stage, line);
  }

  async close(): Promise<void> {
    for (const line of this.#lines) line.close();
    await this.#stage.close();
  }

  /** Asks one question in a channel of its own, with these deaths on the way. */
  async play({ cuts, away = 0 }: Deaths = { cuts: [] }): Promise<Played> {
    const stage = this.#stage;
    const { sandbox, newshound } = stage;
    this.#rounds += 1;
    const person = sandbox
      .person(`reader ${String(this.#rounds)}`)
      .in(sandbox.channel(`round ${String(this.#rounds)}`));
    sandbox.addChannel(`round ${String(this.#rounds + 1)}`, { deniedToBot: this.#way.deniedToBot ?? 0n });
    // A bot that died at its first request has asked nothing.
    newshound.forgets();
    await this.#way.before?.(person, stage);
    const before = new Set(person.screen.map(({ id }) => id));
    const script = newshound.prepares();
    const first = this.#line;
    const [cut, ...later] = cuts;
    first.begins(cut, () => {
      stage.keepsWhatIsWritten();
    });
    this.#way.ask(person, stage);
    await stage.passes(100);
    script.yields({ type: 'stage', stage: 'searching', articles: 31 });
    await stage.passes(500);
    script.writes('A draft of it.');
    await stage.passes(1300);
    script.ends(anAnswer({ text: SENTENCES.join(' ') }));
    await stage.passes(1300);
    if (cut === undefined) {
      // The bot learns of the next channel when it connects.
      await stage.stopBot();
      await this.#starts(undefined);
    }
    for (const [index] of cuts.entries()) {
      if (!this.#line.isCut) throw new Error(`the bot survived death ${String(index + 1)}`);
      await stage.killBot();
      stage.clock.advance(away);
      await this.#starts(later[index]);
      await stage.passes(3000);
    }
    const recovery = [...this.#line.calls];
    this.#line.rests();
    return {
      calls: [...first.calls],
      recovery,
      shown: person.screen
        .filter(({ id }) => !before.has(id) || id === person.screen[0]?.id)
        .map(({ content }) => content),
      direct: person.in(sandbox.direct(person)).screen.map(({ content }) => content),
      transcript: person.transcript(),
      unsettled: stage.store.unsettled().length,
    };
  }

  async #starts(cut: Cut | undefined): Promise<void> {
    this.#line = new CutLine();
    this.#lines.push(this.#line);
    this.#line.begins(cut, () => {
      this.#stage.keepsWhatIsWritten();
    });
    await this.#stage.startBot({ rest: { makeRequest: this.#line.send } });
  }
}

const count = (text: string, part: string) => text.split(part).length - 1;

/**
 * `answer`: every sentence once and in order, and nothing about an interruption; `interrupted`: that alone.
 * `no response`: Discord itself has told the asker that nothing will come, and nobody else could see the answer.
 * `told in direct`: a message to the asker says that a private answer was interrupted, `answer, told in direct` though
 * all of it is there. Anything else is told as it is seen.
 */
export function judge({ shown, direct, transcript }: Played, deaths: number): string {
  const goesOn = shown.filter((content) => content === GOES_ON);
  const all = shown.filter((content) => content !== GOES_ON).join('\n');
  const interrupted = count(all, INTERRUPTED);
  const places = SENTENCES.map((sentence) => all.indexOf(sentence));
  const once = SENTENCES.every((sentence) => count(all, sentence) === 1);
  const whole = once && places.every((place, index) => place > (places[index - 1] ?? -1));
  const nothing = places.every((place) => place === -1);
  if (goesOn.length > deaths || shown.some((content) => content.trim() === '…'))
    return `too much: ${transcript}`;
  if (direct.length === 1 && direct[0]?.includes('I was interrupted while') === true && interrupted === 0)
    return whole ? 'answer, told in direct' : 'told in direct';
  if (direct.length > 0) return `in private messages: ${direct.join()}`;
  if (interrupted === 0 && whole) return 'answer';
  if (interrupted === 1 && goesOn.length === 0 && nothing) return 'interrupted';
  if (shown.length === 0 && transcript.includes('The application did not respond')) return 'no response';
  return `neither: ${transcript}`;
}
