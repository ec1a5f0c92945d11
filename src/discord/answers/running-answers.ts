/** Why an answer was stopped from outside; the reason of its AbortSignal. */
export type StopReason =
  /** The bot shuts down. */
  | 'shutdown'
  /** Discord would not let the answer be shown any more. */
  | 'deadline'
  /** The message that showed the answer, or the right to write it, is gone. */
  | 'gone'
  /** Whoever asked has changed their mind. */
  | 'asker';

interface Running {
  readonly controller: AbortController;
  readonly done: Promise<void>;
}

/** The answers that are being made, so that each can be stopped, and all can be waited for. */
export class RunningAnswers {
  readonly #running = new Map<string, Running>();
  #stopped = false;

  /** Runs `work` with a controller of its own; after `stopAll` it is stopped before it begins. */
  async run(id: string, work: (controller: AbortController) => Promise<void>): Promise<void> {
    const controller = new AbortController();
    if (this.#stopped) stop(controller, 'shutdown');
    const done = work(controller);
    this.#running.set(id, { controller, done });
    try {
      await done;
    } finally {
      this.#running.delete(id);
    }
  }

  /** Stops one answer; false where it is not running. */
  stop(id: string, reason: StopReason): boolean {
    const running = this.#running.get(id);
    if (running === undefined) return false;
    stop(running.controller, reason);
    return true;
  }

  /** Stops every answer and waits until each has said so where it was shown. */
  async stopAll(): Promise<void> {
    this.#stopped = true;
    const all = [...this.#running.values()];
    for (const { controller } of all) stop(controller, 'shutdown');
    await Promise.allSettled(all.map(({ done }) => done));
  }
}

/** Stops one answer; the first reason counts. */
export function stop(controller: AbortController, reason: StopReason): void {
  controller.abort(reason);
}
