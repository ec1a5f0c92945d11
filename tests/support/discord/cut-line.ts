import { DefaultRestOptions, type RESTOptions } from 'discord.js';

type MakeRequest = RESTOptions['makeRequest'];

/** The moment at which a process dies: at its nth request, before it is sent or after Discord has done it. */
export interface Cut {
  readonly call: number;
  readonly when: 'before' | 'after';
}

/** What a start needs, whatever is asked. */
const OF_A_START = /\/gateway|\/applications\//;

/**
 * The way of one bot's requests, cut off at one of them as if its process had been killed: from then on nothing
 * arrives any more, and the bot never learns what became of the last one.
 */
export class CutLine {
  /** What was sent, counted from `begins`. */
  readonly calls: string[] = [];
  #cut: Cut | undefined;
  #onCut: () => void = () => undefined;
  readonly #hanging = new Set<(error: Error) => void>();
  #counting = false;
  #isCut = false;

  /**
   * Counts from here on, anew.
   * @param onCut runs at the moment of death, before anything else can happen
   */
  begins(cut: Cut | undefined, onCut: () => void): void {
    this.calls.length = 0;
    this.#cut = cut;
    this.#onCut = onCut;
    this.#counting = true;
  }

  /** Counts no more. */
  rests(): void {
    this.#counting = false;
  }

  get isCut(): boolean {
    return this.#isCut;
  }

  readonly send: MakeRequest = async (url, init) => {
    if (this.#isCut) return this.#never();
    const { pathname } = new URL(url);
    if (!this.#counting || OF_A_START.test(pathname)) return DefaultRestOptions.makeRequest(url, init);
    this.calls.push(`${init.method ?? 'GET'} ${pathname}`);
    const cut = this.calls.length === this.#cut?.call ? this.#cut.when : 'never';
    if (cut === 'before') {
      this.#die();
      return this.#never();
    }
    const response = await DefaultRestOptions.makeRequest(url, init);
    if (cut === 'after') this.#die();
    return this.isCut ? this.#never() : response;
  };

  /** Lets go of what hangs, so that no timer outlives the test. */
  close(): void {
    this.#isCut = true;
    for (const reject of this.#hanging) reject(new Error('the process is dead'));
  }

  #die(): void {
    if (this.#isCut) return;
    this.#isCut = true;
    this.#onCut();
  }

  #never(): Promise<never> {
    return new Promise((_resolve, reject) => {
      this.#hanging.add(reject);
    });
  }
}
