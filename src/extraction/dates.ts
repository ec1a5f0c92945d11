/** Reads the ways in which documents write dates, with the months of the languages around, and gives ISO 8601 or nothing. */

const MONTHS = new Map(
  [
    ['jan', 'januar', 'january', 'jänner', 'jaenner', 'jän', 'janvier', 'enero', 'gennaio', 'stycznia'],
    ['feb', 'februar', 'february', 'feber', 'février', 'febrero', 'febbraio', 'lutego'],
    ['mar', 'mär', 'mrz', 'märz', 'maerz', 'march', 'mars', 'marzo', 'marca'],
    ['apr', 'april', 'avril', 'abril', 'aprile', 'kwietnia'],
    ['may', 'mai', 'mayo', 'maggio', 'maja'],
    ['jun', 'juni', 'june', 'juin', 'junio', 'giugno', 'czerwca'],
    ['jul', 'juli', 'july', 'juillet', 'julio', 'luglio', 'lipca'],
    ['aug', 'august', 'août', 'agosto', 'sierpnia'],
    ['sep', 'sept', 'september', 'septembre', 'septiembre', 'settembre', 'września'],
    ['oct', 'okt', 'oktober', 'october', 'octobre', 'octubre', 'ottobre', 'października'],
    ['nov', 'november', 'novembre', 'noviembre', 'listopada'],
    ['dec', 'dez', 'dezember', 'december', 'décembre', 'diciembre', 'dicembre', 'grudnia'],
  ].flatMap((names, index) => names.map((name) => [name, index + 1] as const)),
);

/** Written zones that mean one offset. Others, such as CST or BST, mean several and are not guessed. */
const ZONES: Readonly<Record<string, string>> = {
  z: 'Z',
  gmt: 'Z',
  utc: 'Z',
  mez: '+01:00',
  cet: '+01:00',
  mesz: '+02:00',
  cest: '+02:00',
  est: '-05:00',
  edt: '-04:00',
  pst: '-08:00',
  pdt: '-07:00',
};

const WEEKDAY =
  '(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag)|(?:mo|di|mi|do|fr|sa|so))\\.?,?\\s+';
const TIME =
  '(?:(?:\\s*[,|–-])?(?:T|\\s+|\\s+at\\s+|\\s+um\\s+)(\\d{1,2})[:.](\\d{2})(?::(\\d{2})(?:[.,:]\\d{1,9})?)?(?:\\s*uhr)?(?:\\s*([ap])\\.?m\\.?)?\\s*(?:\\(?(z|gmt|utc|mesz|mez|cest|cet|est|edt|pst|pdt)?\\)?\\s*([+-]\\d{2}(?::?\\d{2})?)?))?';

interface Layout {
  readonly pattern: RegExp;
  /** Which groups hold year, month, day; the six groups of the time follow them. */
  readonly order: 'ymd' | 'dmy' | 'mdy';
}

function layout(order: Layout['order'], date: string): Layout {
  return { order, pattern: new RegExp(`^(?:${WEEKDAY})?${date}${TIME}$`, 'iu') };
}

const LAYOUTS: readonly Layout[] = [
  // 2023-07-18, 2023/07/18 09:30, 2023-07-18T09:30:00+02:00
  layout('ymd', '(\\d{4})[-/](\\d{1,2})[-/](\\d{1,2})'),
  // 20230718
  layout('ymd', '(\\d{4})(\\d{2})(\\d{2})'),
  // 18.07.2023, 18. 7. 2023
  layout('dmy', '(\\d{1,2})\\.\\s?(\\d{1,2})\\.\\s?(\\d{4})'),
  // 18 July 2023, 18th of July 2023, 18. Juli 2023, Tue, 18 Jul 2023 09:30:00 GMT
  layout(
    'dmy',
    '(\\d{1,2})(?:\\.|st|nd|rd|th|er)?(?:\\s+(?:of|de))?[\\s-]+(\\p{L}{3,12})\\.?,?(?:\\s+de)?[\\s-]+(\\d{4})',
  ),
  // July 18, 2023, Jul. 18th 2023
  layout('mdy', '(\\p{L}{3,9})\\.?\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+(\\d{4})'),
  // 07/18/2023 and 18/07/2023, where only one reading is possible
  layout('mdy', '(\\d{1,2})/(\\d{1,2})/(\\d{4})'),
];

/**
 * One date, and nothing else, in the text. Gives the day (`2023-07-18`), or the instant
 * (`2023-07-18T09:30:00+02:00`) where time and zone are written; a time without a zone is no instant, so the day
 * alone is kept. `null` where it is no date, does not exist in the calendar, or could mean two days.
 */
export function parseDate(text: string): string | null {
  const trimmed = text.trim().replace(/\s+/g, ' ');
  if (trimmed.length < 8 || trimmed.length > 60) return null;
  for (const { pattern, order } of LAYOUTS) {
    const match = pattern.exec(trimmed);
    if (match) return read(match, order);
  }
  return null;
}

/** Seconds or milliseconds since 1970, as feeds and exports write them. */
export function parseEpoch(value: number): string | null {
  // 1e11 seconds are the year 5138, 1e11 milliseconds the year 1973.
  const milliseconds = Math.abs(value) < 1e11 ? value * 1000 : value;
  if (!Number.isFinite(milliseconds) || Math.abs(milliseconds) > 4e12) return null;
  return new Date(milliseconds).toISOString();
}

const CENTRAL_EUROPE = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Berlin',
  dateStyle: 'short',
  timeStyle: 'medium',
});

/** An instant in UTC, with the day and hour of Germany, Austria and Switzerland and their distance to UTC. */
export function inCentralEurope(instant: string): string {
  const at = Date.parse(instant);
  const local = CENTRAL_EUROPE.format(at).replace(' ', 'T');
  const hours = Math.round((Date.parse(`${local}Z`) - at) / 3_600_000);
  return `${local}+0${String(hours)}:00`;
}

function read(match: RegExpExecArray, order: Layout['order']): string | null {
  const [, first = '', second = '', third = '', hours, minutes, seconds, half, zone, offset] = match;
  const [year, month, day] =
    order === 'ymd'
      ? [first, second, third]
      : order === 'dmy'
        ? [third, second, first]
        : [third, first, second];
  const date = calendarDay(Number(year), monthOf(month), Number(day));
  const swapped =
    /^\d+$/.test(month) && order === 'mdy' ? calendarDay(Number(year), Number(day), Number(month)) : null;
  if (date && swapped && date !== swapped) return null;
  const known = date ?? swapped;
  if (!known || hours === undefined) return known;
  const clock = clockTime(Number(hours), Number(minutes), Number(seconds ?? 0), half?.toLowerCase());
  const shift = offset
    ? offset.replace(/^(.\d\d):?(\d\d)?$/, (_, hour: string, minute = '00') => `${hour}:${String(minute)}`)
    : zone && ZONES[zone.toLowerCase()];
  if (!clock || !shift) return known;
  // A clock at zero is a date that nobody set.
  if (known === '1970-01-01') return null;
  return `${known}T${clock}${/^[+-]00:00$/.test(shift) ? 'Z' : shift}`;
}

function monthOf(text: string): number {
  return /^\d+$/.test(text) ? Number(text) : (MONTHS.get(text.normalize('NFC').toLowerCase()) ?? 0);
}

function calendarDay(year: number, month: number, day: number): string | null {
  if (year < 1500 || year > 2199) return null;
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  return date.toISOString().slice(0, 10);
}

function clockTime(hours: number, minutes: number, seconds: number, half: string | undefined): string | null {
  const hour = half === undefined ? hours : (hours % 12) + (half === 'p' ? 12 : 0);
  if (hour > 23 || minutes > 59 || seconds > 59) return null;
  return [hour, minutes, seconds].map((part) => String(part).padStart(2, '0')).join(':');
}
