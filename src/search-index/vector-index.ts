/**
 * Port: nearest neighbours by inner product over unit vectors, held in memory.
 * Implemented by hnswlib.ts (approximate) and exact.ts; both pass tests/contracts/vector-index-contract.ts.
 */
export interface VectorIndex {
  readonly dimensions: number;
  /** Number of vectors that can be found. */
  readonly size: number;
  /** Adds or replaces; each vector has unit length and `dimensions` numbers. */
  add(id: number, vector: Float32Array): void;
  /** Removes; an unknown id is no error. */
  remove(id: number): void;
  has(id: number): boolean;
  ids(): Iterable<number>;
  /** The `k` nearest, best first; `similarity` is the cosine, -1 to 1. */
  search(vector: Float32Array, k: number): Neighbour[];
}

export interface Neighbour {
  readonly id: number;
  readonly similarity: number;
}
