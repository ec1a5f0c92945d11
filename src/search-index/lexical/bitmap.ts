/** One bit for each passage of a segment, set where the passage is deleted. */

export function isSet(bitmap: Uint8Array, index: number): boolean {
  return ((bitmap[index >>> 3] ?? 0) & (1 << (index & 7))) !== 0;
}

/** @returns false where it was set before */
export function setBit(bitmap: Uint8Array, index: number): boolean {
  if (isSet(bitmap, index)) return false;
  bitmap[index >>> 3] = (bitmap[index >>> 3] ?? 0) | (1 << (index & 7));
  return true;
}

export function bitmapFor(count: number): Uint8Array {
  return new Uint8Array((count + 7) >>> 3);
}
