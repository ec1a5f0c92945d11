import type { Clock } from '../../clock.ts';
import { sleep } from '../../clock.ts';

/**
 * The first draft waits this long, in milliseconds: an answer that comes at once, as quotes do, is then shown at once
 * and not held up by an edit before it. Meanwhile Discord itself says that the bot thinks or types.
 */
const FIRST_DRAFT_AFTER = 400;

/** Longest wait before the final text, in milliseconds, however slowly drafts are shown. */
const MOST_FINAL_WAIT = 1_200;

export interface EditorOptions {
  /** Shows a text in the message; at most one call is under way at any time. */
  readonly edit: (text: string) => Promise<void>;
  /** Shortest time between the end of an edit and the start of the next draft, in milliseconds. */
  readonly intervalMs: number;
  readonly clock: Clock;
  /** A draft could not be shown; the next one will be tried. */
  readonly onDraftError: (error: unknown) => void;
}

/**
 * Shows a text while it is written, at the pace that Discord bears: drafts that come faster are merged, the newest
 * wins, and one edit is under way at a time.
 */
export class MessageEditor {
  readonly #options: EditorOptions;
  #shown: string | undefined;
  #wanted: string | undefined;
  #inFlight: Promise<void> | undefined;
  #cancelTimer: (() => void) | undefined;
  /** When the last edit ended; nothing before the first one. */
  #lastEdit: number | undefined;
  #finished = false;
  readonly #created: number;

  constructor(options: EditorOptions) {
    this.#options = options;
    this.#created = options.clock.now();
  }

  /** Wants a draft to be shown, now or as soon as it may be. */
  show(text: string): void {
    if (this.#finished || text === '') return;
    this.#wanted = text;
    this.#schedule();
  }

  /**
   * Makes way for the final text: no draft comes later, and this resolves when the edit that is under way has ended
   * and the pause that follows it is over.
   */
  async makeWay(): Promise<void> {
    await this.stop();
    const { clock, intervalMs } = this.#options;
    if (this.#lastEdit === undefined) return;
    const wait = this.#lastEdit + Math.min(intervalMs, MOST_FINAL_WAIT) - clock.now();
    if (wait > 0) await sleep(clock, wait);
  }

  /** Shows nothing more; resolves when the edit that is under way has ended. */
  async stop(): Promise<void> {
    this.#finished = true;
    this.#cancelTimer?.();
    await this.#inFlight;
  }

  #schedule(): void {
    if (this.#inFlight || this.#cancelTimer || this.#finished || this.#wanted === this.#shown) return;
    const { clock, intervalMs } = this.#options;
    const due =
      this.#lastEdit === undefined ? this.#created + FIRST_DRAFT_AFTER : this.#lastEdit + intervalMs;
    const wait = due - clock.now();
    if (wait <= 0) {
      this.#send();
      return;
    }
    this.#cancelTimer = clock.after(wait, () => {
      this.#cancelTimer = undefined;
      this.#send();
    });
  }

  #send(): void {
    const text = this.#wanted;
    if (text === undefined) return;
    this.#inFlight = this.#options
      .edit(text)
      .then(() => {
        this.#shown = text;
      })
      .catch(this.#options.onDraftError)
      .finally(() => {
        this.#lastEdit = this.#options.clock.now();
        this.#inFlight = undefined;
        if (this.#wanted !== text) this.#schedule();
      });
  }
}
