/** 32-bit FNV-1a over UTF-16 code units, unsigned (Fowler, Noll, Vo). For tables, never for trust. */
export function hash32(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}
