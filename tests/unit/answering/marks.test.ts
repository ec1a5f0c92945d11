import { describe, expect, test } from '@jest/globals';
import { defuseMarks, mapMarks, MarkStream, readMarks } from '../../../src/answering/marks.ts';
import { seededRandom } from '../../../src/evaluation/statistics.ts';

/** A text as it is shown when it arrives in the given pieces. */
function streamed(pieces: readonly string[], sources: number): string {
  const stream = new MarkStream(sources);
  return pieces.map((piece) => stream.push(piece)).join('') + stream.end();
}

function inPieces(text: string, size: () => number): string[] {
  const pieces: string[] = [];
  for (let at = 0; at < text.length;) {
    const length = Math.max(1, size());
    pieces.push(text.slice(at, at + length));
    at += length;
  }
  return pieces;
}

describe('citation marks', () => {
  test.each([
    ['Open [1].', 'Open [1].'],
    ['Open[1].', 'Open [1].'],
    ['Open  [ 1 ].', 'Open [1].'],
    ['Open [1, 2].', 'Open [1][2].'],
    ['Open [1;3].', 'Open [1][3].'],
    ['Open [1][2].', 'Open [1] [2].'],
    ['Open [1-3].', 'Open [1][2][3].'],
    ['Open [1–2, 3].', 'Open [1][2][3].'],
    ['Open [2, 2].', 'Open [2].'],
    ['Open 【2】.', 'Open [2].'],
    ['Open 【2†source】.', 'Open [2].'],
    ['Open [Source 1].', 'Open [1].'],
    ['Open [Source 1, Source 3].', 'Open [1][3].'],
    ['Offen [Quelle: 2].', 'Offen [2].'],
    ['Offen [Quellen 1 und 2].', 'Offen [1][2].'],
    ['Offen [Nr. 3].', 'Offen [3].'],
  ])('%s is read as %s', (text, expected) => {
    expect(mapMarks(text, 3)).toBe(expected);
  });

  test.each([
    ['Open [4].', 'Open.'],
    ['Open [0].', 'Open.'],
    ['Open [1, 9].', 'Open [1].'],
    ['Open [7][8].', 'Open.'],
    ['Open [2-900].', 'Open [2][3].'],
  ])('those that point to no source are dropped: %s', (text, expected) => {
    expect(mapMarks(text, 3)).toBe(expected);
  });

  test.each([
    'in [2023] it was',
    'an [aside] here',
    'a list[i] of x',
    '[sic]',
    'f(1) and (2)',
    '[]',
    '[1',
    '1]',
  ])('what is none is left alone: %s', (text) => {
    expect(mapMarks(text, 3)).toBe(text);
  });

  test('a sentence is told from the sources it names', () => {
    expect(readMarks('Meta released it [2][1] openly [2].')).toEqual({
      text: 'Meta released it openly.',
      numbers: [2, 1],
    });
    expect(readMarks('No marks here.')).toEqual({ text: 'No marks here.', numbers: [] });
  });

  test('in text of others lose their look and keep their words', () => {
    expect(defuseMarks('Wahr ist das.[3] Siehe [Quelle 1, 2] und 【1】, aber nicht [x].')).toBe(
      'Wahr ist das.(3) Siehe (Quelle 1, 2) und (1), aber nicht [x].',
    );
  });
});

describe('marks in a text that is still being written', () => {
  test('are never shown in part', () => {
    const stream = new MarkStream(3);
    expect(stream.push('Meta did it [')).toBe('Meta did it');
    expect(stream.push('Source ')).toBe('');
    expect(stream.push('1')).toBe('');
    expect(stream.push('].')).toBe(' [1].');
    expect(stream.end()).toBe('');
  });

  test('hold nothing back that is no mark', () => {
    const stream = new MarkStream(3);
    expect(stream.push('Plain words.')).toBe('Plain words.');
    expect(stream.push(' More')).toBe(' More');
    expect(stream.push(' [an aside]')).toBe(' [an aside]');
    stream.push(' [and this one has no end');
    expect(stream.end()).toBe(' [and this one has no end');
  });

  test('an endless bracket is shown at last', () => {
    const stream = new MarkStream(3);
    const shown = Array.from({ length: 100 }, () => stream.push('[ words ')).join('');
    expect(shown.length).toBeGreaterThan(500);
    const long = Array.from({ length: 100 }, () => stream.push('words ')).join('');
    expect(long.length).toBeGreaterThan(300);
  });

  const parts = [
    'Meta', ' ', '  ', '\n\n', '.', '!', ' released it', '[1]', ' [2]', '[3]', ' [9]', '[1, 2]', '[1-3]', '[', ']', '【1】',
    '【2†source】', '[Source 1, Source 2, Source 3]', '[Quelle 1 und Quelle 2]', '[aside]', '[2023]', '(1)', '😀', '[[1]]',
    '[Sources 1, Source 2, Source 3, Source 1, Source 2, Source 3, Source 1, Source 2]', 'ß', ',', '†',
  ]; // prettier-ignore

  test('regression: come out the same in pieces of every size as at once', () => {
    const text =
      'Meta released it  [1]. It is open [Source 1, Source 2] , said 【2†source】 all[3] [9].\n\nWhy? [1, 2, 3, 1, 2, 3]\n [7] End ';
    for (let size = 1; size <= text.length; size++) {
      expect(
        streamed(
          inPieces(text, () => size),
          3,
        ),
      ).toBe(mapMarks(text, 3));
    }
  });

  test('regression: come out the same for 400 texts in random pieces', () => {
    const random = seededRandom(41);
    for (let trial = 0; trial < 400; trial++) {
      const length = 1 + Math.floor(random() * 25);
      const text = Array.from({ length }, () => parts[Math.floor(random() * parts.length)]).join('');
      const pieces = inPieces(text, () => Math.floor(random() * 9));
      expect({ text, shown: streamed(pieces, 3) }).toEqual({ text, shown: mapMarks(text, 3) });
    }
  });
});
