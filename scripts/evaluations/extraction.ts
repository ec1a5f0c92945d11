import { Command, Option } from 'commander';
import { evaluateExtraction, type ExtractionFigures } from '../../src/evaluation/evaluate-extraction.ts';
import {
  EXTRACTION_SET_FORMATS,
  type ExtractionSetFormat,
  readExtractionSet,
} from '../../src/evaluation/extraction-sets.ts';
import { withProgress } from '../../src/terminal/progress-line.ts';
import type { CommandContext } from '../../src/terminal/run-command.ts';
import type { Measured, Subject } from '../subject.ts';

const command = new Command('extraction')
  .description(
    'Extract the articles of a set of saved pages and compare them with what people found in them.',
  )
  .addOption(
    new Option('--format <layout>', 'how the set is laid out')
      .choices(EXTRACTION_SET_FORMATS)
      .makeOptionMandatory(),
  )
  .requiredOption('--dir <folder>', 'the set: its list of pages, and the pages in html/');

interface Options {
  readonly format: ExtractionSetFormat;
  readonly dir: string;
}

async function evaluate({ signal }: CommandContext): Promise<Measured> {
  const { format, dir } = command.opts<Options>();
  const figures = await withProgress((onProgress) =>
    evaluateExtraction(readExtractionSet(format, dir), {
      signal,
      onProgress: (state) => {
        onProgress({ stage: 'reading', ...state });
      },
    }),
  );
  return { figures, text: table(figures) };
}

function table(figures: ExtractionFigures): string {
  const rows = (['text', 'dates', 'authors', 'titles'] as const).flatMap((name) => {
    const row = name === 'text' ? figures : figures[name];
    return row === null
      ? []
      : `${name.padEnd(10)} F1 ${row.f1.toFixed(4)}   precision ${row.precision.toFixed(4)}   recall ${row.recall.toFixed(4)}`;
  });
  const rejected = Object.entries(figures.rejected).map(([kind, count]) => `${String(count)} ${kind}`);
  const head = `${String(figures.pages)} pages, ${figures.pagesPerSecond.toFixed(1)} a second (${figures.pagesPerCpuSecond.toFixed(1)} a second of processor time), rejected: ${rejected.join(', ') || 'none'}`;
  return `${[head, ...rows].join('\n')}\n`;
}

export const extraction: Subject = { command, run: evaluate };
