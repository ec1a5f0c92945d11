import { Command } from 'commander';
import { evaluateGate, type GateFigures } from '../../src/evaluation/evaluate-gate.ts';
import { shareLine } from '../../src/evaluation/share.ts';
import { withProgress } from '../../src/terminal/progress-line.ts';
import type { CommandContext } from '../../src/terminal/run-command.ts';
import type { Measured, Subject } from '../subject.ts';
import { retrievalSetOf, vectorsDirOf, withRetrievalSet, withVectorsKept } from './retrieval-set-options.ts';

const command = withVectorsKept(
  withRetrievalSet(
    new Command('gate').description(
      'Ask every question once as it is and once without the passage that answers it: how many are kept, how many refused.',
    ),
  ),
);

async function evaluate({ config, signal }: CommandContext): Promise<Measured> {
  const set = retrievalSetOf(command);
  const figures = await withProgress((onProgress) =>
    evaluateGate(config, set, { signal, onProgress, ...vectorsDirOf(command) }),
  );
  return { figures, text: table(figures) };
}

function table(figures: GateFigures): string {
  return `${[
    `${String(figures.queries)} questions, ${String(figures.documents)} documents, embedder ${figures.embedder}`,
    shareLine('answerable, kept', figures.kept),
    shareLine('not answerable, refused', figures.refused),
    shareLine('not answerable, answered without a doubt', figures.fooled),
    shareLine('not answerable, refused where .95 of the answerable are kept', figures.refusedAt95),
  ].join('\n')}\n`;
}

export const gate: Subject = { command, run: evaluate };
