import type { ArticleMark } from '../domain/article.ts';

/**
 * Marks a text that was torn by whatever read it from its page, or that a program translated: sentences from which
 * linked words are missing, the words alone on lines of their own, forms of the page, phrases that no person writes.
 * Each mark needs several signs, since every single one turns up in sound texts too.
 */
export function marksOf(text: string, language: string, dated: boolean): ArticleMark[] {
  const paragraphs = text.split('\n\n');
  const marks: ArticleMark[] = [];
  if (isTorn(text, paragraphs)) marks.push('torn');
  const leftovers = paragraphs.filter(
    (paragraph) => paragraph.length < 200 && LEFTOVER.test(paragraph),
  ).length;
  if (leftovers >= 2) marks.push('leftovers');
  if (language === 'de' && isTranslated(text, paragraphs, dated)) marks.push('machine-translated');
  return marks.sort();
}

/**
 * Where a word is missing: "genannt , für", "ist das . Seit", "an der -Universität". Before a semicolon French has a space, and
 * behind a name empty brackets call a function. Each begins with the rare character, not with what stands before it: four times as fast.
 */
const GAPS =
  / ,(?<=\p{L} ,)(?=\s|$)| \.(?<=\p{Ll} \.)(?=\s+\p{Lu}|\s*$)|-(?<=\p{Ll} -)(?<!\b(?:und|oder|sowie|bis|and|or) -)\p{Lu}\p{Ll}{3,}|\((?<=\s\()\s*\)|["„“](?<=\s["„“])\s*["”“](?=\s)/gu;
/** One gap is a slip of the pen. */
const LEAST_GAPS = 3;
const GAPS_PER_1000_WORDS = 2;
/** How many paragraphs behind its gap a missing word may stand. */
const NEAR = 4;

function isTorn(text: string, paragraphs: readonly string[]): boolean {
  const gaps = text.match(GAPS)?.length ?? 0;
  if (gaps < LEAST_GAPS || gaps * 1000 < GAPS_PER_1000_WORDS * wordsIn(text)) return false;
  // The missing words stand alone behind the paragraph that they are missing from; headings and those who speak stand alone, too.
  const alone = new Set<string>();
  let torn = -NEAR - 1;
  for (const [index, paragraph] of paragraphs.entries()) {
    if (isAlone(paragraph)) {
      if (index - torn <= NEAR) alone.add(paragraph);
    } else if (paragraph.search(GAPS) !== -1) torn = index;
  }
  return alone.size >= LEAST_GAPS;
}

function wordsIn(text: string): number {
  return text.split(/\s+/).length;
}

function isAlone(paragraph: string): boolean {
  return paragraph.split(' ').length <= 3 && !/[.!?:\]]$/.test(paragraph);
}

/** What the forms and buttons around an article say, in the languages of blog software. */
const LEFTOVER =
  /^(?:leave a (?:reply|comment)|your email address will not be published|required fields are marked|post comment|save my name|comment \*|name \*|e-?mail \*|website|(?:deine|ihre) e-mail-adresse wird nicht|erforderliche felder sind|kommentar abschicken|kommentar hinterlassen|(?:schreibe|hinterlasse) (?:einen|eine) (?:kommentar|antwort)|teilen? (?:das|dies|mit)|share this|vorheriger (?:artikel|beitrag)|nächster (?:artikel|beitrag)|previous (?:post|article)|next (?:post|article)|(?:facebook|twitter|pinterest|linkedin|whatsapp|telegram|e-?mail)(?:[ ,|]+(?:facebook|twitter|pinterest|linkedin|whatsapp|telegram|e-?mail))+|related (?:posts|articles)|in verbindung stehende (?:beiträge|artikel)|you must be logged in|skip to (?:main )?content|zum inhalt springen|click to share)/i;

/** Wordings of translating programs: English order of words, names of things taken apart, menus word for word. */
const TRANSLATED: readonly RegExp[] = [
  // "von 7 bis 70 Milliarden von ihnen"
  /\b(?:Millionen|Milliarden|Tausende|Hunderte|Stücke?|Teile?) von (?:ihnen|diesen|welchen)\b/u,
  // "nimmt einen Schnitt", "macht Sinn", "am Ende des Tages"
  /\b(?:nimmt einen Schnitt|am Ende des Tages|macht Sinn für|es nimmt Zeit|Benutzern im Monat)\b/u,
  /\b(?:in verbindung stehende (?:beiträge|artikel)|lesen sie den vollständigen artikel hier|teile das:|antworte abbrechen|eine antwort hinterlassen)/iu,
  // "wer womit verdient sein Geld"
  /\b(?:wer|was|womit|wie|warum) \p{L}+ \p{Ll}+t (?:sein|seine|ihr|ihre|das|den) \p{Lu}\p{L}+[.,]/u,
  // "künstlichen Intelligenz Modells", "Turing Preis": compounds without their hyphen.
  /(?<=\p{L})(?:en|er|es) \p{Lu}\p{Ll}+(?:ung|enz|heit|keit|tion|ität) \p{Lu}\p{Ll}+(?:s|en|e)?(?=[ .,])/u,
  // "dass sie gespart hat Milliarden": the verb before its object, as in English.
  /\b(?:ge\p{L}{3,}(?:t|en)|\p{L}+iert) (?:hat|haben|hatte|hatten) (?:\p{Lu}\p{L}+|mehr|viele|einige)[.,]/u,
];
const LEAST_SIGNS = 4;
/** Relative clauses with "welche": people write "die". */
const STIFF = /, (?:(?:in|von|mit|auf|an|für|durch|aus) )?(?:welche[rnms]?)\b/g;

function isTranslated(text: string, paragraphs: readonly string[], dated: boolean): boolean {
  const stiff = text.match(STIFF)?.length ?? 0;
  const english = paragraphs.filter(
    (paragraph) => paragraph.length < 200 && ENGLISH_LINE.test(paragraph),
  ).length;
  let signs = 0;
  if (stiff >= 4 && stiff * 1000 > 3 * wordsIn(text)) signs += 1;
  if (english >= 2) signs += 1;
  // What a program put on the web has often lost its date as well.
  const wanted = dated ? LEAST_SIGNS : LEAST_SIGNS - 1;
  for (const [index, pattern] of TRANSLATED.entries()) {
    if (signs + TRANSLATED.length - index < wanted) return false;
    if (text.search(pattern) !== -1) signs += 1;
  }
  return signs >= wanted;
}

/** Lines that nobody translated. */
const ENGLISH_LINE =
  /^(?:leave|your|post|save|read|share|subscribe|click|sign|follow|related|previous|next|skip|comments?|name|website|email|required)\b(?=.* (?:a|the|my|your|this|more|here|up|us|comment|reply|article|post|in|and|will)\b)/i;
