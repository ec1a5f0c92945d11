import { describe, expect, test } from '@jest/globals';
import { seededRandom } from '../../../src/evaluation/statistics.ts';
import { GramCounter } from '../../../src/retrieval/gram-counter.ts';
import { eachGram } from '../../../src/text/ngrams.ts';
import { foldWords, wordsOf } from '../../../src/text/words.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(foldWords(wordsOf(text)));

function slotsOf(text: string): number[] {
  const slots: number[] = [];
  eachGram(foldWords(wordsOf(text)), (slot) => slots.push(slot));
  return slots;
}

/** How often each slot occurs in a text, by going through all its 4-grams. */
const counted = (slots: readonly number[], text: string): number[] => {
  const all = slotsOf(text);
  return slots.map((wanted) => all.filter((slot) => slot === wanted).length);
};

describe('counting the 4-grams of a question in passages', () => {
  const slots = [...new Set(slotsOf('Größe der Sprachmodelle 東京 😀a in a'))];

  test('counts what going through each passage counts, in any script and however long a word is', () => {
    const counter = new GramCounter(slots);
    const passages = [
      'Die Größe der Sprachmodelle wächst; ein Sprachmodell in a a a.',
      '東京 und 東京都, 😀a',
      `${'größe'.repeat(400)} in`,
      'nothing of it',
      '',
      'Die Größe der Sprachmodelle wächst; ein Sprachmodell in a a a.',
    ];
    for (const passage of passages) {
      expect([...counter.count(bytesOf(passage))]).toEqual(counted(slots, passage));
    }
  });

  test('goes on counting where passages have more words than are remembered', () => {
    const counter = new GramCounter(slots);
    const random = seededRandom(1);
    const word = (): string => `w${Math.floor(random() * 1e9).toString(36)}e`;
    for (let passage = 0; passage < 20; passage++) {
      counter.count(bytesOf(Array.from({ length: 1000 }, word).join(' ')));
    }
    const text = 'Sprachmodelle in der Größe';
    expect([...counter.count(bytesOf(text))]).toEqual(counted(slots, text));
  });

  test('takes damaged bytes for other words', () => {
    const counter = new GramCounter(slots);
    expect([...counter.count(Uint8Array.of(32, 0xff, 0xc3, 32, 0xf0, 0x9f))]).toEqual(slots.map(() => 0));
  });
});
