import { wordsOf } from '../text/words.ts';

/** What of a sentence can be looked up in a source: its numbers, its names and its quotations. */
export interface Claims {
  /** Digits as written, with their separators. */
  readonly numbers: readonly string[];
  /** Names, each word of a name by itself. */
  readonly names: readonly string[];
  /** Words between quotation marks, two at least. */
  readonly quotations: readonly string[];
}

const NUMBER = /\p{N}+(?:[.,'’\u00a0\u202f]\p{N}+)*/gu;
const QUOTATION = /[„“"«»]([^„“”"«»]{3,}?)[“”"«»]/gu;
const WORD = /[\p{L}\p{N}][\p{L}\p{N}'’.&-]*[\p{L}\p{N}]|[\p{L}\p{N}]/gu;

/** Written out numbers that models put in place of digits, and sources in place of them. */
const NUMBER_WORDS: Readonly<Record<string, string>> = {
  two: '2', three: '3', four: '4', five: '5', six: '6', seven: '7', eight: '8', nine: '9', ten: '10', eleven: '11', twelve: '12',
  zwei: '2', drei: '3', vier: '4', fünf: '5', sechs: '6', sieben: '7', acht: '8', neun: '9', zehn: '10', elf: '11', zwölf: '12',
}; // prettier-ignore

/** Capitalised without being names: pronouns of the first person, politeness. */
const NO_NAMES = new Set(['i', 'ich', 'sie', 'ihr', 'ihnen', 'ihre', 'ihrer', 'ihren', 'ihrem']);

/** A word before a German noun that is no name: articles, quantifiers, inflected adjectives and participles. */
const BEFORE_NOUN =
  /^(?:.+(?:e|en|er|es|em)|ein|kein|mein|sein|ihr|zum|zur|vom|beim|im|am|ins|das|mehr|viel|pro)$/u;

/**
 * Takes a sentence apart. German writes every noun with a capital, so there a single capitalised word counts as a
 * name only where no article or adjective stands before it, or where it is spelled like one (GPT-4, OpenAI, IBM).
 */
export function claimsOf(sentence: string, language: string): Claims {
  return {
    numbers: sentence.match(NUMBER) ?? [],
    names: namesIn(sentence, language),
    quotations: [...sentence.matchAll(QUOTATION)]
      .map((match) => match[1] ?? '')
      .filter((quotation) => wordsOf(quotation).length >= 2),
  };
}

function namesIn(sentence: string, language: string): string[] {
  const words = sentence.match(WORD) ?? [];
  return words.filter((word, index) => {
    if (NO_NAMES.has(word.toLowerCase()) || !/\p{Lu}/u.test(word)) return false;
    if (/^.+\p{Lu}|\p{Lu}.*\p{N}/u.test(word)) return true;
    const isCapitalised = /^\p{Lu}/u.test(word);
    const nextIsCapitalised = /^\p{Lu}/u.test(words[index + 1] ?? '');
    if (!isCapitalised) return false;
    if (index === 0) return nextIsCapitalised && language !== 'de';
    if (language !== 'de') return true;
    const before = words[index - 1] ?? '';
    return /^\p{Lu}/u.test(before) ? index > 1 : !BEFORE_NOUN.test(before);
  });
}

/** The forms in which a number may stand elsewhere: without separators, with a point, written out. */
export function numberForms(number: string): string[] {
  const bare = number.replace(/[.,'’\u00a0\u202f]/g, '');
  const pointed = number.replace(',', '.');
  return [bare, pointed];
}

/** All numbers of a text in all their forms. */
export function numbersIn(text: string): Set<string> {
  const written = wordsOf(text).flatMap((word) => NUMBER_WORDS[word] ?? []);
  return new Set([...(text.match(NUMBER) ?? []).flatMap(numberForms), ...written]);
}
