import { describe, expect, test } from '@jest/globals';
import { foldWords, wordsOf } from '../../../src/text/words.ts';

describe('words', () => {
  test('are found however they are written: case, punctuation and composed letters do not matter', () => {
    expect(wordsOf('„Größe“ — das ist GRÖSSE, oder?')).toEqual(['größe', 'das', 'ist', 'grösse', 'oder']);
    expect(wordsOf('Ko\u0308ln')).toEqual(wordsOf('Köln'));
  });

  test('keep their digits and leave their separators', () => {
    expect(wordsOf('GPT-4o costs $5.00/1M')).toEqual(['gpt', '4o', 'costs', '5', '00', '1m']);
  });

  test('of scripts whose vowels are marks stay whole', () => {
    expect(wordsOf('हिन्दी भाषा')).toEqual(['हिन्दी', 'भाषा']);
  });

  test('regression: the Turkish capital İ tears no word apart', () => {
    expect(wordsOf('İstanbul')).toEqual(['istanbul']);
  });

  test('there are none in punctuation alone', () => {
    expect(wordsOf('?! … —')).toEqual([]);
    expect(wordsOf('')).toEqual([]);
  });
});

describe('a folded text', () => {
  test('is its words between single spaces', () => {
    expect(foldWords(wordsOf('Open weights!'))).toBe(' open weights ');
  });

  test('of no words is empty, so that nothing is found in it', () => {
    expect(foldWords([])).toBe('');
  });
});
