/** Formats of `<t:seconds:style>`. Source: reference.mdx#message-formatting-timestamp-styles. */
const STYLES: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  t: { timeStyle: 'short' },
  T: { timeStyle: 'medium' },
  d: { dateStyle: 'short' },
  D: { dateStyle: 'long' },
  f: { dateStyle: 'long', timeStyle: 'short' },
  F: { dateStyle: 'full', timeStyle: 'short' },
};

/** Largest distance from 1970 that a Date can hold, in milliseconds. Source: ECMA-262, Time Values. */
const MOST_TIME = 8.64e15;

const UNITS = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const;

/**
 * A timestamp as the reader's own clock and language have it.
 * @param seconds since 1970
 * @param now milliseconds since 1970, for style `R`
 */
export function timeText(seconds: number, style: string, now: number, locale?: string): string {
  const ms = seconds * 1000;
  if (!(Math.abs(ms) <= MOST_TIME)) return 'Invalid Date';
  if (style !== 'R') return new Intl.DateTimeFormat(locale, STYLES[style] ?? STYLES['f']).format(ms);
  const left = Math.round((ms - now) / 1000);
  const [unit, size] = UNITS.find(([, length]) => Math.abs(left) >= length) ?? ['second', 1];
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(Math.round(left / size), unit);
}
