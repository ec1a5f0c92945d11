/**
 * Character 4-grams of the words of a folded text, as slots of a table of 2^20.
 * A word counts with its boundaries (" haus " gives " hau", "haus", "aus "), so a word of one letter
 * gives one gram of three characters. Slots instead of strings: 4-grams are counted a million times a
 * question, and two grams that share a slot are rarer than one in a thousand among a question's.
 */

export const GRAM_SLOTS = 1 << 20;

const SPACE = 32;

/** Calls `visit(slot)` for each 4-gram of a folded text, in order. */
export function eachGram(folded: string, visit: (slot: number) => void): void {
  const last = folded.length - 1;
  for (let wordStart = 0; wordStart < last;) {
    let wordEnd = wordStart + 1;
    while (folded.charCodeAt(wordEnd) !== SPACE) wordEnd++;
    if (wordEnd - wordStart < 3) visit(slotOf(folded, wordStart, wordEnd + 1));
    for (let start = wordStart; start + 3 <= wordEnd; start++) visit(slotOf(folded, start, start + 4));
    wordStart = wordEnd;
  }
}

/** Slots of the 4-grams of a folded text, in order. */
export function slotsOf(folded: string): Uint32Array {
  const slots: number[] = [];
  eachGram(folded, (slot) => slots.push(slot));
  return Uint32Array.from(slots);
}

/** As `eachGram` for one word, given as UTF-16 code units with a space at either end. */
export function eachGramOfWord(units: Uint16Array, length: number, visit: (slot: number) => void): void {
  const size = Math.min(4, length);
  for (let start = 0; start + size <= length; start++) {
    let hash = 0x811c9dc5;
    for (let index = start; index < start + size; index++) {
      hash = Math.imul(hash ^ (units[index] ?? 0), 0x01000193);
    }
    visit(slotOfHash(hash));
  }
}

/** FNV-1a over UTF-16 code units, folded to 20 bits (Fowler, Noll, Vo; xor-folding as they recommend). */
function slotOf(text: string, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let index = start; index < end; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return slotOfHash(hash);
}

function slotOfHash(hash: number): number {
  return ((hash >>> 20) ^ hash) & (GRAM_SLOTS - 1);
}
