import { describe, expect, test } from '@jest/globals';
import { splitMessage } from '../../../../src/discord/views/split-message.ts';

/** A small generator of numbers with a fixed seed, so that a failure can be repeated. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const words = (text: string) => text.split(/\s+/).filter((word) => word !== '');

describe('splitting a text into messages', () => {
  test('leaves a text that fits alone', () => {
    expect(splitMessage('Short.')).toEqual(['Short.']);
    expect(splitMessage('')).toEqual([]);
    expect(splitMessage('x'.repeat(2000))).toHaveLength(1);
  });

  test('cuts between paragraphs rather than lines, lines rather than sentences, sentences rather than words', () => {
    const sentence = 'Nine words make up this short and plain sentence.';
    expect(splitMessage(`${sentence}\n\n${sentence} ${sentence}`, 104)).toEqual([
      sentence,
      `${sentence} ${sentence}`,
    ]);
    expect(splitMessage(`${sentence}\n${sentence} ${sentence}`, 104)).toEqual([
      sentence,
      `${sentence} ${sentence}`,
    ]);
    expect(splitMessage(`${sentence} ${sentence} ${sentence}`, 120)[0]).toBe(`${sentence} ${sentence}`);
    expect(splitMessage('word '.repeat(50), 100)[0]).toMatch(/^(word )*word$/);
  });

  test('keeps citation marks with the sentence before them, and links, code and escapes whole', () => {
    for (const whole of [
      '[12]',
      '[Title of it](<https://e.org/a>)',
      '`npm run ask`',
      '**bold words here**',
      '\\@',
      '\\`',
    ]) {
      for (let before = 60; before < 100; before++) {
        const parts = splitMessage(
          `${'x'.repeat(before)} end. ${whole} and more words after it to fill`,
          104,
        );
        expect(parts.join(' ')).toContain(whole);
        expect(parts.every((part) => part.length <= 104)).toBe(true);
        if (whole === '[12]') expect(parts.some((part) => part.startsWith('[12]'))).toBe(false);
      }
    }
  });

  test('closes a code block that it cuts and opens it again in the next part', () => {
    const lines = Array.from(
      { length: 60 },
      (_, index) => `  const value${String(index)} = ${String(index)};`,
    );
    const parts = splitMessage(`Before.\n\n\`\`\`ts\n${lines.join('\n')}\n\`\`\`\n\nAfter.`, 400);
    expect(parts.length).toBeGreaterThan(2);
    for (const part of parts) {
      expect(part.length).toBeLessThanOrEqual(400);
      expect(part.split('```').length % 2).toBe(1);
    }
    expect(parts[1]).toMatch(/^```ts\n {2}const/);
    const code = parts
      .join('\n')
      .split('\n')
      .filter((line) => line.includes('const'));
    expect(code).toEqual(lines);
  });

  test('cuts an endless word between letters, never within one', () => {
    for (const letter of ['ä', '👩‍👩‍👧‍👦', '🇩🇪', 'e\u0301']) {
      const parts = splitMessage(letter.repeat(400), 100);
      expect(parts.join('')).toBe(letter.repeat(400));
      for (const part of parts) {
        expect(part.length).toBeLessThanOrEqual(100);
        expect(part.replaceAll(letter, '')).toBe('');
      }
    }
  });

  test('loses no word and exceeds no limit, whatever the text', () => {
    const pieces = [
      'word',
      'Ende.',
      '[1]',
      '[2][3].',
      '\n',
      '\n\n',
      '`a b`',
      '**b c**',
      '\\_',
      '\n```\n',
      '\n```js\n',
      '[T t](<https://e.org/x>)',
      'x'.repeat(150),
      '\u{1f469}\u200d\u{1f467}',
      '  ',
    ];
    for (let seed = 1; seed <= 300; seed++) {
      const pick = random(seed);
      const text = Array.from({ length: 20 + pick(200) }, () => pieces[pick(pieces.length)]).join(
        pick(2) === 0 ? ' ' : '',
      );
      const most = 80 + pick(400);
      const parts = splitMessage(text, most);
      for (const part of parts) {
        expect(part.length).toBeLessThanOrEqual(most);
        expect(part.trim()).not.toBe('');
      }
      const letters = (some: string) => some.replace(/\s|```(?:js)?/g, '');
      expect({ seed, text: parts.map(letters).join('') }).toEqual({ seed, text: letters(text) });
      if (!text.includes('```') && !text.includes('x'.repeat(80)))
        expect(words(parts.join(' '))).toEqual(words(text));
    }
  });
});
