import type { HierarchicalNSW } from 'hnswlib-node';
import type { Neighbour, VectorIndex } from './vector-index.ts';

/**
 * Approximate nearest neighbours by a hierarchical navigable small-world graph (Malkov and Yashunin 2016,
 * https://arxiv.org/abs/1603.09320) through hnswlib-node.
 */

/** M and efConstruction in the range that the paper advises. */
const PARAMETERS = { m: 16, efConstruction: 100, randomSeed: 100 } as const;

/**
 * How many nodes a search keeps in view (ef). It must grow with the collection to find the same share of the nearest:
 * with the built-in embedder's vectors, which have no clusters to lead a search, 400 found .992 of the ten nearest
 * among 15,000 passages. See `npm run benchmark -- candidates`.
 */
const EF = { least: 200, atSize: 400, size: 15_000 } as const;

function efFor(size: number): number {
  return Math.max(EF.least, Math.round(EF.atSize * Math.sqrt(size / EF.size)));
}

const FIRST_CAPACITY = 1024;

export type Native = typeof import('hnswlib-node');

/** The native module, or the reason why it is not there. It is an optional dependency that compiles at install. */
export async function loadHnswlib(): Promise<{ native: Native } | { missing: string }> {
  try {
    const loaded = (await import('hnswlib-node')) as Native & { default?: Native };
    return { native: loaded.default ?? loaded };
  } catch (error) {
    return { missing: error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error) };
  }
}

export class HnswlibIndex implements VectorIndex {
  readonly dimensions: number;
  readonly #graph: HierarchicalNSW;
  /** Ids in the graph; `true` where it can be found, `false` where it is marked deleted. */
  readonly #ids = new Map<number, boolean>();
  #size = 0;

  private constructor(dimensions: number, graph: HierarchicalNSW) {
    this.dimensions = dimensions;
    this.#graph = graph;
  }

  static create(native: Native, dimensions: number): HnswlibIndex {
    const graph = new native.HierarchicalNSW('ip', dimensions);
    const { m, efConstruction, randomSeed } = PARAMETERS;
    graph.initIndex({ maxElements: FIRST_CAPACITY, m, efConstruction, randomSeed });
    return new HnswlibIndex(dimensions, graph);
  }

  /**
   * Reads a file that `write` made. The caller has checked its sha256: a damaged file can end the process.
   * @param deleted the ids that were deleted when it was written: the graph keeps their nodes and does not tell them
   */
  static read(native: Native, dimensions: number, path: string, deleted: readonly number[]): HnswlibIndex {
    const graph = new native.HierarchicalNSW('ip', dimensions);
    graph.readIndexSync(path);
    const index = new HnswlibIndex(dimensions, graph);
    const dead = new Set(deleted);
    for (const id of graph.getIdsList()) index.#ids.set(id, !dead.has(id));
    index.#size = [...index.ids()].length;
    return index;
  }

  write(path: string): void {
    this.#graph.writeIndexSync(path);
  }

  get size(): number {
    return this.#size;
  }

  /** Share of the graph's nodes that are marked deleted, 0 to 1: they cost time and recall. */
  get deletedShare(): number {
    return this.#ids.size === 0 ? 0 : 1 - this.#size / this.#ids.size;
  }

  deletedIds(): number[] {
    return [...this.#ids].filter(([, present]) => !present).map(([id]) => id);
  }

  add(id: number, vector: Float32Array): void {
    const known = this.#ids.get(id);
    if (known === undefined && this.#ids.size >= this.#graph.getMaxElements()) {
      // A graph that was saved empty has room for none.
      this.#graph.resizeIndex(Math.max(64, this.#graph.getMaxElements() * 2));
    }
    if (known === false) this.#graph.unmarkDelete(id);
    // hnswlib-node takes plain arrays only.
    this.#graph.addPoint(Array.from(vector), id);
    if (known !== true) this.#size++;
    this.#ids.set(id, true);
  }

  remove(id: number): void {
    if (this.#ids.get(id) !== true) return;
    this.#graph.markDelete(id);
    this.#ids.set(id, false);
    this.#size--;
  }

  has(id: number): boolean {
    return this.#ids.get(id) === true;
  }

  *ids(): Iterable<number> {
    for (const [id, present] of this.#ids) if (present) yield id;
  }

  search(vector: Float32Array, k: number): Neighbour[] {
    const count = Math.min(k, this.#size);
    if (count === 0) return [];
    this.#graph.setEf(Math.max(efFor(this.#ids.size), count));
    const found = this.#graph.searchKnn(Array.from(vector), count);
    return found.neighbors.map((id, rank) => ({ id, similarity: 1 - (found.distances[rank] ?? 1) }));
  }
}
