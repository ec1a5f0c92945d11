import { describe, expect, test } from '@jest/globals';
import { eachGram, eachGramOfWord, GRAM_SLOTS } from '../../../src/text/ngrams.ts';
import { foldWords, wordsOf } from '../../../src/text/words.ts';

function gramsOf(text: string): number[] {
  const slots: number[] = [];
  eachGram(foldWords(wordsOf(text)), (slot) => slots.push(slot));
  return slots;
}

describe('4-grams', () => {
  test('a word of n letters has n - 1 of them, its boundaries included, a letter alone has one', () => {
    expect(gramsOf('haus')).toHaveLength(3);
    expect(gramsOf('der')).toHaveLength(2);
    expect(gramsOf('ab')).toHaveLength(1);
    expect(gramsOf('a')).toHaveLength(1);
    expect(gramsOf('')).toHaveLength(0);
  });

  test('never span two words: words have the same ones in any order', () => {
    expect(gramsOf('open weights x')).toEqual([...gramsOf('open'), ...gramsOf('weights'), ...gramsOf('x')]);
    expect(gramsOf('weights x open').sort()).toEqual(gramsOf('open weights x').sort());
  });

  test('a compound shares those of its parts, except at the joint', () => {
    const compound = new Set(gramsOf('sprachmodell'));
    expect(gramsOf('modell').filter((slot) => compound.has(slot))).toHaveLength(4);
    expect(gramsOf('sprache').filter((slot) => compound.has(slot))).toHaveLength(4);
  });

  test('a word inside another is told from a word by itself', () => {
    expect(gramsOf('art')).not.toEqual(gramsOf('start').slice(2));
  });

  test('stay within the table, whatever the script', () => {
    for (const slot of gramsOf('Straße 東京 हिन्दी 😀 2024')) {
      expect(slot).toBeGreaterThanOrEqual(0);
      expect(slot).toBeLessThan(GRAM_SLOTS);
    }
  });

  test('of twenty thousand words hardly ever share a slot', () => {
    const slots = new Set<number>();
    let words = 0;
    for (const a of 'abcdefghijklmnopqrst') {
      for (const b of 'aeiouräöü') {
        for (const c of 'bcdfghklmnprstwz') {
          for (const d of 'aeinrst') {
            slots.add(gramsOf(a + b + c + d)[1] ?? -1);
            words++;
          }
        }
      }
    }
    expect(slots.size / words).toBeGreaterThan(0.98);
  });

  test('of a single word given as code units are those of the word as a string', () => {
    for (const word of ['a', 'ab', 'haus', 'größe', '東京', 'llama2']) {
      const slots: number[] = [];
      const units = Uint16Array.from(` ${word} `, (character) => character.charCodeAt(0));
      eachGramOfWord(units, units.length, (slot) => slots.push(slot));
      expect(slots).toEqual(gramsOf(word));
    }
  });
});
