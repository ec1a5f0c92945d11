import { describe, expect, test } from '@jest/globals';
import { claimsOf } from '../../../src/answering/claims.ts';
import { isGermanNoun } from '../../../src/answering/names.ts';
import { digitNumbers, writtenNumbers } from '../../../src/answering/numbers.ts';

describe('the numbers of a sentence', () => {
  test.each([
    ['1,000', ['1000']],
    ['1.000', ['1000']],
    ['1’000', ['1000']],
    ['1\u202f000\u00a0000', ['1000000']],
    ['600,000 apps', ['600000']],
    ['3,5', ['3.5']],
    ['3.5', ['3.5']],
    ['2.50', ['2.5']],
    ['Llama 2.0', ['2']],
    ['1.234,56', ['1234.56']],
    ['1,234.56', ['1234.56']],
    ['0,125', ['0.125']],
    ['07', ['7']],
    ['2023-07-18', ['2023', '7', '18']],
    ['18.07.2023', ['18', '7', '2023']],
    ['70B', ['70']],
    ['2004–2024', ['2004', '2024']],
    ['7, 13 and 70', ['7', '13', '70']],
    ['no number', []],
  ])('%s is %j', (text, numbers) => {
    expect(digitNumbers(text)).toEqual(numbers);
  });

  test('may be written out in both languages', () => {
    expect(writtenNumbers('Three sizes, twelve months and seventy others')).toEqual(['3', '12', '70']);
    expect(writtenNumbers('drei Größen, zwölf Monate, dreißig andere')).toEqual(['3', '12', '30']);
  });

  test('written out ones are claims from three on', () => {
    expect(claimsOf('the two companies named three sizes', 'en').numbers).toEqual(['3']);
    expect(claimsOf('die zwei Firmen nannten drei Größen und 70 Milliarden', 'de').numbers).toEqual([
      '70',
      '3',
    ]);
  });
});

describe('the names of an English sentence', () => {
  test.each([
    ['Meta released Llama 2 with Microsoft in July.', ['Meta', 'Llama', 'Microsoft', 'July']],
    ['The model was trained by OpenAI as GPT-4.', ['OpenAI', 'GPT-4']],
    ["Google's model was open.", ["Google's"]],
    ['Mark Zuckerberg wrote a letter.', ['Mark', 'Zuckerberg']],
    ['Mistral was founded in Paris.', ['Mistral', 'Paris']],
    ['Amazon offers it, too.', ['Amazon']],
    ['I think so.', []],
  ])('%s', (sentence, names) => {
    expect(claimsOf(sentence, 'en').names).toEqual(names);
  });

  test.each([
    'However, the model was open.',
    'Researchers released the weights.',
    'Companies may use it.',
    'Training was expensive.',
    'Commercial terms apply.',
    'Commercial use is free.',
    'Software was sold.',
    'Access is restricted.',
    "It's free.",
    'Additionally, it may be changed.',
    'New models came later.',
    'This was criticised.',
  ])('a beginning is no name by its capital alone: %s', (sentence) => {
    expect(claimsOf(sentence, 'en').names).toEqual([]);
  });
});

describe('the names of a German sentence', () => {
  test.each([
    ['Google hat das Modell veröffentlicht.', ['Google']],
    ['Das Modell stammt von Meta.', ['Meta']],
    ['Danach veröffentlichte Mistral ein Modell.', ['Mistral']],
    ['Das Unternehmen OpenAI zeigte GPT-4.', ['OpenAI', 'GPT-4']],
    ['Der Chef Mark Zuckerberg schrieb einen Brief.', ['Mark', 'Zuckerberg']],
  ])('%s', (sentence, names) => {
    expect(claimsOf(sentence, 'de').names).toEqual(expect.arrayContaining(names));
  });

  test.each([
    'Das neue Modell ist offen.',
    'Heute wurde ein Modell vorgestellt.',
    'Entwickler dürfen es nutzen.',
    'Die Veröffentlichung fand statt.',
    'Kostenlos ist es auch.',
    'Dabei ist die Lizenz frei.',
    'Laut dem Bericht war es so.',
  ])('a noun is none by its capital alone: %s', (sentence) => {
    expect(claimsOf(sentence, 'de').names.filter((name) => !isGermanNoun(name))).toEqual([]);
  });

  test.each([
    'Unternehmen',
    'Sprachmodellen',
    'Veröffentlichung',
    'Lizenzen',
    'Milliarden',
    'Offenheit',
    'Nutzern',
  ])('%s is a noun of the language', (word) => {
    expect(isGermanNoun(word)).toBe(true);
  });

  test.each([
    'Google',
    'Meta',
    'Microsoft',
    'Mistral',
    'Zuckerberg',
    'Lindner',
    'Prineville',
    'OpenAI',
    'IBM',
  ])('%s is not', (word) => {
    expect(isGermanNoun(word)).toBe(false);
  });
});

describe('the versions of a sentence', () => {
  test.each([
    ['Llama 2 and Llama 3.1 are open.', ['llama 2', 'llama 3 1']],
    ['GPT-4 came later.', ['gpt 4']],
    ['It came on July 18, 2023.', []],
    ['Das war am Dienstag, 18. Juli, und in Juli 2023.', []],
    ['In Germany 18 percent use it.', []],
    ['In Deutschland 18 Prozent.', []],
    ['Llama 70B is large.', []],
  ])('%s', (sentence, versions) => {
    expect(claimsOf(sentence, 'en').versions).toEqual(versions);
  });
});

describe('the quotations of a sentence', () => {
  test.each([
    ['He said “openness drives innovation” there.', ['openness drives innovation']],
    ['He said "openness drives innovation" there.', ['openness drives innovation']],
    ['Er nannte es „einen wichtigen Schritt“.', ['einen wichtigen Schritt']],
    ['Er nannte es »einen wichtigen Schritt«.', ['einen wichtigen Schritt']],
    ['A single “word” is no quotation.', []],
    ['“One thing” and “another thing”', ['One thing', 'another thing']],
  ])('%s', (sentence, quotations) => {
    expect(claimsOf(sentence, 'en').quotations).toEqual(quotations);
  });
});
