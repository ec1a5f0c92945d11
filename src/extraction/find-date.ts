import { parseDate } from './dates.ts';

/** A date in a short text, and what it is the date of. */
export interface FoundDate {
  readonly date: string;
  readonly of: 'published' | 'modified';
}

const CLOCK =
  '(?:\\s*(?:,|-|–|\\||um|at|@)?\\s*\\d{1,2}[:.]\\d{2}(?::\\d{2})?(?:\\s*(?:uhr|[ap]\\.?m\\.?))?)?';
const DATES: readonly RegExp[] = [
  new RegExp(`\\b\\d{4}-\\d{2}-\\d{2}(?:T[\\d:.]+(?:Z|[+-]\\d{2}:?\\d{2})?|${CLOCK})`, 'iu'),
  new RegExp(`\\b\\d{1,2}\\.\\s?\\d{1,2}\\.\\s?(?:\\d{4}|\\d{2})(?!\\d)${CLOCK}`, 'iu'),
  new RegExp(
    `\\b\\d{1,2}(?:\\.|st|nd|rd|th|er)?\\s(?:(?:of|de)\\s)?\\p{L}{3,12}\\.?,?\\s(?:de\\s)?\\d{4}(?!\\d)${CLOCK}`,
    'iu',
  ),
  new RegExp(`(?<!\\p{L})\\p{L}{3,9}\\.?\\s\\d{1,2}(?:st|nd|rd|th)?,?\\s\\d{4}(?!\\d)${CLOCK}`, 'iu'),
  new RegExp(`\\b\\d{1,2}/\\d{1,2}/\\d{4}(?!\\d)${CLOCK}`, 'iu'),
];

const MODIFIED = /\b(?:updated?|modified|last edited|aktualisiert|geändert|bearbeitet|überarbeitet|stand)\b/i;

/** A paragraph that begins with its date: "29.11.2022 – Mehrfach hatte …", "(21. November 2022) Energie …". */
const DATELINE = /^(?:\(([^()]{8,24})\)|([^()–—:|]{8,24}?)\s+[–—-])\s/u;
/** "Veröffentlicht am 16.08.2019", wherever it stands. */
const PUBLISHED_ON = /^(?:veröffentlicht|erschienen|erstellt|published|posted)\b.{0,12}\d/i;

/** Whether a line, however far from the headline, tells the article's day. */
export function isDateNote(line: string): boolean {
  return PUBLISHED_ON.test(line);
}

/** The same in a line that may go on with something else, behind a dash or between marks. */
export function findDateIn(line: string): FoundDate | null {
  const found = findDate(line);
  if (found !== null) return found;
  const date = dateline(line);
  if (date !== null) return { date, of: 'published' };
  const parts = line.split(/\s*[⋅·•|]\s*/);
  if (parts.length < 3) return null;
  return parts.map((part) => findDate(part)).find((one) => one !== null) ?? null;
}

/** The day with which a paragraph of an article begins, null where it begins otherwise. */
export function dateline(paragraph: string): string | null {
  const [, inBrackets, before] = DATELINE.exec(paragraph) ?? [];
  return parseDate(inBrackets ?? before ?? '');
}

/** What may stand beside a date: more than a place, a weekday and a name is a sentence that tells of another day. */
const MOST_BESIDE = 48;

/**
 * The date of an article in a line that says little else: "Veröffentlicht am 5. Juni 2015", "Harbour, 31 March 2003",
 * "06.11.2023 13:30 von Ada Quill". Null where the line tells of something.
 */
export function findDate(line: string): FoundDate | null {
  const whole = parseDate(line);
  if (whole !== null) return { date: whole, of: 'published' };
  for (const pattern of DATES) {
    const match = pattern.exec(line);
    if (match === null) continue;
    const beside = line.slice(0, match.index) + line.slice(match.index + match[0].length);
    if (beside.trim().length > MOST_BESIDE) return null;
    const date = parseDate(withCentury(match[0].replace(/\s(?:-|–|\||@)\s/, ' ')));
    if (date !== null)
      return { date, of: MODIFIED.test(line.slice(0, match.index)) ? 'modified' : 'published' };
  }
  return null;
}

/** "28.09.19": nothing on the web is older than 1990. */
function withCentury(text: string): string {
  return text.replace(
    /^(\d{1,2}\.\s?\d{1,2}\.\s?)(\d{2})(?!\d)/,
    (_, day: string, year: string) => `${day}${Number(year) < 90 ? '20' : '19'}${year}`,
  );
}

/** The day in an address: `/2023/07/18/`, `/18-07-2023-`, `_20230718`. */
export function dateInAddress(url: string): string | null {
  const ymd = /[/_-]((?:19|20)\d\d)[/_-]?([01]\d)[/_-]?([0-3]\d)(?!\d)/.exec(url);
  if (ymd) return parseDate(`${ymd[1] ?? ''}-${ymd[2] ?? ''}-${ymd[3] ?? ''}`);
  const loose = /\/((?:19|20)\d\d)[/-]([01]?\d)[/-]([0-3]?\d)(?:\/|-|$)/.exec(url);
  if (loose) return parseDate(`${loose[1] ?? ''}-${loose[2] ?? ''}-${loose[3] ?? ''}`);
  const dmy = /[/_-]([0-3]\d)[-_.]([01]\d)[-_.]((?:19|20)\d\d)(?!\d)/.exec(url);
  return dmy ? parseDate(`${dmy[3] ?? ''}-${dmy[2] ?? ''}-${dmy[1] ?? ''}`) : null;
}
