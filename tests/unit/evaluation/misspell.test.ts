import { expect, test } from '@jest/globals';
import { misspell } from '../../../src/evaluation/misspell.ts';
import { seededRandom } from '../../../src/evaluation/statistics.ts';

test('one content word differs by a letter, the others and its first letter stay', () => {
  const random = seededRandom(1);
  const text = 'Wann wurde der Bundestag in Berlin eröffnet?';
  for (let trial = 0; trial < 40; trial++) {
    const wrong = misspell(text, 'de', random);
    const [words, before] = [wrong.split(' '), text.split(' ')];
    const changed = words.filter((word, at) => word !== before[at]);
    expect(words).toHaveLength(before.length);
    expect(changed.length).toBeLessThanOrEqual(1);
    for (const word of changed) {
      expect(['B', 'e']).toContain(word[0]);
      expect(Math.abs(wrong.length - text.length)).toBeLessThanOrEqual(1);
    }
  }
});

test('a text without a long word is left as it is', () => {
  expect(misspell('Who is it?', 'en', () => 0)).toBe('Who is it?');
});
