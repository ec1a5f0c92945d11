/** One value that is read anew only where what it was read from has another version. */
export class WhileUnchanged<T> {
  #known: { readonly version: number; readonly value: T } | null = null;

  /** The value at a version; what `read` throws is thrown, and nothing is remembered of it. */
  at(version: number, read: () => T): T {
    if (this.#known?.version !== version) this.#known = { version, value: read() };
    return this.#known.value;
  }
}
