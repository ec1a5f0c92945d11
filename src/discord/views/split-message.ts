/** Most characters of one message. Source: resources/message.mdx#create-message. */
export const MOST_CONTENT = 2000;

const FENCE = '```';

/** What is never cut: code fences with their language, links, inline code, bold, escapes, citation marks. */
const WHOLE = /`{3,}[\w+-]{0,20}\n?|\[[^\]\n]*\]\(<[^>\n]*>\)|`[^`\n]+`|\*\*[^*\n]+\*\*|\\.|\[\d{1,3}\]/gu;

/** Places to cut, best first; the match ends where the next part may begin. */
const BREAKS = [/\n{2,}/g, /\n/g, /[.!?…]["”“»)\]]*(?:\s*\[\d{1,3}\])*\s+/g, /\s+/g] as const;

/** A part that ends at a better place should still be this full. */
const LEAST_FILLED = 0.5;

/**
 * Cuts a text into messages: between paragraphs, lines, sentences or words, in this order. No word is lost; a code
 * block that is cut goes on as one in the next part; marks like [1] stay with the words before them.
 */
export function splitMessage(text: string, most = MOST_CONTENT): string[] {
  const parts: string[] = [];
  let rest = text.trim();
  /** The line that opened the code block in which `rest` begins, or nothing. */
  let opening = '';
  while (opening.length + rest.length > most) {
    const room = most - opening.length - FENCE.length - 1;
    const cut = bestCut(rest, room);
    const head = opening + rest.slice(0, cut);
    opening = openFence(head);
    parts.push(opening === '' ? head.trim() : `${head.trimEnd()}\n${FENCE}`);
    const tail = rest.slice(cut);
    rest = opening !== '' ? tail.replace(/^\n+/, '').trimEnd() : tail.trim();
  }
  if (rest !== '') parts.push(opening + rest);
  return parts;
}

function bestCut(text: string, room: number): number {
  const window = text.slice(0, room);
  const wholes = [...text.slice(0, room * 2).matchAll(WHOLE)].map(
    ({ index, 0: whole }) => [index, index + whole.length] as const,
  );
  const around = (place: number) => wholes.find(([start, end]) => start < place && place < end);
  const marked = (place: number) =>
    text[place - 1] !== '\n' && /^\[\d{1,3}\]/.test(text.slice(place, place + 5));
  const free = (place: number) => around(place) === undefined && !marked(place);
  for (const [rank, pattern] of BREAKS.entries()) {
    const least = rank === BREAKS.length - 1 ? 1 : room * LEAST_FILLED;
    const places = [...window.matchAll(pattern)].map(({ index, 0: match }) => index + match.length);
    const place = places.findLast((candidate) => candidate >= least && free(candidate));
    if (place !== undefined) return place;
  }
  // One endless word: between two letters, and not within what should stay whole unless that alone is too long.
  const start = around(room)?.[0] ?? room;
  return lastLetter(text, start > 0 ? start : room);
}

/** The place itself, or before the letter that it would cut: surrogates, accents and joined emoji stay together. */
function lastLetter(text: string, place: number): number {
  const from = Math.max(0, place - 64);
  const letters = [...new Intl.Segmenter().segment(text.slice(from, place + 64))];
  const letter = letters.findLast(({ index }) => from + index <= place);
  const cut = from + (letter?.index ?? 0);
  return cut > from ? cut : place;
}

/** The opening line of a code block that a text leaves open, with its line break; empty where none is open. */
function openFence(text: string): string {
  const places = text.split(FENCE);
  if (places.length % 2 === 1) return '';
  const language = /^[\w+-]{0,20}(?=\n)/.exec(places.at(-1) ?? '')?.[0] ?? '';
  return `${FENCE}${language}\n`;
}
