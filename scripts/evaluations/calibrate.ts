import { Command } from 'commander';
import { calibrate, type Calibration } from '../../src/evaluation/calibrate.ts';
import type { CommandContext } from '../../src/terminal/run-command.ts';
import type { Measured, Subject } from '../subject.ts';

const command = new Command('calibrate').description(
  'Measure how far the embedder of EMBEDDER can be trusted. Every index does so by itself and keeps the result.',
);

async function evaluate({ config, signal }: CommandContext): Promise<Measured> {
  const figures = await calibrate(config, signal);
  return { figures, text: table(figures) };
}

function table({ embedder, dimensions, spread, pairs }: Calibration): string {
  return `${[
    `${embedder}, ${String(dimensions)} dimensions, spread ${spread.toFixed(3)}`,
    'question  passage  separation    MRR  confidence  weight',
    ...pairs.map(
      ({ question, passage, separation, mrr, confidence, weight }) =>
        `${question.padEnd(9)} ${passage.padEnd(8)} ${separation.toFixed(2).padStart(10)}  ${mrr.toFixed(3)}  ${confidence.toFixed(2).padStart(10)}  ${weight.toFixed(2).padStart(6)}`,
    ),
  ].join('\n')}\n`;
}

export const calibration: Subject = { command, run: evaluate };
