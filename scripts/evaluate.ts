import { Command, Option } from 'commander';
import { UsageError } from '../src/errors.ts';
import { evaluateExtraction, type ExtractionFigures } from '../src/evaluation/evaluate-extraction.ts';
import { evaluateRetrieval, type RetrievalFigures } from '../src/evaluation/evaluate-retrieval.ts';
import {
  EXTRACTION_SET_FORMATS,
  type ExtractionSetFormat,
  readExtractionSet,
} from '../src/evaluation/extraction-sets.ts';
import { MEASURES } from '../src/evaluation/metrics.ts';
import { parseArguments } from '../src/terminal/arguments.ts';
import { ProgressLine } from '../src/terminal/progress-line.ts';
import { type CommandContext, runCommand } from '../src/terminal/run-command.ts';

interface RetrievalOptions {
  readonly corpus: string;
  readonly queries: string;
  readonly qrels: string;
  readonly limit?: string;
  readonly json?: boolean;
}

interface ExtractionOptions {
  readonly format: ExtractionSetFormat;
  readonly dir: string;
  readonly json?: boolean;
}

const command = new Command('evaluate').description('Measure how well the product does what it is for.');
const retrieval = command
  .command('retrieval')
  .description(
    'Rank a test set in BEIR layout, through real ingestion and real search, with EMBEDDER as it is set.',
  )
  .requiredOption('--corpus <file>', 'documents: {"_id", "title", "text"} a line')
  .requiredOption('--queries <file>', 'questions: {"_id", "text"} a line')
  .requiredOption('--qrels <file>', 'query-id, corpus-id, score, separated by tabs, with a header')
  .option('--limit <number>', 'ask only the first questions')
  .option('--json', 'print plain numbers as JSON');

const extraction = command
  .command('extraction')
  .description(
    'Extract the articles of a set of saved pages and compare them with what people found in them.',
  )
  .addOption(
    new Option('--format <layout>', 'how the set is laid out')
      .choices(EXTRACTION_SET_FORMATS)
      .makeOptionMandatory(),
  )
  .requiredOption('--dir <folder>', 'the set: its list of pages, and the pages in html/')
  .option('--json', 'print plain numbers as JSON');

async function evaluate(context: CommandContext): Promise<number> {
  if (!parseArguments(command, process.argv.slice(2))) return 0;
  return extraction.getOptionValue('dir') === undefined ? ranking(context) : pages(context);
}

async function ranking({ config, signal }: CommandContext): Promise<number> {
  const { corpus, queries, qrels, limit, json } = retrieval.opts<RetrievalOptions>();
  if (limit !== undefined && !/^[1-9]\d*$/.test(limit))
    throw new UsageError('--limit takes a whole number above 0.');
  const progress = new ProgressLine(process.stderr);
  const figures = await evaluateRetrieval(
    config,
    { corpus, queries, qrels, limit: limit === undefined ? null : Number(limit) },
    {
      signal,
      onProgress: (state) => {
        progress.update(state);
      },
    },
  ).finally(() => {
    progress.stop();
  });
  process.stdout.write(json === true ? `${JSON.stringify(figures, null, 2)}\n` : table(figures));
  return 0;
}

async function pages({ signal }: CommandContext): Promise<number> {
  const { format, dir, json } = extraction.opts<ExtractionOptions>();
  const progress = new ProgressLine(process.stderr);
  const figures = await evaluateExtraction(readExtractionSet(format, dir), {
    signal,
    onProgress: (state) => {
      progress.update({ stage: 'reading', ...state });
    },
  }).finally(() => {
    progress.stop();
  });
  process.stdout.write(json === true ? `${JSON.stringify(figures, null, 2)}\n` : extractionTable(figures));
  return 0;
}

function extractionTable(figures: ExtractionFigures): string {
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

function table(figures: RetrievalFigures): string {
  const rows = MEASURES.map((measure) => {
    const [low, high] = figures.ci[measure];
    return `${measure.padEnd(10)} ${figures[measure].toFixed(4)}   95 % ${low.toFixed(3)} to ${high.toFixed(3)}`;
  });
  const head = `${String(figures.queries)} questions, ${String(figures.documents)} documents, embedder ${figures.embedder}`;
  return `${[head, ...rows, `p50 ${figures.p50Ms.toFixed(1)} ms, p95 ${figures.p95Ms.toFixed(1)} ms`].join('\n')}\n`;
}

await runCommand(evaluate);
