import type { Neighbour, VectorIndex } from './vector-index.ts';

/** Exact nearest neighbours by reading every vector: serves where hnswlib-node is not built. */
export class ExactIndex implements VectorIndex {
  readonly dimensions: number;
  readonly #vectors = new Map<number, Float32Array>();

  constructor(dimensions: number) {
    this.dimensions = dimensions;
  }

  get size(): number {
    return this.#vectors.size;
  }

  add(id: number, vector: Float32Array): void {
    this.#vectors.set(id, vector);
  }

  remove(id: number): void {
    this.#vectors.delete(id);
  }

  has(id: number): boolean {
    return this.#vectors.has(id);
  }

  ids(): Iterable<number> {
    return this.#vectors.keys();
  }

  search(vector: Float32Array, k: number): Neighbour[] {
    const all: Neighbour[] = [];
    for (const [id, candidate] of this.#vectors) all.push({ id, similarity: dotProduct(vector, candidate) });
    all.sort((a, b) => b.similarity - a.similarity || a.id - b.id);
    return all.slice(0, k);
  }
}

/** Inner product of two vectors of the same length; the cosine where both have unit length. */
export function dotProduct(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < a.length; index++) sum += (a[index] ?? 0) * (b[index] ?? 0);
  return sum;
}
