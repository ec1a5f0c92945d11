import type { Frequencies } from '../search-index/frequencies.ts';
import type { ScoringRow } from '../search-index/passage-reader.ts';
import { questionStems, type UnderstoodQuestion, withContent } from './understand.ts';

/** Shorter words have too many neighbours that mean something else. */
const LEAST_LETTERS = 5;

/**
 * The question with each content word that the collection does not have in place of the one that it has and that is one
 * typing error away: a letter dropped, doubled, wrong, or swapped with the next, not the first. Only words of the
 * candidates are thought of, which hold what is spelt alike. The same question where there is nothing to correct.
 */
export function correctSpelling(
  question: UnderstoodQuestion,
  rows: readonly Pick<ScoringRow, 'folded' | 'language'>[],
  frequencies: Pick<Frequencies, 'ofStem'>,
): UnderstoodQuestion {
  const languages = [...new Set(rows.map(({ language }) => language))];
  const unknown = question.content.filter(
    (word) =>
      word.length >= LEAST_LETTERS &&
      /^\p{L}+$/u.test(word) &&
      isUnknown(word, question, languages, frequencies),
  );
  if (unknown.length === 0) return question;
  const counts = wordCounts(rows, unknown);
  const corrections = new Map(
    unknown.flatMap((word) => {
      const meant = [...counts]
        .filter(([candidate]) => isOneErrorAway(word, candidate))
        .sort((a, b) => b[1] - a[1])[0]?.[0];
      return meant === undefined ? [] : [[word, meant] as const];
    }),
  );
  if (corrections.size === 0) return question;
  return withContent(
    question,
    question.content.map((word) => corrections.get(word) ?? word),
  );
}

function isUnknown(
  word: string,
  question: UnderstoodQuestion,
  languages: readonly string[],
  frequencies: Pick<Frequencies, 'ofStem'>,
): boolean {
  return languages.every((language) =>
    questionStems({ ...question, content: [word] }, language).hashes.every(
      (hash) => frequencies.ofStem(hash) === 0,
    ),
  );
}

/** How many candidates hold each word that begins as an unknown one does and is about as long. */
function wordCounts(
  rows: readonly Pick<ScoringRow, 'folded'>[],
  unknown: readonly string[],
): Map<string, number> {
  const counts = new Map<string, number>();
  const decoder = new TextDecoder();
  for (const { folded } of rows) {
    for (const word of new Set(decoder.decode(folded).trim().split(' '))) {
      if (
        unknown.some(
          (other) => other.charAt(0) === word.charAt(0) && Math.abs(other.length - word.length) <= 1,
        )
      )
        counts.set(word, (counts.get(word) ?? 0) + 1);
    }
  }
  return counts;
}

/** Optimal string alignment of distance 1 (Damerau 1964), read off without a table. */
export function isOneErrorAway(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a.charAt(start) === b.charAt(start)) start++;
  const restOf = (text: string, skipped: number): string => text.slice(start + skipped);
  if (a.length === b.length) {
    const swapped = a.charAt(start) === b.charAt(start + 1) && a.charAt(start + 1) === b.charAt(start);
    return restOf(a, 1) === restOf(b, 1) || (swapped && restOf(a, 2) === restOf(b, 2));
  }
  return a.length > b.length ? restOf(a, 1) === restOf(b, 0) : restOf(a, 0) === restOf(b, 1);
}
