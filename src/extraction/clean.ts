/**
 * Turns whatever a document holds into text that is safe to show and to search: NFC, no invisible characters,
 * one space between words, one empty line between paragraphs.
 */

/**
 * Characters that nobody sees but a search, a terminal or a model does: controls, soft hyphens, zero-width and
 * bidirectional marks, fillers of Hangul, and the variation selectors and tag characters in which text can be hidden.
 */
const INVISIBLE =
  // eslint-disable-next-line no-control-regex -- removing them is the purpose
  /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffc\u{e0000}-\u{e007f}]|[\ufe00-\ufe0f]|[\u{e0100}-\u{e01ef}]/gu;

/** Joiners carry meaning in Persian, Indic scripts and emoji; between other characters they are noise. */
const STRAY_JOINER =
  /(?<=^|[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{N}\p{P}\s])[\u200c\u200d]+/gu;

const LONE_SURROGATE = /\p{Surrogate}/gu;

/**
 * Only characters of which nothing but space is cleaned: Latin letters as NFC writes them, and the marks of print. Most texts of most
 * collections, for which the steps below would be half the time of reading.
 */
const PLAIN = /^[\t\n\r -~\u00a0-\u00ac\u00ae-\u024f\u2010-\u2027\u2030-\u205e\u20ac]*$/;
const NEEDS_SPACING = /[^\S ]|\u0085| {2}/;

/** One paragraph, a title or a name: a single line without space at its ends. */
export function cleanLine(text: string): string {
  if (PLAIN.test(text)) return spaced(text);
  return spaced(
    text.normalize('NFC').replace(LONE_SURROGATE, '\ufffd').replace(INVISIBLE, '').replace(STRAY_JOINER, ''),
  );
}

function spaced(text: string): string {
  return (NEEDS_SPACING.test(text) ? text.replace(/[\s\u0085]+/gu, ' ') : text).trim();
}

/** Paragraphs, each cleaned, the empty ones left out, joined by one empty line. */
export function cleanText(paragraphs: Iterable<string>): string {
  const cleaned: string[] = [];
  for (const paragraph of paragraphs) {
    const line = cleanLine(paragraph);
    if (line !== '') cleaned.push(line);
  }
  return cleaned.join('\n\n');
}

/** At most `length` characters, cut between words, with an ellipsis where something was cut. */
export function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  const cut = text.slice(0, length - 1);
  const space = cut.lastIndexOf(' ');
  return `${(space > length / 2 ? cut.slice(0, space) : cut.replace(/[\ud800-\udbff]$/, '')).trimEnd()}…`;
}
