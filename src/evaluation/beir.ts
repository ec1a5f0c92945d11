import { readFileSync } from 'node:fs';
import { messageOf, UserError } from '../errors.ts';

/** A retrieval test set in the layout of BEIR (https://github.com/beir-cellar/beir). */

/** Where a test set lies, and how much of it is asked. */
export interface RetrievalSet {
  readonly corpus: string;
  readonly queries: string;
  readonly qrels: string;
  readonly limit: number | null;
}

export interface BeirDocument {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

export interface BeirQuery {
  readonly id: string;
  readonly text: string;
  /** Ids of the documents that answer it; never empty. */
  readonly relevant: ReadonlySet<string>;
  /** Texts that answer it, each in words of a document; empty where the set has none. */
  readonly answers: readonly string[];
}

/** `corpus.jsonl`: `{"_id", "title", "text"}` a line. */
export function readCorpus(path: string): BeirDocument[] {
  return readLines(path).map((line, index) => {
    const { _id, title, text } = parse(line, path, index) as { _id: string; title?: string; text: string };
    return { id: _id, title: title ?? '', text };
  });
}

/** `queries.jsonl` and `qrels.tsv`; questions without a relevant document are left out. */
export function readQueries(queriesPath: string, qrelsPath: string): BeirQuery[] {
  const relevant = new Map<string, Set<string>>();
  for (const line of readLines(qrelsPath).slice(1)) {
    const [query = '', document = '', score = '0'] = line.split('\t');
    if (Number(score) > 0) relevant.set(query, (relevant.get(query) ?? new Set()).add(document));
  }
  return readLines(queriesPath).flatMap((line, index) => {
    const { _id, text, answers } = parse(line, queriesPath, index) as {
      _id: string;
      text: string;
      answers?: string[];
    };
    const documents = relevant.get(_id);
    return documents === undefined ? [] : [{ id: _id, text, relevant: documents, answers: answers ?? [] }];
  });
}

/**
 * Documents and questions of a set, as many questions as are wanted.
 * @throws UserError where a file cannot be read, or no question has a relevant document
 */
export function readRetrievalSet(set: RetrievalSet): { documents: BeirDocument[]; queries: BeirQuery[] } {
  const documents = readCorpus(set.corpus);
  const queries = readQueries(set.queries, set.qrels).slice(0, set.limit ?? undefined);
  if (queries.length === 0)
    throw new UserError(`None of the questions in ${set.queries} has a line in ${set.qrels}.`);
  return { documents, queries };
}

function readLines(path: string): string[] {
  try {
    return readFileSync(path, 'utf8')
      .split('\n')
      .map((line) => line.trimEnd())
      .filter((line) => line !== '');
  } catch (error) {
    throw new UserError(`${path} cannot be read: ${messageOf(error)}.`, { cause: error });
  }
}

function parse(line: string, path: string, index: number): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    throw new UserError(`Line ${String(index + 1)} of ${path} is not JSON: ${messageOf(error)}.`, {
      cause: error,
    });
  }
}
