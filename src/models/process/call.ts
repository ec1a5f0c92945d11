/**
 * One call of a model process: an async iterable of what it streams, and a promise of its result.
 * When the signal fires, both end at once with its reason, even while the process is still busy.
 */
export class Call<Part, Result> implements AsyncIterable<Part> {
  readonly result: Promise<Result>;
  /** Resolves, never rejects, when the process has ended the call: only then is it free for the next. */
  readonly settled: Promise<void>;

  readonly #parts: Part[] = [];
  readonly #onAbort: () => void;
  readonly #signal: AbortSignal | undefined;
  #ended = false;
  #wake: () => void = () => undefined;
  #resolve!: (result: Result) => void;
  #reject!: (reason: unknown) => void;
  #settle!: () => void;

  /** @param onAbort called once when the signal fires before the call has ended */
  constructor(signal: AbortSignal | undefined, onAbort: () => void) {
    this.result = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    // Who only iterates, or leaves early, does not look at the result: that is no unhandled rejection.
    this.result.catch(() => undefined);
    this.settled = new Promise((resolve) => {
      this.#settle = resolve;
    });
    this.#signal = signal;
    this.#onAbort = () => {
      if (this.#ended) return;
      this.#end(() => {
        this.#reject(signal?.reason);
      });
      onAbort();
    };
    if (signal?.aborted === true) queueMicrotask(this.#onAbort);
    else signal?.addEventListener('abort', this.#onAbort, { once: true });
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** A part arrived. */
  push(part: Part): void {
    if (this.#ended) return;
    this.#parts.push(part);
    this.#wake();
  }

  /** The process returned. */
  succeed(result: Result): void {
    this.#end(() => {
      this.#resolve(result);
    });
    this.#settle();
  }

  /** The process reported an error, or is gone. */
  fail(error: unknown): void {
    this.#end(() => {
      this.#reject(error);
    });
    this.#settle();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Part, void> {
    for (;;) {
      for (let part = this.#parts.shift(); part !== undefined; part = this.#parts.shift()) {
        this.#signal?.throwIfAborted();
        yield part;
      }
      if (this.#ended) break;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    await this.result;
  }

  #end(conclude: () => void): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#signal?.removeEventListener('abort', this.#onAbort);
    conclude();
    this.#wake();
  }
}
