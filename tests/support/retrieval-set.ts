import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RetrievalSet } from '../../src/evaluation/beir.ts';
import { temporaryFolder } from './collection.ts';

/** What makes a document long enough to be an article. */
const FILLER = 'The report goes on at length about other things that have nothing to do with it. '.repeat(4);

export interface TestQuestion {
  readonly text: string;
  /** The document that answers; none where the set does not say. */
  readonly relevant?: string;
  readonly answers?: readonly string[];
}

/** Writes a test set in BEIR layout into a folder that is deleted after the test. @param documents texts by id */
export function writeRetrievalSet(
  documents: Readonly<Record<string, string>>,
  questions: readonly TestQuestion[],
): RetrievalSet {
  const folder = temporaryFolder();
  const [corpus, queries, qrels] = ['corpus.jsonl', 'queries.jsonl', 'qrels.tsv'].map((name) =>
    join(folder, name),
  ) as [string, string, string];
  const lines = (rows: readonly object[]): string => rows.map((row) => JSON.stringify(row)).join('\n');
  writeFileSync(
    corpus,
    lines(Object.entries(documents).map(([id, text]) => ({ _id: id, text: `${text} ${FILLER}` }))),
  );
  writeFileSync(
    queries,
    lines(questions.map(({ text, answers }, number) => ({ _id: `q${String(number)}`, text, answers }))),
  );
  const judged = questions.flatMap(({ relevant }, number) =>
    relevant === undefined ? [] : [`q${String(number)}\t${relevant}\t1`],
  );
  writeFileSync(qrels, ['query-id\tcorpus-id\tscore', ...judged, ''].join('\n'));
  return { corpus, queries, qrels, limit: null };
}
