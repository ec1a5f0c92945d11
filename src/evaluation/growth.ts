import { readFileSync } from 'node:fs';
import { messageOf, UsageError } from '../errors.ts';

/**
 * How the figures of `npm run benchmark -- answering` grow with the collection, and what they would be at a size that was not
 * measured.
 */

/** What is followed, in the order in which it is shown. */
export const MEASURES = [
  { key: 'p50Ms', name: 'question, p50', unit: 'ms', law: 'power', scale: 1 },
  { key: 'p95Ms', name: 'question, p95', unit: 'ms', law: 'power', scale: 1 },
  { key: 'startUpMs', name: 'start-up', unit: 'ms', law: 'line', scale: 1 },
  { key: 'rssBytes', name: 'memory of the asking process', unit: 'MiB', law: 'line', scale: 2 ** -20 },
  { key: 'passagesPerSecond', name: 'ingested', unit: 'passages/s', law: 'power', scale: 1 },
] as const;

export type Measure = (typeof MEASURES)[number];

/** One size: passages and the figures by their keys, in the units of the JSON. */
export type GrowthPoint = Readonly<Record<Measure['key'] | 'passages', number>>;

/**
 * The points of files that `npm run benchmark -- answering --json` wrote, by ascending size. Of one size the last file's counts.
 * @throws UsageError where a file holds something else
 */
export function readGrowth(paths: readonly string[]): GrowthPoint[] {
  const points = new Map<number, GrowthPoint>();
  for (const path of paths) {
    for (const point of pointsIn(path)) points.set(point.passages, point);
  }
  return [...points.values()].sort((a, b) => a.passages - b.passages);
}

function pointsIn(path: string): GrowthPoint[] {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new UsageError(`${path} cannot be read: ${messageOf(error)}.`, { cause: error });
  }
  if (!Array.isArray(content) || !content.every(isPoint)) {
    throw new UsageError(`${path} holds no figures that \`npm run benchmark -- answering --json\` printed.`);
  }
  return content;
}

function isPoint(value: unknown): value is GrowthPoint {
  if (typeof value !== 'object' || value === null) return false;
  const figures = value as Partial<Record<string, unknown>>;
  return ['passages', ...MEASURES.map(({ key }) => key)].every(
    (key) => typeof figures[key] === 'number' && figures[key] > 0,
  );
}

/** Below this size constant costs hide how a figure grows. */
const LEAST_FITTED = 10_000;

/**
 * A figure at a size that was not measured, from the larger ones that were: memory and start-up lie on a straight line
 * (a constant and so much for each passage), times and speed on a power of the size. By least squares.
 * @returns null where fewer than two sizes were measured
 */
export function extrapolate(
  points: readonly GrowthPoint[],
  { key, law }: Pick<Measure, 'key' | 'law'>,
  passages: number,
): number | null {
  const large = points.filter((point) => point.passages >= LEAST_FITTED);
  const fitted = large.length >= 2 ? large : points;
  if (fitted.length < 2) return null;
  const [to, from] = law === 'power' ? [Math.log, Math.exp] : [same, same];
  const pairs = fitted.map((point) => [to(point.passages), to(point[key])] as const);
  const meanX = pairs.reduce((sum, [x]) => sum + x, 0) / pairs.length;
  const meanY = pairs.reduce((sum, [, y]) => sum + y, 0) / pairs.length;
  const slope =
    pairs.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0) /
    pairs.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
  return from(meanY + slope * (to(passages) - meanX));
}

function same(value: number): number {
  return value;
}
