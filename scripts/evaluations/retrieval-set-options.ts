import type { Command } from 'commander';
import { UsageError } from '../../src/errors.ts';
import type { RetrievalSet } from '../../src/evaluation/beir.ts';

/** Adds the options that name a test set in BEIR layout. */
export function withRetrievalSet(command: Command): Command {
  return command
    .requiredOption('--corpus <file>', 'documents: {"_id", "title", "text"} a line')
    .requiredOption('--queries <file>', 'questions: {"_id", "text"} a line')
    .requiredOption('--qrels <file>', 'query-id, corpus-id, score, separated by tabs, with a header')
    .option('--limit <number>', 'ask only the first questions');
}

/** Adds the option that makes the second run with a slow embedder quick. */
export function withVectorsKept(command: Command): Command {
  return command.option(
    '--vectors <folder>',
    'keep vectors of documents here, so that the next run with the same embedder embeds only what is new',
  );
}

export function vectorsDirOf(command: Command): { vectorsDir: string | undefined } {
  return { vectorsDir: command.opts<{ vectors?: string }>().vectors };
}

/** @throws UsageError where a number is none */
export function retrievalSetOf(command: Command): RetrievalSet {
  const { limit, ...files } = command.opts<Omit<RetrievalSet, 'limit'> & { limit?: string }>();
  if (limit !== undefined && !/^[1-9]\d*$/.test(limit))
    throw new UsageError('--limit takes a whole number above 0.');
  const { corpus, queries, qrels } = files;
  return { corpus, queries, qrels, limit: limit === undefined ? null : Number(limit) };
}
