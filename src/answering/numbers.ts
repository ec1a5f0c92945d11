import { wordsOf } from '../text/words.ts';

/**
 * Numbers of a text in one form, whichever way they are written: "1,000", "1.000" and "1’000" are 1000, "3,5" is 3.5,
 * "07" is 7, "18.7.2023" is 18 and 7 and 2023, "three" and "drei" are 3.
 */

const NUMBER = /\p{Nd}+(?:[.,'’\u00a0\u202f]\p{Nd}+)*/gu;
const SEPARATORS = /[.,'’\u00a0\u202f]/gu;

/** Written out numbers that models put in place of digits, and sources in place of them. */
const NUMBER_WORDS: Readonly<Record<string, string>> = {
  two: '2', three: '3', four: '4', five: '5', six: '6', seven: '7', eight: '8', nine: '9', ten: '10', eleven: '11', twelve: '12',
  thirteen: '13', fourteen: '14', fifteen: '15', sixteen: '16', seventeen: '17', eighteen: '18', nineteen: '19',
  twenty: '20', thirty: '30', forty: '40', fifty: '50', sixty: '60', seventy: '70', eighty: '80', ninety: '90',
  zwei: '2', drei: '3', vier: '4', fünf: '5', sechs: '6', sieben: '7', acht: '8', neun: '9', zehn: '10', elf: '11', zwölf: '12',
  dreizehn: '13', vierzehn: '14', fünfzehn: '15', sechzehn: '16', siebzehn: '17', achtzehn: '18', neunzehn: '19',
  zwanzig: '20', dreißig: '30', vierzig: '40', fünfzig: '50', sechzig: '60', siebzig: '70', achtzig: '80', neunzig: '90',
}; // prettier-ignore

/** The numbers that a text writes in digits. */
export function digitNumbers(text: string): string[] {
  return (text.match(NUMBER) ?? []).flatMap(inOneForm);
}

/** The numbers that a text writes out. */
export function writtenNumbers(text: string): string[] {
  return wordsOf(text).flatMap((word) => NUMBER_WORDS[word] ?? []);
}

function inOneForm(number: string): string[] {
  const groups = number.split(SEPARATORS);
  const [first = '', ...rest] = groups;
  const last = rest.at(-1);
  if (last === undefined) return [plain(first)];
  const areThousands = (groupsOf: readonly string[]): boolean =>
    /^[1-9]\d{0,2}$/.test(first) && groupsOf.every((group) => group.length === 3);
  if (areThousands(rest)) return [plain(groups.join(''))];
  if (rest.length === 1) return [decimal(first, last)];
  const marks = number.match(SEPARATORS) ?? [];
  const isDecimal = marks.at(-1) !== marks[0] && areThousands(rest.slice(0, -1));
  return isDecimal ? [decimal(groups.slice(0, -1).join(''), last)] : groups.map(plain);
}

function plain(digits: string): string {
  return digits.replace(/^0+(?=\d)/, '');
}

/** "2.50" is 2.5, and "2.0" is 2. */
function decimal(whole: string, fraction: string): string {
  const significant = fraction.replace(/0+$/, '');
  return significant === '' ? plain(whole) : `${plain(whole)}.${significant}`;
}
