import { Command } from 'commander';
import { UsageError } from '../../src/errors.ts';
import { extrapolate, type GrowthPoint, MEASURES, readGrowth } from '../../src/evaluation/growth.ts';
import { growthPlot } from '../../src/evaluation/growth-plot.ts';
import { writeFileAtomically } from '../../src/storage/write-file.ts';
import type { Measured, Subject } from '../subject.ts';

/** Shows how the figures of several runs grow with the size of the collection; measures nothing itself. */

const command = new Command('growth')
  .description(
    'Show how the figures of earlier runs (--json) grow with the collection, as a table and a plot.',
  )
  .argument('<files...>', 'what `npm run benchmark -- answering --passages … --json` printed')
  .option('--plot <file>', 'write one SVG here')
  .option('--to <number>', 'passages of the size to extrapolate to', '1000000');

function show(): Promise<Measured> {
  const { plot, to } = command.opts<{ plot?: string; to: string }>();
  const points = readGrowth(command.args);
  const [target, largest] = [Number(to), points.at(-1)?.passages ?? 0];
  if (points.length < 2) throw new UsageError('Growth needs the figures of two sizes at least.');
  if (!Number.isInteger(target) || target <= largest) {
    throw new UsageError(`--to takes a whole number above ${String(largest)}, the largest size measured.`);
  }
  if (plot !== undefined) writeFileAtomically(plot, growthPlot(points, target));
  const extrapolated = Object.fromEntries(
    MEASURES.map((measure) => [measure.key, extrapolate(points, measure, target)]),
  );
  const figures = { measured: points, extrapolated: { passages: target, ...extrapolated } };
  return Promise.resolve({ figures, text: table(points, target) });
}

function table(points: readonly GrowthPoint[], target: number): string {
  const rows = MEASURES.map((measure) => {
    const { key, name, unit, scale } = measure;
    const cells = points.map((point) => (point[key] * scale).toFixed(0));
    const beyond = extrapolate(points, measure, target);
    return `| ${name} (${unit}) | ${cells.join(' | ')} | ${beyond === null ? '–' : (beyond * scale).toFixed(0)} |`;
  });
  return [
    `| passages | ${points.map(({ passages }) => String(passages)).join(' | ')} | ${String(target)}, extrapolated |`,
    `|${'---|'.repeat(points.length + 2)}`,
    ...rows,
    '',
    `The last column was not measured. Memory and start-up follow a straight line through the sizes from 10,000 passages on, times and speed a power of the size.`,
    '',
  ].join('\n');
}

export const growth: Subject = { command, run: show };
