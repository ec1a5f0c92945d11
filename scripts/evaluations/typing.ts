import { Command } from 'commander';
import { evaluateTyping, type TypingFigures } from '../../src/evaluation/evaluate-typing.ts';
import { withProgress } from '../../src/terminal/progress-line.ts';
import type { CommandContext } from '../../src/terminal/run-command.ts';
import type { Measured, Subject } from '../subject.ts';
import { retrievalSetOf, vectorsDirOf, withRetrievalSet, withVectorsKept } from './retrieval-set-options.ts';

const command = withVectorsKept(
  withRetrievalSet(
    new Command('typing').description(
      'Ask every question once as it is and once with a letter swapped, dropped or doubled: what a typing error costs.',
    ),
  ),
);

async function evaluate({ config, signal }: CommandContext): Promise<Measured> {
  const set = retrievalSetOf(command);
  const figures = await withProgress((onProgress) =>
    evaluateTyping(config, set, { signal, onProgress, ...vectorsDirOf(command) }),
  );
  return { figures, text: table(figures) };
}

function table({ queries, documents, embedder, correct, misspelt, loss }: TypingFigures): string {
  return `${[
    `${String(queries)} questions, ${String(documents)} documents, embedder ${embedder}`,
    `nDCG@10 as they are      ${correct.toFixed(4)}`,
    `with a typing error each ${misspelt.toFixed(4)}`,
    `loss                     ${loss.difference.toFixed(4)}   95 % ${loss.low.toFixed(3)} to ${loss.high.toFixed(3)}`,
  ].join('\n')}\n`;
}

export const typing: Subject = { command, run: evaluate };
