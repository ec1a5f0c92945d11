import { hash32 } from '../text/hash.ts';
import { wordsOf } from '../text/words.ts';

/** Words in a shingle: three are shared by chance only within a common phrase. */
const SHINGLE = 3;

/** Share of the shorter text's shingles from which on two texts tell the same story in the same words. */
const COPIED = 0.7;

/** The hashes of all runs of three words of a text (w-shingling, Broder 1997). */
export function shinglesOf(text: string): Set<number> {
  const words = wordsOf(text);
  const shingles = new Set<number>();
  for (let start = 0; start + SHINGLE <= words.length || start === 0; start++) {
    shingles.add(hash32(words.slice(start, start + SHINGLE).join(' ')));
  }
  return shingles;
}

/** True where one text holds most of the other: a copy, an agency report with another first sentence. */
export function areNearCopies(a: ReadonlySet<number>, b: ReadonlySet<number>): boolean {
  const [shorter, longer] = a.size <= b.size ? [a, b] : [b, a];
  let shared = 0;
  for (const shingle of shorter) if (longer.has(shingle)) shared++;
  return shared >= COPIED * shorter.size;
}
