/** Batches of a size that keeps the memory of onnxruntime low (8 long texts: 0.4 GB, 64: 1.7 GB, kept for life). */
const MOST_TEXTS = 16;
const MOST_LONG_TEXTS = 8;
const LONG_TOKENS = 128;

/**
 * Groups texts of like length, so that little is padded.
 * @param tokens token count of each text
 * @returns the texts' positions, batch by batch, shortest first
 */
export function batchesByLength(tokens: readonly number[]): number[][] {
  const order = tokens.map((count, position) => ({ count, position })).sort((a, b) => a.count - b.count);
  const batches: number[][] = [];
  let batch: number[] = [];
  for (const { count, position } of order) {
    if (batch.length >= (count > LONG_TOKENS ? MOST_LONG_TEXTS : MOST_TEXTS)) {
      batches.push(batch);
      batch = [];
    }
    batch.push(position);
  }
  if (batch.length > 0) batches.push(batch);
  return batches;
}
