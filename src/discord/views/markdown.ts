/** Making untrusted text safe to show in a Discord message, without losing any of its words. */

/**
 * Characters that would steer Discord's renderer: emphasis, code, spoilers, escapes, mentions, timestamps and
 * automatic links in angle brackets. Source: reference.mdx#message-formatting and the client's markdown.
 */
const MARKS = /[\\*_~`|<@]/g;

/** At the start of a line these make headings, small print, quotes and everything after them a quote. */
const LINE_MARKS = /^(\s*(?:-\s*)?)([#>])/gm;

/** `](` would make a link that shows another address than it has. */
const LINK_MARK = /\]\(/g;

/** Escapes markdown; what is left reads as it was written. */
export function plainText(text: string): string {
  return text.replace(MARKS, '\\$&').replace(LINE_MARKS, '$1\\$2').replace(LINK_MARK, ']\\(');
}

/**
 * Code fences, inline code, bold within a line, and bare addresses, which escaping would break. Code within a line is
 * short, so that no message ends in the middle of it.
 */
const KEPT = /```[\s\S]*?(?:```|$)|`[^`\n]{1,200}`|\*\*[^*\n]+\*\*|https?:\/\/[^\s<>()[\]`*|\\]+/g;

/** Text without what cannot be seen: control characters, halves of letters, and what turns the direction of text. */
export function visible(text: string): string {
  return text.replace(/(?![\n\t\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}]/gu, '');
}

/** A model's text: code, bold and addresses stay, everything else is escaped. An open fence is closed. */
export function modelText(written: string): string {
  const text = visible(written);
  let end = 0;
  let result = '';
  for (const match of text.matchAll(KEPT)) {
    const [kept] = match;
    result += plainText(text.slice(end, match.index));
    end = match.index + kept.length;
    if (kept.startsWith('**')) result += `**${plainText(kept.slice(2, -2))}**`;
    else if (kept.startsWith('```') && (kept.length < 6 || !kept.endsWith('```')))
      result += `${kept}\n\`\`\``;
    else result += kept;
  }
  return result + plainText(text.slice(end));
}

/** Hebrew, Arabic, Syriac, Thaana and their presentation forms. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/u;

/**
 * One line of somebody else's words, such as a title: control and invisible characters are gone, stacked accents
 * thinned, white space folded; right-to-left text cannot turn what follows it.
 * @param most characters that are kept
 */
export function oneLine(text: string, most: number): string {
  const clean = visible(text.replace(/[\p{Cc}\s]+/gu, ' '))
    .replace(/(\p{M}{3})\p{M}+/gu, '$1')
    .trim();
  const letters = Array.from(clean);
  const short =
    letters.length > most
      ? `${letters
          .slice(0, most - 1)
          .join('')
          .trimEnd()}…`
      : clean;
  return RIGHT_TO_LEFT.test(short) ? `\u2068${short}\u2069` : short;
}

/** Longest address that becomes a link; a link button takes no more, and people trust no longer one. */
const MOST_URL_LENGTH = 512;

/** An address that can stand in `<…>` of a link; `null` where it is not a plain http address of bearable length. */
function linkTarget(url: string | null): string | null {
  if (url === null || !URL.canParse(url)) return null;
  const { protocol, username, password, href } = new URL(url);
  if (!/^https?:$/.test(protocol) || username !== '' || password !== '') return null;
  const safe = href.replace(
    /[()<>[\]\\`*_|~]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return safe.length > MOST_URL_LENGTH ? null : safe;
}

/** Text with a link where the address allows one. Brackets would end the text early, an address in it undo the link. */
export function link(text: string, url: string | null): string {
  const target = linkTarget(url);
  const label = plainText(
    text.replace(/[[\]]/g, (bracket) => (bracket === '[' ? '(' : ')')).replace(/https?:\/\//gi, ''),
  );
  return target === null || label === '' ? label : `[${label}](<${target}>)`;
}
