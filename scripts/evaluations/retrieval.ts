import { Command } from 'commander';
import { UsageError } from '../../src/errors.ts';
import { evaluateRetrieval, type RetrievalFigures } from '../../src/evaluation/evaluate-retrieval.ts';
import { MEASURES } from '../../src/evaluation/metrics.ts';
import { withProgress } from '../../src/terminal/progress-line.ts';
import type { CommandContext } from '../../src/terminal/run-command.ts';
import type { Measured, Subject } from '../subject.ts';
import { retrievalSetOf, vectorsDirOf, withRetrievalSet, withVectorsKept } from './retrieval-set-options.ts';

const command = withVectorsKept(
  withRetrievalSet(
    new Command('retrieval').description(
      'Rank a test set in BEIR layout, through real ingestion and real search, with EMBEDDER as it is set.',
    ),
  ),
).option(
  '--corpus-language <code>',
  'language of the documents; the product still detects it, and how often it saw another one is reported',
);

async function evaluate({ config, signal }: CommandContext): Promise<Measured> {
  const { corpusLanguage = null } = command.opts<{ corpusLanguage?: string }>();
  if (corpusLanguage !== null && !/^[a-z]{2}$/.test(corpusLanguage))
    throw new UsageError('--corpus-language takes a code of two letters, for example de.');
  const set = { ...retrievalSetOf(command), corpusLanguage };
  const figures = await withProgress((onProgress) =>
    evaluateRetrieval(config, set, { signal, onProgress, ...vectorsDirOf(command) }),
  );
  return { figures, text: table(figures) };
}

function table(figures: RetrievalFigures): string {
  const rows = MEASURES.map((measure) => {
    const [low, high] = figures.ci[measure];
    return `${measure.padEnd(10)} ${figures[measure].toFixed(4)}   95 % ${low.toFixed(3)} to ${high.toFixed(3)}`;
  });
  const head = `${String(figures.queries)} questions, ${String(figures.documents)} documents, embedder ${figures.embedder}`;
  const detected =
    figures.detectedOtherwise === null
      ? []
      : [`${String(figures.detectedOtherwise)} documents were taken for another language`];
  const ahead =
    figures.farAheadRight === null
      ? []
      : [
          `far ahead in ${figures.farAhead.toFixed(3)} of the questions, and right in ${figures.farAheadRight.toFixed(3)} of those`,
        ];
  const speed = `p50 ${figures.p50Ms.toFixed(1)} ms, p95 ${figures.p95Ms.toFixed(1)} ms`;
  return `${[head, ...detected, ...rows, ...ahead, speed].join('\n')}\n`;
}

export const retrieval: Subject = { command, run: evaluate };
