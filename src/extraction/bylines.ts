import { cleanLine } from './clean.ts';

/** Reads who wrote an article out of the lines that pages put above or below it. */

/** What stands before a name in lines and links that name authors. */
const LABEL =
  /^(?:(?:view all|see all|more|all)?\s*(?:posts|articles|stories) (?:by|from)|(?:zeige |alle )*(?:beiträge|artikel)(?: anzeigen)? von|(?:written|posted|published|reported|story|words|article)?\s*by|(?:geschrieben|verfasst|veröffentlicht|erstellt|(?:ein |blog )*(?:gast)?beitrag|interview|text)? ?von|autor(?:\*?in|innen|en)?|authors?|text(?: und fotos?)?|interview|reporter(?:in)?|über|about)(?:\s*:\s*|\s+)|^redaktion\s*:\s*/i;
const BYLINE =
  /^(?:by|von|(?:written|posted|geschrieben|verfasst|(?:ein |blog )*(?:gast)?beitrag) (?:by|von)|autor(?:in|en)?\s*:?|author\s*:|text\s*:|interview\s*:|redaktion\s*:)\s/i;

const PART = "(?:\\p{Lu}[\\p{L}.'’-]*)";
const PARTICLE = '(?:von|van|vom|de|der|den|zu|zur|la|le|di|da|del|al|el|bin|ter|dos|mc)';
/** Two to five words that begin like names. */
const PERSON = new RegExp(`^${PART}(?:\\s(?:${PARTICLE}\\s)*${PART}){1,3}$`, 'u');
/** Two words that begin like names and are none. */
const NO_PERSON =
  /\b(?:redaktion|team|staff|news|online|admin|magazin|zeitung|verlag|archiv|agentur|pressestelle|uhr|foto|photo|lesen|mehr|january|february|march|april|june|july|august|september|october|november|december|januar|februar|märz|mai|juni|juli|oktober|dezember|facebook|twitter|the|der|die|das|about|über|contact|kontakt|kommentar|comments?)\b/i;

/** "Ada Quill Monday", of "Ada Quill Monday, July 3". */
const ENDING_IN_DAY =
  /[\s,]+(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|january|february|march|april|may|june|july|august|september|october|november|december)\b.*$/i;

/** A line without the words that say that a name follows. */
export function withoutLabel(line: string): string {
  return cleanLine(line)
    .replace(LABEL, '')
    .replace(/^[\s:–-]+/, '');
}

/** Names of people in a line that holds nothing else but a label, a date or a role; none where that is not clear. */
export function personsIn(line: string): string[] {
  const names = withoutLabel(line)
    .replace(/\s*(?:[|•·–/]|\s-\s|\b(?:am|on|vom)\b|\d).*$/u, '')
    .replace(ENDING_IN_DAY, '')
    .split(/\s*(?:[,;&]|\s(?:and|und)\s)\s*/i)
    .map((name) => name.replace(/^(?:dr|prof)\.\s+/i, '').trim())
    .filter((name) => name !== '');
  if (names.length > 5) return [];
  const persons = names.filter((name) => PERSON.test(name) && name.length <= 50 && !NO_PERSON.test(name));
  return persons.length > 0 && persons[0] === names[0] ? persons : [];
}

/** Names in a line that begins with "By" or "Von". */
export function personsInByline(line: string): string[] {
  return BYLINE.test(line) ? personsIn(line) : [];
}

/** A name that only a program gave: an account, an address, the outlet's own name. */
export function isWeakName(name: string, outlet: string | null): boolean {
  if (/^[a-z0-9._-]+$/.test(name) || /^\p{L}+(?:\.\p{L}+)+$/u.test(name) || /\[at\]|^admin/i.test(name))
    return true;
  return isOutlet(name, outlet);
}

/** Whether a name is the outlet's, whatever its case and punctuation. */
export function isOutlet(name: string, outlet: string | null): boolean {
  const bare = (text: string) => text.toLowerCase().replace(/^www\.|[^\p{L}\p{N}]/gu, '');
  return outlet !== null && bare(name) !== '' && bare(name) === bare(outlet);
}
