import type { Format } from './formats.ts';

/** What one document may cost. */

/**
 * Resident memory of the process that parses. Itself it needs 150 MB with all parsers loaded; the largest pages that are read
 * at all take 400.
 */
export const MOST_MEMORY_BYTES = 1024 * 2 ** 20;
/** V8's heap within it, in MiB: it collects garbage in earnest when it comes near. */
export const MOST_HEAP_MIB = 640;
/** What the process says last when it ends itself; V8 uses the same words. */
export const OUT_OF_MEMORY = 'out of memory';

/** An article must be read within this time. */
const ARTICLE_MS = 8000;
/** A file that may hold many articles has this much more for each MiB. */
const MANY_MS_PER_MIB = 2000;

/** Larger files in formats of linear cost go to the process, too: they would hold up this one for half a second and more. */
const MOST_BYTES_HERE = 512 * 1024;

/** Whether a document may be read in the process that asks. */
export function isCheap(format: Format, bytes: number): boolean {
  return format.cost === 'linear' && bytes <= MOST_BYTES_HERE;
}

/** Milliseconds after which the reading of a document is given up. */
export function timeLimitMs(format: Format, bytes: number): number {
  return ARTICLE_MS + (format.many ? (bytes / 2 ** 20) * MANY_MS_PER_MIB : 0);
}
