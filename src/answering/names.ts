import { isStopWord } from '../text/stop-words.ts';

/**
 * Which words of a sentence are names, told by their spelling and by what stands beside them. A name that a source
 * does not hold costs the sentence; so what is only perhaps a name is left out.
 */

const WORD = /[\p{L}\p{N}][\p{L}\p{N}'’.&-]*[\p{L}\p{N}]|[\p{L}\p{N}]/gu;

/** Capitalised without being names: pronouns of the first person, politeness. */
const NO_NAMES = new Set(['i', 'ich', 'sie', 'ihr', 'ihnen', 'ihre', 'ihrer', 'ihren', 'ihrem']);

/** A word before a German noun that is no name: articles, quantifiers, inflected adjectives and participles. */
const BEFORE_NOUN =
  /^(?:.+(?:e|en|er|es|em)|ein|kein|mein|sein|ihr|zum|zur|vom|beim|im|am|ins|das|mehr|viel|pro)$/u;

/** German verbs that end like an adjective: "veröffentlichte Llama" names something. */
const GERMAN_VERB =
  /^(?:.{3,}te|.{3,}ten|haben|werden|wurden|waren|nennen|heißen|gegen|neben|zwischen|hinter|unter)$/u;

/** What follows a subject that begins a sentence. */
const ENGLISH_VERB =
  /^(?:is|was|has|had|will|would|can|could|may|might|must|should|does|did|also|[a-z]{2,}ed|[a-z]{2,}[^s]s|said|wrote|made|built|gave|took|got|began|came|went|let|led|kept|bought|sold|won|lost|set|put|became|chose|grew|held|left|met|paid|ran|sent|told)$/u;
const GERMAN_SINGULAR_VERB =
  /^(?:hat|ist|war|wird|wurde|kann|konnte|will|soll|sollte|muss|musste|darf|durfte|gab|kam|ging|ließ|hielt|nahm|schrieb|stieg|fiel|begann|verlor|gewann|.{2,}te|.{3,}[^s]t)$/u;

/** Beginnings of sentences that are no names: plurals, actions, qualities, and words for things that have no plural. */
const ENGLISH_COMMON =
  /(?:[^'’]s|ing|ly|ed|ion|ment|ness|ity|ism|ship|ware|able|ful|ous|ary|ent|ant)$|^(?:research|code|data|support|access|today|yesterday|people|everyone|nobody|somebody|part|half|later|first|second|third|next|last|let|although|though|unlike|despite|meanwhile|instead|however|therefore|amid|new|open|large|small|big|old|free|early|late|high|low|good|bad|great|major|local|modern|former|top|key|main|full)$/iu;
const ENGLISH_QUALITY = /(?:al|ic|ive)$/u;
const GERMAN_COMMON =
  /(?:ung|heit|keit|schaft|ion|tät|ismus|tum|ment|ware|weise|lich|mals|seits|falls|los|bar|ig|isch|sam)$|^(?:heute|gestern|morgen|zudem|außerdem|allerdings|später|zuletzt|zunächst|bislang|bisher|derzeit|inzwischen|mittlerweile|laut|insgesamt|rund|erst|ferner|anfangs|damals|seither|seitdem|zugleich|ebenso|trotzdem|stattdessen|somit|niemand|jemand|vieles|ziel|grund|teil|mitte|ende|anfang|kritik|technik)$/iu;

/** The names of a sentence, each word of a name by itself. */
export function namesIn(sentence: string, language: string): string[] {
  const words = [...sentence.matchAll(WORD)];
  return words.flatMap((match, index) => {
    const [word] = match;
    const [before, next] = [words[index - 1]?.[0] ?? '', words[index + 1]];
    const isFollowed = /^\s+$/u.test(sentence.slice(match.index + word.length, next?.index ?? 0));
    return isName(word, before, isFollowed ? (next?.[0] ?? '') : '', index, language) ? [word] : [];
  });
}

function isName(word: string, before: string, next: string, index: number, language: string): boolean {
  if (NO_NAMES.has(word.toLowerCase()) || !/\p{Lu}/u.test(word)) return false;
  if (/^.+\p{Lu}|\p{Lu}.*\p{N}/u.test(word)) return true;
  if (!/^\p{Lu}/u.test(word)) return false;
  if (index === 0) return isSubject(word, next, language);
  if (language !== 'de') return true;
  const lower = before.toLowerCase();
  if (index === 1 && isStopWord(lower, 'de')) return false;
  if (before !== lower && index > 1) return true;
  if (!BEFORE_NOUN.test(lower) || GERMAN_VERB.test(lower)) return true;
  // "die Carolina Panthers": two capitals in a row are a name, unless the first says what the second is.
  return /^\p{Lu}/u.test(next) && !isGermanNoun(word);
}

/** The first word is capitalised in any case: it is a name where a verb in the singular or another name follows. */
function isSubject(word: string, next: string, language: string): boolean {
  const base = word.toLowerCase().replace(/['’].*$/u, '');
  if (isStopWord(base, language)) return false;
  if (language === 'de') return GERMAN_SINGULAR_VERB.test(next) && !GERMAN_COMMON.test(word);
  if (ENGLISH_COMMON.test(word)) return false;
  if (/^\p{Lu}/u.test(next) || /['’]s$/u.test(word)) return true;
  return ENGLISH_VERB.test(next) && !(ENGLISH_QUALITY.test(word) && /(?<!^(?:i|wa|ha|doe))s$/u.test(next));
}

/**
 * Nouns of German news that a writer puts in place of others. They and what they are part of ("Sprachmodell") are no
 * names, and neither is what is made by one of the endings.
 */
const GERMAN_NOUN =
  /(?:ung(?:en)?|heit(?:en)?|keit(?:en)?|schaft(?:en)?|ion(?:en)?|tät(?:en)?|ismus|nis(?:se)?|tum|ment(?:e|s)?|ler(?:n|in|innen)?|unternehmen|konzern|firma|firmen|hersteller|anbieter|modell|software|technik|technologie|programm|projekt|produkt|dienst|plattform|jahr|monat|woche|tag|zeit|ende|anfang|beginn|mitte|angabe|bericht|artikel|text|frage|grund|gründe|ziel|teil|art|form|zahl|menge|größe|kosten|preis|geld|euro|dollar|prozent|million|milliarde|mensch|leute|nutzer|kunde|entwickler|forscher|experte|kritiker|chef|gründer|leiter|sprecher|mitarbeiter|land|länder|stadt|welt|markt|branche|vertrag|regel|lizenz|recht|gesetz|daten|server|rechner|gerät|chip|netz|internet|zugang|einsatz|zweck|vergleich|rahmen|schritt|fassung|sache|fall|fälle|problem|parameter|code|quelltext|strom|energie)(?:e|en|er|es|n|s)?$/iu;

/** True for a German word that is more likely a noun of the language than the name of somebody or something. */
export function isGermanNoun(word: string): boolean {
  return /^\p{Lu}\p{Ll}+$/u.test(word) && GERMAN_NOUN.test(word);
}
