import { describe, expect, test } from '@jest/globals';
import { TextStream } from '../../../../src/models/chat/text-stream.ts';

/** A vocabulary of bytes, so that characters can be cut in halves. */
function detokenize(tokens: readonly number[]): string {
  return Buffer.from(tokens).toString('utf8');
}

function pieces(text: string, stops: readonly string[] = []): { shown: string[]; stopped: boolean } {
  const stream = new TextStream(detokenize, [], stops);
  const shown: string[] = [];
  for (const byte of Buffer.from(text)) {
    shown.push(stream.push(byte));
    if (stream.stopped) break;
  }
  shown.push(stream.end());
  return { shown: shown.filter((piece) => piece !== ''), stopped: stream.stopped };
}

describe('the text stream', () => {
  test('shows characters only when they are whole', () => {
    const { shown } = pieces('Köln 🦊!');
    expect(shown).toEqual(['K', 'ö', 'l', 'n', ' ', '🦊', '!']);
  });

  test('ends before a stop text and shows nothing of it', () => {
    expect(pieces('Yes.</s>More', ['</s>'])).toEqual({ shown: ['Y', 'e', 's', '.'], stopped: true });
  });

  test('shows what only looked like a stop text', () => {
    const { shown, stopped } = pieces('a </b', ['</s>']);
    expect(shown.join('')).toBe('a </b');
    expect(stopped).toBe(false);
  });

  test('shows the beginning of a stop text when nothing follows', () => {
    expect(pieces('a </', ['</s>']).shown.join('')).toBe('a </');
  });

  test('does not take white space for a stop text', () => {
    expect(pieces('a\nb', ['\n']).shown.join('')).toBe('a\nb');
  });

  test('does not wait for ever for a character that is none', () => {
    const stream = new TextStream(detokenize, [], []);
    const shown = Array.from({ length: 8 }, () => stream.push(0xf0));
    expect(shown.at(-1)).not.toBe('');
  });
});
