/**
 * What kind of thing a question asks for, and whether a sentence holds one. By the words that ask, in German and English.
 */

const ASKS_WHEN =
  /(?<![\p{L}\p{N}])(?:when|(?:what|which) (?:year|month|day|date)|since when|wann|seit wann|(?:in )?welche[sm] (?:jahr|monat|datum)|(?:an )?welche[mn] tag)(?![\p{L}\p{N}])/iu;

const ASKS_HOW_MUCH =
  /(?<![\p{L}\p{N}])(?:how (?:many|much|old|long|large|big|far|tall|high|often)|what (?:percentage|share|number)|wie ?viel(?:e[nr]?)?|wie (?:alt|lange|groß|hoch|teuer|weit|oft))(?![\p{L}\p{N}])/iu;

const DATE =
  /\p{N}|(?<!\p{L})(?:january|february|march|april|may|june|july|august|september|october|november|december|januar|jänner|februar|märz|mai|juni|juli|oktober|dezember|monday|tuesday|wednesday|thursday|friday|saturday|sunday|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag|century|jahrhundert)(?!\p{L})/iu;

/** A figure, or a small number in words. */
const NUMBER =
  /\p{N}|(?<!\p{L})(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?|millions?|billions?|half|twice|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|dutzend\p{L}*|hunderte?|tausende?|million(?:en)?|milliarden?|hälfte)(?!\p{L})/iu;

export type WantedKind = 'date' | 'number' | null;

export function wantedKind(question: string): WantedKind {
  if (ASKS_WHEN.test(question)) return 'date';
  return ASKS_HOW_MUCH.test(question) ? 'number' : null;
}

/** The number of a version that the question asks about, as in "Llama 3", answers nothing. */
export function holdsWanted(kind: WantedKind, question: string, sentence: string): boolean {
  if (kind === null) return false;
  const names = new Set(versionsIn(question).map(([name]) => name));
  const rest = sentence.replace(VERSIONED, (whole, name: string) =>
    names.has(name.toLowerCase()) ? name : whole,
  );
  return (kind === 'date' ? DATE : NUMBER).test(rest);
}

/** A name with the number of its version: "Llama 3.1", "iPhone 5", "GPT-4". */
const VERSIONED = /(?<![\p{L}\p{N}])(\p{L}[\p{L}\p{M}]*)[ -](\p{N}+(?:[.,]\p{N}+)*)(?!\p{N}|[.,]\p{N})/gu;

/** A day or a year is no version. */
const NO_NAME =
  /^(?:in|im|am|vom|bis|seit|ab|um|the|on|of|from|by|since|until|to|at|and|und|oder|or|about|over|etwa|rund|über|mehr|january|february|march|april|may|june|july|august|september|october|november|december|januar|jänner|februar|märz|mai|juni|juli|oktober|dezember)$/iu;

function versionsIn(text: string): [name: string, version: string][] {
  return [...text.matchAll(VERSIONED)].flatMap(([, name = '', version = '']): [string, string][] =>
    NO_NAME.test(name) || !/^\p{Lu}/u.test(name) ? [] : [[name.toLowerCase(), version]],
  );
}

/**
 * True where a question names a version and a sentence speaks of the same name only in other versions: what Llama 2 does
 * says nothing of Llama 3.
 */
export function isOfOtherVersion(question: string, sentence: string): boolean {
  const said = versionsIn(sentence);
  return versionsIn(question).some(([name, version]) => {
    const others = said.filter(([other]) => other === name);
    return others.length > 0 && others.every(([, other]) => other !== version);
  });
}

/** Years that a question names. */
export function yearsIn(question: string): string[] {
  return question.match(/(?<![\p{N}.,])(?:1[5-9]|20)\p{N}{2}(?![\p{N}]|[.,]\p{N})/gu) ?? [];
}
