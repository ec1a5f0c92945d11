/**
 * Citation marks in what a model writes. `[2]` stays where 2 is a source and is dropped where it is not, also
 * while the text is still being written and a mark has come only in part.
 */

const LABEL = String.raw`(?:(?:sources?|quellen?|nr|no)\.?:?\s?)?`;
const LIST = String.raw`${LABEL}\d{1,3}(?:\s?(?:[,;&–-]|and|und)\s?${LABEL}\d{1,3}){0,7}`;

/** "[1]", "[1, 2]", "[1-3]", "[1][2]", "【1】", "【1†source】", "[Source 1]", "[Quelle 1 und 2]": the shapes that models use. */
const MARK = new RegExp(String.raw`\s*[[【]\s?(${LIST})\s?(?:†[^[\]【】]{0,20})?[\]】]`, 'giu');

/** The beginning of a mark at the end of a text, or the white space before one. A mark is never longer than this. */
const OPEN_MARK = /\s*(?:[[【][^[\]【】]{0,170})?$/u;

/** Puts marks into one shape and drops those that point to no source. */
export function mapMarks(text: string, sourceCount: number): string {
  return text.replace(MARK, (_mark, list: string) => {
    const numbers = numbersOf(list).filter((number) => number >= 1 && number <= sourceCount);
    return numbers.length === 0 ? '' : ` ${numbers.map((number) => `[${String(number)}]`).join('')}`;
  });
}

/** The source numbers that a sentence's marks name, each once, and the sentence without them. */
export function readMarks(sentence: string): { text: string; numbers: number[] } {
  const numbers = [...sentence.matchAll(MARK)].flatMap((match) => numbersOf(match[1] ?? ''));
  return { text: sentence.replace(MARK, '').trim(), numbers: [...new Set(numbers)] };
}

/** Takes the look of marks from text that is not the model's own: "[3]" becomes "(3)". */
export function defuseMarks(text: string): string {
  return text.replace(MARK, (mark) => mark.replace(/[[【]/u, '(').replace(/[\]】]$/u, ')'));
}

/** "1, 3-5" is 1, 3, 4, 5. */
function numbersOf(list: string): number[] {
  const numbers = new Set<number>();
  for (const [, from, to] of list.matchAll(/(\d{1,3})(?:\s?[–-]\D{0,12}?(\d{1,3}))?/gu)) {
    const first = Number(from);
    const last = to === undefined ? first : Number(to);
    for (let number = first; number <= Math.min(last, first + 20); number++) numbers.add(number);
  }
  return [...numbers];
}

/** Maps marks in a text that arrives in pieces; holds back what may still become a mark. */
export class MarkStream {
  readonly #sourceCount: number;
  #held = '';

  constructor(sourceCount: number) {
    this.#sourceCount = sourceCount;
  }

  /** What can be shown after this piece. */
  push(piece: string): string {
    const text = this.#held + piece;
    const end = OPEN_MARK.exec(text)?.index ?? text.length;
    this.#held = text.slice(end);
    return mapMarks(text.slice(0, end), this.#sourceCount);
  }

  /** What was held back and is no mark after all. */
  end(): string {
    const rest = mapMarks(this.#held, this.#sourceCount);
    this.#held = '';
    return rest;
  }
}
