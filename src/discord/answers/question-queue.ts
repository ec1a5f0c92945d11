import type { Clock } from '../../clock.ts';
import type { Config } from '../../config.ts';

/**
 * Who is answered when: a bounded line, first come first served, except that nobody is answered twice at once. It
 * promises nothing that it cannot keep: whoever would wait too long is told so at the door.
 */

/** How long an answer takes until the first ones have been measured, in milliseconds. */
const FIRST_GUESS = 10_000;

/** Weight of the newest measurement in the moving average. */
const NEWEST = 0.2;

export interface QueueLimits {
  /** Questions that are answered at the same time. */
  readonly atOnce: number;
  /** Questions that wait, of everybody together. */
  readonly waiting: number;
  /** Questions of one person, waiting or being answered. */
  readonly perPerson: number;
  /** Longest wait that is promised, in milliseconds. */
  readonly wait: number;
}

/** What the settings say of it. */
export function queueLimits({
  discordAtOnce: atOnce,
  discordWaiting: waiting,
  discordPerPerson: perPerson,
}: Config): Omit<QueueLimits, 'wait'> {
  return { atOnce, waiting, perPerson };
}

export type Admission =
  | { readonly kind: 'admitted'; readonly ticket: Ticket }
  /** This person has enough questions in line. */
  | { readonly kind: 'too-many-own'; readonly most: number }
  /** The line is too long; `retryAt` is when there should be room again, in milliseconds since 1970. */
  | { readonly kind: 'full'; readonly waiting: number; readonly retryAt: number };

/** A place in the line. */
export interface Ticket {
  /**
   * Resolves when it is this question's turn.
   * @param onMove is told how many questions come before this one, now and whenever that changes
   * @throws the signal's reason when it fires
   */
  readonly turn: (signal: AbortSignal, onMove: (before: number) => void) => Promise<void>;
  /** Makes room for the next one; must be called in the end, whatever happened. Twice is allowed. */
  readonly leave: () => void;
}

interface Entry {
  readonly person: string;
  startedAt: number | undefined;
  start: () => void;
  moved: ((before: number) => void) | undefined;
  /** What it was told last. */
  told: number | undefined;
}

export class QuestionQueue {
  readonly #limits: QueueLimits;
  readonly #clock: Clock;
  readonly #running = new Set<Entry>();
  #waiting: Entry[] = [];
  /** Moving average of what an answer takes, in milliseconds. */
  #duration = FIRST_GUESS;

  constructor(limits: QueueLimits, clock: Clock) {
    this.#limits = limits;
    this.#clock = clock;
  }

  /** Takes a question into the line, or says why not. */
  admit(person: string): Admission {
    const { waiting, perPerson, wait } = this.#limits;
    const own = [...this.#running, ...this.#waiting].filter((entry) => entry.person === person).length;
    if (own >= perPerson) return { kind: 'too-many-own', most: perPerson };
    const before = this.#waiting.length;
    if (before >= waiting || (before > 0 && this.#estimate(before) > wait)) {
      // When half of those who wait now have been answered, asking again is worth it.
      const retryAt = this.#clock.now() + Math.max(5000, this.#estimate(before / 2));
      return { kind: 'full', waiting: before, retryAt };
    }
    const entry: Entry = {
      person,
      startedAt: undefined,
      start: () => undefined,
      moved: undefined,
      told: undefined,
    };
    this.#waiting.push(entry);
    this.#advance();
    return { kind: 'admitted', ticket: this.#ticket(entry) };
  }

  #ticket(entry: Entry): Ticket {
    return {
      turn: (signal, onMove) =>
        new Promise((resolve, reject) => {
          if (entry.startedAt !== undefined) {
            resolve();
            return;
          }
          const stop = (): void => {
            reject(signal.reason as Error);
          };
          if (signal.aborted) stop();
          else signal.addEventListener('abort', stop, { once: true });
          entry.start = () => {
            signal.removeEventListener('abort', stop);
            resolve();
          };
          entry.moved = onMove;
          this.#tell(entry, this.#before(this.#waiting.indexOf(entry)));
        }),
      leave: () => {
        this.#waiting = this.#waiting.filter((other) => other !== entry);
        if (this.#running.delete(entry) && entry.startedAt !== undefined) {
          const took = this.#clock.now() - entry.startedAt;
          this.#duration += NEWEST * (took - this.#duration);
        }
        this.#advance();
      },
    };
  }

  #advance(): void {
    const { atOnce } = this.#limits;
    while (this.#running.size < atOnce) {
      const busy = new Set([...this.#running].map(({ person }) => person));
      const next = this.#waiting.find(({ person }) => !busy.has(person));
      if (next === undefined) break;
      this.#waiting = this.#waiting.filter((entry) => entry !== next);
      this.#running.add(next);
      next.startedAt = this.#clock.now();
      next.start();
    }
    for (const [place, entry] of this.#waiting.entries()) this.#tell(entry, this.#before(place));
  }

  #tell(entry: Entry, before: number): void {
    if (entry.moved === undefined || entry.told === before) return;
    entry.moved(before);
    entry.told = before;
  }

  #before(place: number): number {
    return this.#running.size + place;
  }

  /** Milliseconds until so many of those who wait have had their turn. */
  #estimate(waiting: number): number {
    return ((waiting + 1) * this.#duration) / this.#limits.atOnce;
  }
}
