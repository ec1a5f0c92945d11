import { wordsOf } from '../text/words.ts';
import { namesIn } from './names.ts';
import { digitNumbers, writtenNumbers } from './numbers.ts';

/** What of a sentence can be looked up in a source: its numbers, its names and its quotations. */
export interface Claims {
  /** Each in one form, see numbers.ts. */
  readonly numbers: readonly string[];
  /** Names, each word of a name by itself. */
  readonly names: readonly string[];
  /** Names with the number behind them, "llama 3": both may stand in a source that tells of Llama 2. */
  readonly versions: readonly string[];
  /** Words between quotation marks, two at least. */
  readonly quotations: readonly string[];
}

const VERSION = /(\p{Lu}\p{L}*)[ \u00a0-](\p{Nd}{1,2}(?:\.\p{Nd}{1,2})?)(?![\p{L}\p{N}]|[.,]\p{N})/gu;

/** "July 18" and "Tuesday, 18 July" are days, "Germany 18 percent" is an amount. */
const MONTH = String.raw`(?:jan|feb|mar|mär|apr|mai|may|jun|jul|aug|sep|oct|okt|nov|dec|dez)\p{L}*`;
const IS_MONTH = new RegExp(`^${MONTH}$`, 'iu');
const GOES_ON = new RegExp(
  String.raw`^\.?\s*(?:${MONTH}|%|percent|prozent|million|billion|milliard|mio|mrd|euro|dollar|uhr|years?|jahr|month|monat|days?|tage|hours?|stunde|[gmt]b)`,
  'iu',
);

const QUOTATION = /[„“"«»]([^„“”"«»]{3,}?)[“”"«»]/gu;

/** Takes a sentence apart. */
export function claimsOf(sentence: string, language: string): Claims {
  return {
    // "The two companies" counts what the source names and need not count.
    numbers: [...digitNumbers(sentence), ...writtenNumbers(sentence).filter((number) => number !== '2')],
    names: namesIn(sentence, language),
    versions: versionsIn(sentence),
    quotations: [...sentence.matchAll(QUOTATION)]
      .map((match) => match[1] ?? '')
      .filter((quotation) => wordsOf(quotation).length >= 2),
  };
}

function versionsIn(sentence: string): string[] {
  return [...sentence.matchAll(VERSION)].flatMap((match) => {
    const [all, name = '', number = ''] = match;
    if (IS_MONTH.test(name) || GOES_ON.test(sentence.slice(match.index + all.length))) return [];
    return [wordsOf(`${name} ${number}`).join(' ')];
  });
}
