import { Command } from 'commander';
import { UsageError } from '../src/errors.ts';
import { evaluateRetrieval, type RetrievalFigures } from '../src/evaluation/evaluate-retrieval.ts';
import { MEASURES } from '../src/evaluation/metrics.ts';
import { parseArguments } from '../src/terminal/arguments.ts';
import { ProgressLine } from '../src/terminal/progress-line.ts';
import { type CommandContext, runCommand } from '../src/terminal/run-command.ts';

interface Options {
  readonly corpus: string;
  readonly queries: string;
  readonly qrels: string;
  readonly limit?: string;
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

async function evaluate({ config, signal }: CommandContext): Promise<number> {
  if (!parseArguments(command, process.argv.slice(2))) return 0;
  const { corpus, queries, qrels, limit, json } = retrieval.opts<Options>();
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

function table(figures: RetrievalFigures): string {
  const rows = MEASURES.map((measure) => {
    const [low, high] = figures.ci[measure];
    return `${measure.padEnd(10)} ${figures[measure].toFixed(4)}   95 % ${low.toFixed(3)} to ${high.toFixed(3)}`;
  });
  const head = `${String(figures.queries)} questions, ${String(figures.documents)} documents, embedder ${figures.embedder}`;
  return `${[head, ...rows, `p50 ${figures.p50Ms.toFixed(1)} ms, p95 ${figures.p95Ms.toFixed(1)} ms`].join('\n')}\n`;
}

await runCommand(evaluate);
