/** Written for half a character; more tokens than this in a row are no longer one. */
const MOST_PENDING = 8;
/** Tokens in front of a token that decide how it is written (a space or none). */
const PRECEDING = 4;

type Detokenize = (tokens: readonly number[], preceding: readonly number[]) => string;

/**
 * Makes text of tokens as they come: holds back half characters, and what may be the beginning of a stop text.
 */
export class TextStream {
  readonly #detokenize: Detokenize;
  readonly #stops: readonly string[];
  #preceding: number[];
  #pending: number[] = [];
  #held = '';
  #stopped = false;

  /**
   * @param preceding the last tokens of the prompt
   * @param stops texts that end the answer
   */
  constructor(detokenize: Detokenize, preceding: readonly number[], stops: readonly string[]) {
    this.#detokenize = detokenize;
    this.#preceding = preceding.slice(-PRECEDING);
    this.#stops = stops.filter((stop) => stop.trim() !== '');
  }

  /** True when a stop text was written; nothing after it counts. */
  get stopped(): boolean {
    return this.#stopped;
  }

  /** Returns the text that can be shown now, often one word, sometimes none. */
  push(token: number): string {
    this.#pending.push(token);
    const text = this.#detokenize(this.#pending, this.#preceding);
    if (text.endsWith('\uFFFD') && this.#pending.length < MOST_PENDING) return '';
    this.#preceding = [...this.#preceding, ...this.#pending].slice(-PRECEDING);
    this.#pending = [];
    return this.#release(this.#held + text);
  }

  /** Returns what was held back, when no more tokens come. */
  end(): string {
    const rest = this.#stopped ? '' : this.#held;
    this.#held = '';
    return rest;
  }

  #release(text: string): string {
    const ends = this.#stops.map((stop) => text.indexOf(stop)).filter((index) => index !== -1);
    if (ends.length > 0) {
      this.#stopped = true;
      this.#held = '';
      return text.slice(0, Math.min(...ends));
    }
    const keep = Math.max(0, ...this.#stops.map((stop) => overlap(text, stop)));
    this.#held = text.slice(text.length - keep);
    return text.slice(0, text.length - keep);
  }
}

/** Length of the longest end of `text` that is a beginning of `stop`. */
function overlap(text: string, stop: string): number {
  for (let length = Math.min(text.length, stop.length - 1); length > 0; length--) {
    if (text.endsWith(stop.slice(0, length))) return length;
  }
  return 0;
}
