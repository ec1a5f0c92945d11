/** Where FNV-1a begins (Fowler, Noll, Vo). */
export const FNV_OFFSET = 0x811c9dc5;

/** Takes one more code unit into a hash; `>>> 0` of the last one is `hash32`. */
export function fnvStep(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, 0x01000193);
}

/** 32-bit FNV-1a over UTF-16 code units, unsigned. For tables, never for trust. */
export function hash32(text: string): number {
  let hash = FNV_OFFSET;
  for (let index = 0; index < text.length; index++) hash = fnvStep(hash, text.charCodeAt(index));
  return hash >>> 0;
}
