/** Why an answer was stopped from outside; the reason of its AbortSignal. */
export type StopReason =
  /** The bot shuts down. */
  | 'shutdown'
  /** Discord would not let the answer be shown any more. */
  | 'deadline'
  /** The message that showed the answer, or the right to write it, is gone. */
  | 'gone';

/** The answers that are being made, so that all of them can be stopped and waited for. */
export class RunningAnswers {
  readonly #running = new Map<AbortController, Promise<void>>();
  #stopped = false;

  /** Runs `work` with a controller of its own; after `stopAll` it is stopped before it begins. */
  async run(work: (controller: AbortController) => Promise<void>): Promise<void> {
    const controller = new AbortController();
    if (this.#stopped) stop(controller, 'shutdown');
    const done = work(controller);
    this.#running.set(controller, done);
    try {
      await done;
    } finally {
      this.#running.delete(controller);
    }
  }

  /** Stops every answer and waits until each has said so where it was shown. */
  async stopAll(): Promise<void> {
    this.#stopped = true;
    for (const controller of this.#running.keys()) stop(controller, 'shutdown');
    await Promise.allSettled(this.#running.values());
  }
}

/** Stops one answer; the first reason counts. */
export function stop(controller: AbortController, reason: StopReason): void {
  controller.abort(reason);
}
