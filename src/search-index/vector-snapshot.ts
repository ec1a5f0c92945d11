import { createHash } from 'node:crypto';
import {
  closeSync,
  createReadStream,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
} from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { writeFileAtomically } from '../storage/write-file.ts';
import { ExactIndex } from './exact.ts';
import type { Generation } from './generation.ts';
import { HnswlibIndex, loadHnswlib, type Native } from './hnswlib.ts';
import type { VectorIndex } from './vector-index.ts';

/**
 * The graph of a generation on disk: `vectors.hnsw` with its sha256 in `vectors.json`. It is derived from the
 * vectors in the generation's database, so that a missing, old or damaged file costs time and nothing else.
 */

interface Manifest {
  readonly sha256: string;
  readonly dimensions: number;
  /** Ids whose nodes are still in the graph and may not be found. */
  readonly deleted: readonly number[];
}

/** Above this share of deleted nodes the graph is built anew instead of being written. */
const REBUILD_DELETED_SHARE = 0.3;

export interface LoadedVectors {
  readonly index: VectorIndex;
  /** `exact` where hnswlib-node is not built; `damaged` where a file was there and not the one that was written. */
  readonly from: 'file' | 'vectors' | 'damaged' | 'exact';
}

/** The vectors of a generation as an index in memory, up to date with its database. */
export async function loadVectorIndex(generation: Generation): Promise<LoadedVectors> {
  const dimensions = generation.fingerprint.embedder.dimensions;
  const hnswlib = await loadHnswlib();
  if ('missing' in hnswlib) {
    const index = new ExactIndex(dimensions);
    await syncVectors(generation, index);
    return { index, from: 'exact' };
  }
  const stored = await readGraph(generation, hnswlib.native, dimensions);
  const index = stored instanceof HnswlibIndex ? stored : HnswlibIndex.create(hnswlib.native, dimensions);
  await syncVectors(generation, index);
  if (stored instanceof HnswlibIndex) return { index, from: 'file' };
  return { index, from: stored === 'absent' ? 'vectors' : 'damaged' };
}

/** Vectors put into the graph, and ids read, between which questions are answered: five milliseconds of either. */
const VECTORS_PER_STEP = 50;
const IDS_PER_STEP = 10_000;

/**
 * Brings an index in memory to what the generation's database holds, in steps that yield to questions: in between they
 * find some of what is new.
 * @param goesOn false ends it between two steps, because the generation is about to be closed
 */
export async function syncVectors(
  generation: Generation,
  index: VectorIndex,
  goesOn: () => boolean = () => true,
): Promise<void> {
  const stored = new Set<number>();
  for (let last = 0; goesOn();) {
    const ids = generation.vectorIds(last, IDS_PER_STEP);
    for (const id of ids) stored.add(id);
    last = ids.at(-1) ?? last;
    if (ids.length < IDS_PER_STEP) break;
    await nextTurn();
  }
  if (!goesOn()) return;
  for (const id of [...index.ids()]) if (!stored.has(id)) index.remove(id);
  const missing = [...stored].filter((id) => !index.has(id));
  for (let start = 0; start < missing.length && goesOn(); start += VECTORS_PER_STEP) {
    const some = missing.slice(start, start + VECTORS_PER_STEP);
    for (const [id, vector] of generation.vectors(some)) index.add(id, vector);
    await nextTurn();
  }
}

/** Writes the graph beside the database: a temporary file, synced, renamed; then its sha256. Needs the lock. */
export async function saveVectorIndex(generation: Generation, index: VectorIndex): Promise<void> {
  if (!(index instanceof HnswlibIndex)) return;
  const graph = index.deletedShare > REBUILD_DELETED_SHARE ? await rebuilt(generation, index) : index;
  const temporary = `${graphPath(generation)}.tmp`;
  graph.write(temporary);
  const file = openSync(temporary, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  const manifest: Manifest = {
    sha256: await sha256Of(temporary),
    dimensions: graph.dimensions,
    deleted: graph.deletedIds(),
  };
  renameSync(temporary, graphPath(generation));
  writeFileAtomically(manifestPath(generation), `${JSON.stringify(manifest)}\n`);
}

async function rebuilt(generation: Generation, index: HnswlibIndex): Promise<HnswlibIndex> {
  const hnswlib = await loadHnswlib();
  if ('missing' in hnswlib) return index;
  const graph = HnswlibIndex.create(hnswlib.native, index.dimensions);
  await syncVectors(generation, graph);
  return graph;
}

/** The graph on disk, checked before it is read: a damaged file can end the process. */
async function readGraph(
  generation: Generation,
  native: Native,
  dimensions: number,
): Promise<HnswlibIndex | 'damaged' | 'absent'> {
  const path = graphPath(generation);
  if (!existsSync(path) || !existsSync(manifestPath(generation))) return 'absent';
  const manifest = readManifest(generation);
  if (manifest?.dimensions !== dimensions || !Array.isArray(manifest.deleted)) return 'damaged';
  if ((await sha256Of(path)) !== manifest.sha256) return 'damaged';
  try {
    return HnswlibIndex.read(native, dimensions, path, manifest.deleted);
  } catch {
    // What a full disk left of a graph has a right sha256 of its own: hnswlib writes without checking.
    return 'damaged';
  }
}

function readManifest(generation: Generation): Manifest | null {
  try {
    return JSON.parse(readFileSync(manifestPath(generation), 'utf8')) as Manifest | null;
  } catch {
    // Damaged, which the caller reports.
    return null;
  }
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash);
  return hash.digest('hex');
}

function graphPath(generation: Generation): string {
  return join(generation.directory, 'vectors.hnsw');
}

function manifestPath(generation: Generation): string {
  return join(generation.directory, 'vectors.json');
}
