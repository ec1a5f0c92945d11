/**
 * Citation marks in what a model writes. `[2]` stays where 2 is a source and is dropped where it is not, also
 * while the text is still being written and a mark has come only in part.
 */

/** "[1]", "[1, 2]", "[1][2]", "【1】", "[Source 1]": the shapes that models use. */
const MARK = /\s*[[【](?:(?:source|quelle|nr\.?|no\.?)\s*)?(\d{1,3}(?:\s*[,;]\s*\d{1,3})*)[\]】]/giu;

/** The beginning of a mark at the end of a text. */
const OPEN_MARK = /\s*[[【][^\]】[【]{0,16}$/u;

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

function numbersOf(list: string): number[] {
  return list.split(/\s*[,;]\s*/).map(Number);
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
    const open = OPEN_MARK.exec(text);
    const end = open === null ? text.length : open.index;
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
