import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { extrapolate, type GrowthPoint, readGrowth } from '../../../src/evaluation/growth.ts';
import { growthPlot } from '../../../src/evaluation/growth-plot.ts';
import { temporaryFolder } from '../../support/collection.ts';

/** Memory is 100 MB and 1 kB a passage; a question takes the square root of the size in hundredths of a millisecond. */
const pointOf = (passages: number): GrowthPoint => ({
  passages,
  p50Ms: Math.sqrt(passages) / 100,
  p95Ms: Math.sqrt(passages) / 50,
  startUpMs: 100 + passages / 1000,
  rssBytes: 1e8 + 1000 * passages,
  passagesPerSecond: 1000,
});

function written(content: unknown): string {
  const path = join(temporaryFolder(), 'figures.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

describe('growth with the collection', () => {
  const points = [20_000, 50_000, 200_000].map(pointOf);

  test('is followed along a power of the size, or a straight line', () => {
    expect(extrapolate(points, { key: 'p95Ms', law: 'power' }, 1_000_000)).toBeCloseTo(20, 6);
    expect(extrapolate(points, { key: 'rssBytes', law: 'line' }, 1_000_000)).toBeCloseTo(1.1e9, 0);
    expect(extrapolate(points, { key: 'passagesPerSecond', law: 'power' }, 1_000_000)).toBeCloseTo(1000, 6);
  });

  test('is not told from one size, nor from small ones where there are two large ones', () => {
    expect(extrapolate(points.slice(0, 1), { key: 'p95Ms', law: 'power' }, 1_000_000)).toBeNull();
    const small = { ...pointOf(1000), rssBytes: 9e9 };
    expect(extrapolate([small, ...points], { key: 'rssBytes', law: 'line' }, 1e6)).toBeCloseTo(1.1e9, 0);
  });

  test('is read from several runs, the last one of a size counting', () => {
    const again = { ...pointOf(20_000), p50Ms: 7 };
    const read = readGrowth([written([pointOf(50_000), pointOf(20_000)]), written([again])]);
    expect(read.map(({ passages, p50Ms }) => [passages, p50Ms])).toEqual([
      [20_000, 7],
      [50_000, pointOf(50_000).p50Ms],
    ]);
  });

  test('says which file holds something else', () => {
    expect(() => readGrowth([written({ passages: 1 })])).toThrow('holds no figures');
    expect(() => readGrowth([written([{ ...pointOf(1), p95Ms: null }])])).toThrow('holds no figures');
    expect(() => readGrowth([written('{')])).toThrow('cannot be read');
  });

  test('is plotted with a dot for what was measured and a ring for what was not', () => {
    const svg = growthPlot(points, 1_000_000);
    expect(svg.match(/<circle[^>]*fill="#1f6feb"/g)).toHaveLength(3 * 5);
    expect(svg.match(/<circle[^>]*fill="#fff"/g)).toHaveLength(5);
    expect(svg).not.toMatch(/NaN|Infinity|undefined/);
    expect(svg).toContain('question, p95 (ms)');
  });
});
