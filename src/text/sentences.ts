/**
 * Sentences with their offsets. Unicode's rules (Intl.Segmenter, UAX #29) cut after "z. B.", "Dr." and
 * "18." as if a sentence ended there; those cuts are taken back.
 */

/** A slice of a text, in UTF-16 code units, without white space at either end. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

const ABBREVIATIONS: Readonly<Record<string, RegExp>> = {
  de: /(?:^|[\s(„"])(?:z|d|u|o|i|s|v|a|bzw|ca|etc|evtl|ggf|usw|vgl|Nr|Dr|Prof|Dipl|Ing|Mag|Hr|Fr|St|Abs|Art|Mio|Mrd|Tsd|Std|Min|Sek|inkl|exkl|bspw|geb|gest|sog|Jh|Bd|Hrsg|Tel|Str|Jan|Feb|Mär|Apr|Jun|Jul|Aug|Sep|Sept|Okt|Nov|Dez|[A-ZÄÖÜ]|z\.\s?B|d\.\s?h|u\.\s?a|o\.\s?ä|i\.\s?d\.\s?R|v\.\s?a|s\.\s?o|\d{1,2})\.$/u,
  en: /(?:^|[\s("“])(?:Mr|Mrs|Ms|Dr|Prof|Sr|Jr|St|Gen|Col|Sen|Rep|Gov|Lt|Sgt|vs|etc|approx|Inc|Ltd|Co|Corp|No|Vol|Fig|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|e\.g|i\.e|cf|al|[A-Z]|(?:[A-Z]\.)+[A-Z])\.$/u,
};

const segmenters = new Map<string, Intl.Segmenter>();

function segmenterFor(language: string): Intl.Segmenter {
  const locale = language === 'und' ? 'en' : language;
  let segmenter = segmenters.get(locale);
  if (segmenter === undefined) {
    segmenter = new Intl.Segmenter(locale, { granularity: 'sentence' });
    segmenters.set(locale, segmenter);
  }
  return segmenter;
}

/** Sentences of one paragraph or of a whole text; a sentence never spans a line break. */
export function sentencesOf(text: string, language: string): Span[] {
  const spans: Span[] = [];
  // One line at a time: the segmenter's cost grows with the square of its input's length (13 s for a megabyte).
  for (const line of text.matchAll(LINE)) addSentences(line[0], line.index, language, spans);
  return spans;
}

/** A line, or as much of an endless one as may be segmented at once, cut at white space where there is some, never within a character. */
const LINE = /[^\n]{1,20000}(?!\S)|[^\n]{1,20000}/gu;

function addSentences(line: string, offset: number, language: string, spans: Span[]): void {
  const abbreviation = ABBREVIATIONS[language] ?? ABBREVIATIONS['en'];
  let start = 0;
  for (const piece of segmenterFor(language).segment(line)) {
    const end = behindFootnotes(line, piece.index + piece.segment.length);
    const soFar = line.slice(start, end).trimEnd();
    const isCut = end < line.length && abbreviation?.test(soFar.slice(-16)) === true;
    if (isCut || end <= start) continue;
    addTrimmed(line, start, end, offset, spans);
    start = end;
  }
  addTrimmed(line, start, line.length, offset, spans);
}

/** Unicode's rules cut "so.[3] Then" behind the bracket; "[3]" belongs to what stands before, "(" to what follows. */
function behindFootnotes(line: string, end: number): number {
  if (!/[[({]/u.test(line[end - 1] ?? '')) return end;
  FOOTNOTES.lastIndex = end - 1;
  return end - 1 + (FOOTNOTES.exec(line)?.[0].length ?? 0);
}

const FOOTNOTES = /(?:\[(?:\d{1,3}|[a-z])\])*/y;

function addTrimmed(line: string, start: number, end: number, offset: number, spans: Span[]): void {
  const raw = line.slice(start, end);
  const lead = raw.length - raw.trimStart().length;
  const length = raw.trim().length;
  if (length > 0) spans.push({ start: offset + start + lead, end: offset + start + lead + length });
}
