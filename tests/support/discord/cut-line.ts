import { DefaultRestOptions, type RESTOptions } from 'discord.js';

type MakeRequest = RESTOptions['makeRequest'];

/** The moment at which a process dies: at its nth request, before it is sent or after Discord has done it. */
export interface Cut {
  readonly call: number;
  readonly when: 'before' | 'after';
}

/**
 * The way of one bot's requests, cut off at one of them as if its process had been killed: from then on nothing
 * arrives any more, and the bot never learns what became of the last one.
 */
export class CutLine {
  /** What was sent, counted from `begins`. */
  readonly calls: string[] = [];
  readonly #cut: Cut | undefined;
  readonly #onCut: () => void;
  readonly #hanging = new Set<(error: Error) => void>();
  #counting = false;
  #isCut = false;

  /** @param onCut runs at the moment of death, before anything else can happen */
  constructor(cut: Cut | undefined, onCut: () => void) {
    this.#cut = cut;
    this.#onCut = onCut;
  }

  /** Counts from here on. */
  begins(): void {
    this.#counting = true;
  }

  get isCut(): boolean {
    return this.#isCut;
  }

  readonly send: MakeRequest = async (url, init) => {
    if (this.#isCut) return this.#never();
    if (!this.#counting) return DefaultRestOptions.makeRequest(url, init);
    this.calls.push(`${init.method ?? 'GET'} ${new URL(url).pathname}`);
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
