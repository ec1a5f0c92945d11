/**
 * Which segments are merged next. Segments of about the same size, eight at a time, so that a posting is written
 * anew once for each factor of eight by which the collection grows (the logarithmic method of Bentley and Saxe 1980).
 */

export interface MergeableSegment {
  readonly passages: number;
  readonly deleted: number;
}

const FAN_IN = 8;

/** Passages of the smallest class of size. */
const SMALLEST = 64;

/** A segment with more of its passages deleted is written anew without them. */
const MOST_DELETED = 0.3;

/**
 * @param segments in their order, which a merge keeps: it takes neighbours only
 * @returns the first and the one behind the last to be merged; null where nothing is worth it
 */
export function planMerge(segments: readonly MergeableSegment[]): readonly [number, number] | null {
  const classes = segments.map(classOf);
  const largest = Math.max(0, ...classes);
  for (let size = 0; size <= largest; size++) {
    for (let start = 0; start < classes.length;) {
      let end = start;
      while (end < classes.length && (classes[end] ?? 0) <= size) end++;
      const ofThisSize = classes.slice(start, end).filter((own) => own === size).length;
      if (ofThisSize >= FAN_IN) return [start, end];
      start = end + 1;
    }
  }
  const shrunken = segments.findIndex(({ passages, deleted }) => deleted > passages * MOST_DELETED);
  return shrunken < 0 ? null : [shrunken, shrunken + 1];
}

function classOf({ passages, deleted }: MergeableSegment): number {
  const live = Math.max(1, passages - deleted);
  return Math.max(0, Math.floor(Math.log(live / SMALLEST) / Math.log(FAN_IN)) + 1);
}
