/** Tells one consumer that its producer has put something there, or will put no more. */
export class Supply {
  #hasMore = false;
  #isOver = false;
  #wake: (() => void) | null = null;

  put(): void {
    this.#hasMore = true;
    this.#wake?.();
  }

  end(): void {
    this.#isOver = true;
    this.#wake?.();
  }

  /** Resolves to true once something was put since the last call, to false where nothing was and no more will come. */
  async more(): Promise<boolean> {
    if (!this.#hasMore && !this.#isOver) {
      await new Promise<void>((resolve) => (this.#wake = resolve));
      this.#wake = null;
    }
    const had = this.#hasMore;
    this.#hasMore = false;
    return had;
  }

  get isOver(): boolean {
    return this.#isOver;
  }
}
