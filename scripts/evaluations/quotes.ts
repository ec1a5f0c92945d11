import { Command } from 'commander';
import { evaluateQuotes, type QuoteFigures } from '../../src/evaluation/evaluate-quotes.ts';
import { shareLine } from '../../src/evaluation/share.ts';
import { withProgress } from '../../src/terminal/progress-line.ts';
import type { CommandContext } from '../../src/terminal/run-command.ts';
import type { Measured, Subject } from '../subject.ts';
import { retrievalSetOf, vectorsDirOf, withRetrievalSet, withVectorsKept } from './retrieval-set-options.ts';

const command = withVectorsKept(
  withRetrievalSet(
    new Command('quotes').description(
      'Ask every question without a chat model, with and without the passage that answers it: whether the quotes hold the answer ("answers" in the questions\' file).',
    ),
  ),
);

async function evaluate({ config, signal }: CommandContext): Promise<Measured> {
  const set = retrievalSetOf(command);
  const figures = await withProgress((onProgress) =>
    evaluateQuotes(config, set, { signal, onProgress, ...vectorsDirOf(command) }),
  );
  return { figures, text: table(figures) };
}

function table(figures: QuoteFigures): string {
  return `${[
    `${String(figures.queries)} questions, ${String(figures.documents)} documents, embedder ${figures.embedder}`,
    shareLine('the answer is in the first quote', figures.inFirst),
    shareLine('the answer is in one of the quotes', figures.inAny),
    shareLine('answerable, nothing quoted', figures.silent),
    shareLine('not answerable, nothing quoted', figures.refused),
    shareLine('not answerable, quoted without a doubt', figures.fooled),
    `${figures.words.toFixed(1)} words are quoted on average`,
  ].join('\n')}\n`;
}

export const quotes: Subject = { command, run: evaluate };
