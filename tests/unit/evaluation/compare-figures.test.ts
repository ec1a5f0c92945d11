import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { compareFigures, readFigures } from '../../../src/evaluation/compare-figures.ts';
import { temporaryFolder } from '../../support/collection.ts';

describe('two runs of a benchmark', () => {
  test('are shown number by number with their ratio, lists by the names in their rows', () => {
    const before = {
      p50: 20,
      ci: [0.9, 1],
      peers: [
        { peer: 'A', ms: 10 },
        { peer: 'B', ms: 5 },
      ],
    };
    const now = {
      p50: 10,
      ci: [0.9, 1],
      peers: [
        { peer: 'B', ms: 6 },
        { peer: 'C', ms: 1.23456 },
      ],
    };
    expect(compareFigures(before, now).split('\n')).toEqual([
      '| | before | now | ratio |',
      '|---|---|---|---|',
      '| p50 | 20 | 10 | 0.50 |',
      '| ci 0 | 0.9000 | 0.9000 | 1.00 |',
      '| ci 1 | 1 | 1 | 1.00 |',
      '| peers A ms | 10 | – |  |',
      '| peers B ms | 5 | 6 | 1.20 |',
      '| peers C ms | – | 1.235 |  |',
      '',
    ]);
  });

  test('keep rows apart that have the same name', () => {
    const rows = [
      { embedder: 'builtin', passages: 1000 },
      { embedder: 'builtin', passages: 10_000 },
    ];
    expect(compareFigures(rows, rows).split('\n').slice(2, 4)).toEqual([
      '| builtin 0 passages | 1000 | 1000 | 1.00 |',
      '| builtin 1 passages | 10000 | 10000 | 1.00 |',
    ]);
  });

  test('cannot be compared where the earlier one is not JSON, and that is said', () => {
    const path = join(temporaryFolder(), 'a.json');
    expect(() => readFigures(path)).toThrow(/a\.json cannot be compared with: ENOENT/);
    writeFileSync(path, '| a | table |');
    expect(() => readFigures(path)).toThrow(/It must be what an earlier run with --json printed/);
  });
});
