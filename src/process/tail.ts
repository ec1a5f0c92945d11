const MOST_LINES = 12;
const MOST_LENGTH = 4000;

/** The last lines of a stream, for the cause of an error. */
export class Tail {
  #text = '';

  push(text: string): void {
    this.#text = (this.#text + text).slice(-MOST_LENGTH);
  }

  get text(): string {
    return this.#text.trim().split('\n').slice(-MOST_LINES).join('\n');
  }
}
