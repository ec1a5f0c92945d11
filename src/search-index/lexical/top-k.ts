/** A passage that was found. */
export interface Hit {
  readonly id: number;
  /** Sum of weight times impact over its stems; a whole number. */
  readonly score: number;
}

/** The best of many hits, kept in a heap whose root is the worst. Of equal scores the lower id is better. */
export class TopK {
  readonly #limit: number;
  readonly #heap: Hit[] = [];

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** A hit with a higher id must score more than this to get in. */
  get threshold(): number {
    return this.#heap.length < this.#limit ? 0 : (this.#heap[0]?.score ?? Number.POSITIVE_INFINITY);
  }

  add(hit: Hit): void {
    const heap = this.#heap;
    if (heap.length < this.#limit) {
      heap.push(hit);
      this.#rise(heap.length - 1);
    } else if (heap[0] !== undefined && isBetter(hit, heap[0])) {
      heap[0] = hit;
      this.#sink();
    }
  }

  /** Best first. */
  hits(): Hit[] {
    return [...this.#heap].sort((a, b) => b.score - a.score || a.id - b.id);
  }

  #rise(from: number): void {
    const heap = this.#heap;
    for (let child = from; child > 0;) {
      const parent = (child - 1) >>> 1;
      const [above, below] = [heap[parent], heap[child]];
      if (above === undefined || below === undefined || !isBetter(above, below)) return;
      [heap[parent], heap[child]] = [below, above];
      child = parent;
    }
  }

  #sink(): void {
    const heap = this.#heap;
    for (let parent = 0; ;) {
      let worst = parent;
      for (const child of [2 * parent + 1, 2 * parent + 2]) {
        const [lower, hit] = [heap[worst], heap[child]];
        if (lower !== undefined && hit !== undefined && isBetter(lower, hit)) worst = child;
      }
      const [above, below] = [heap[parent], heap[worst]];
      if (worst === parent || above === undefined || below === undefined) return;
      [heap[parent], heap[worst]] = [below, above];
      parent = worst;
    }
  }
}

function isBetter(a: Hit, b: Hit): boolean {
  return a.score > b.score || (a.score === b.score && a.id < b.id);
}
