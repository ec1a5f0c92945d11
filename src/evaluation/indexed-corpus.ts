import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compose } from '../compose.ts';
import type { Answer } from '../domain/answer.ts';
import type { Config } from '../config.ts';
import type { Newshound, ReindexReport, WorkOptions } from '../newshound.ts';
import type { Judgement } from '../retrieval/gate.ts';
import type { ScoredPassage } from '../retrieval/score.ts';
import type { BeirDocument } from './beir.ts';

/** A test set's documents in a Newshound of their own, which `close` removes again. */
export interface IndexedCorpus {
  readonly newshound: Newshound;
  readonly report: ReindexReport;
  /** Ids of documents, best first, each once. */
  readonly rank: (question: string, most: number) => Promise<string[]>;
  /** Every candidate with the id of its document, best first. */
  readonly candidates: (question: string) => Promise<{ document: string; passage: ScoredPassage }[]>;
  /** Whether the documents answer a question, those with these ids left out. */
  readonly judge: (question: string, without: readonly string[]) => Promise<Judgement>;
  /** The product's answer in quotes, those with these ids left out. */
  readonly answer: (question: string, without: readonly string[]) => Promise<Answer>;
  readonly close: () => Promise<void>;
}

export interface EvaluationOptions extends WorkOptions {
  /** A folder in which vectors of documents are kept from one run to the next; they are embedded anew where there is none. */
  readonly vectorsDir?: string | undefined;
}

/** Puts documents through ingestion and index as everybody's articles go through them. */
export async function indexCorpus(
  config: Config,
  documents: readonly BeirDocument[],
  options: EvaluationOptions = {},
): Promise<IndexedCorpus> {
  const folder = mkdtempSync(join(tmpdir(), 'newshound-evaluation-'));
  const removeFolder = (): void => {
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const file = join(folder, 'corpus.jsonl');
    writeFileSync(
      file,
      documents.map(({ id, title, text }) => JSON.stringify({ _id: id, title, text })).join('\n'),
    );
    const own = { ...config, dataDir: folder, indexDir: join(folder, 'index') };
    const { vectorsDir } = options;
    if (vectorsDir !== undefined) mkdirSync(vectorsDir, { recursive: true });
    const newshound = await compose(own, { chat: false, newIndex: true, vectorsDir });
    try {
      const report = await newshound.reindex([file], options);
      return {
        newshound,
        report,
        rank: async (question, most) => (await newshound.rankArticles(question, most)).map(idOf),
        candidates: async (question) =>
          (await newshound.rankPassages(question)).map(({ locator, passage }) => ({
            document: idOf(locator),
            passage,
          })),
        judge: (question, without) => newshound.judge(question, without.map(locatorOf)),
        answer: async (text, without) => {
          const events = newshound.ask({ text }, { without: without.map(locatorOf) });
          for await (const event of events) if (event.type === 'final') return event.answer;
          throw new Error('the events ended without an answer');
        },
        close: async () => {
          await newshound.close();
          removeFolder();
        },
      };
    } catch (error) {
      await newshound.close();
      throw error;
    }
  } catch (error) {
    removeFolder();
    throw error;
  }
}

function locatorOf(id: string): string {
  return `corpus.jsonl#${id}`;
}

/** A document's id is the key of its record in the corpus file. */
function idOf(locator: string): string {
  return locator.slice(locator.indexOf('#') + 1);
}
