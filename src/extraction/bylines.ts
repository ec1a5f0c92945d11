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

/** A line that is a label and nothing else: the next one is the name. */
const LABEL_ALONE =
  /^\W{0,3}(?:by|von|(?:written|posted|published|geschrieben|verfasst|veröffentlicht|erstellt) (?:by|von)|autor(?:in|innen|en)?|authors?)\s*:?$/i;
/** A label that cannot stand for anything else, and a name of one word: "posted by Konstantin", "13:30 von Olga". */
const LABELLED_NICKNAME =
  /(?:^|\s)(?:(?:written|posted|published|geschrieben|verfasst|veröffentlicht|erstellt|eingestellt) (?:by|von)|(?<=\d{1,2}[:.]\d{2}(?: Uhr)?\s)(?:by|von)|^(?:by|von)(?=\s[\p{L}\d._-]+ (?:on|am)\s))\s([\p{L}\d._-]{2,30})(?=$|\s(?:@|on|am|under|unter|in|um|at)\b|\s*[|•·,])/iu;

/** Names, of people or of accounts, that a label in the line itself or alone in the line before announces. */
export function labelledNames(lines: readonly string[]): string[] {
  for (const [index, line] of lines.entries()) {
    const next = lines[index + 1];
    if (next !== undefined && LABEL_ALONE.test(line)) {
      const persons = personsIn(next);
      if (persons.length > 0) return persons;
      // An account's name has hardly more than a word or two, and no sentence's end.
      if (/^[^\s.!?:]{2,30}(?: [^\s.!?:]+){0,2}$/.test(next) && !NO_PERSON.test(next)) return [next];
    }
    const nickname = LABELLED_NICKNAME.exec(line)?.[1];
    if (nickname !== undefined && !NO_PERSON.test(nickname)) return [nickname];
  }
  return [];
}

/** "25.10.2022 - Reiner Nagel": a day and a person, and nothing else. */
export function personsAfterDate(line: string): string[] {
  const [, name] = /^\d{1,2}\.\s?(?:\d{1,2}\.|\p{L}+)\s?\d{4}\s*[-–|,]\s*(\P{N}+)$/u.exec(line) ?? [];
  return name !== undefined && PERSON.test(name) && !NO_PERSON.test(name) ? [name] : [];
}

/** Words that companies, clubs and newsrooms have in their names. */
const ORGANISATION =
  /\b(?:e\.\s?V\.|GmbH|AG|KG|SE|Ltd|Inc|LLC|redaktion|magazin|zeitung|verlag|stiftung|verband|presse(?:stelle|dienst|portal)?|agentur|newsroom|editors?|staff|team)(?![\p{L}])|\.(?:de|com|org|net|at|ch)$/iu;

/** A name that only a program gave: an account, an address, the outlet's own name or another organisation's. */
export function isWeakName(name: string, outlet: string | null): boolean {
  if (name.startsWith('@') || ORGANISATION.test(name)) return true;
  if (/^[a-z0-9._-]+$/.test(name) || /^\p{L}+(?:\.\p{L}+)+$/u.test(name) || /\[at\]|^admin/i.test(name))
    return true;
  return isOutlet(name, outlet);
}

/** Whether a name is the outlet's, whatever its case and punctuation. */
export function isOutlet(name: string, outlet: string | null): boolean {
  const bare = (text: string) => text.toLowerCase().replace(/^www\.|[^\p{L}\p{N}]/gu, '');
  return outlet !== null && bare(name) !== '' && bare(name) === bare(outlet);
}
