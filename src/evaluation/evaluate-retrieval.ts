import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compose } from '../compose.ts';
import type { Config } from '../config.ts';
import { UserError } from '../errors.ts';
import type { WorkOptions } from '../newshound.ts';
import { readCorpus, readQueries } from './beir.ts';
import { bootstrapInterval, mean, MEASURES, type RankingScores, scoreRanking } from './metrics.ts';
import { percentile } from './statistics.ts';

/** Where a test set lies, and how much of it is asked. */
export interface RetrievalSet {
  readonly corpus: string;
  readonly queries: string;
  readonly qrels: string;
  readonly limit: number | null;
}

export interface RetrievalFigures extends RankingScores {
  readonly queries: number;
  readonly documents: number;
  readonly embedder: string;
  /** Milliseconds for one question, from text to ranking. */
  readonly p50Ms: number;
  readonly p95Ms: number;
  /** 95 % intervals of each measure. */
  readonly ci: Readonly<Record<keyof RankingScores, readonly [number, number]>>;
}

const DEEPEST = 100;

/** Runs a test set through ingestion, index and ranking as everybody's articles go through them. */
export async function evaluateRetrieval(
  config: Config,
  set: RetrievalSet,
  options: WorkOptions = {},
): Promise<RetrievalFigures> {
  const documents = readCorpus(set.corpus);
  const queries = readQueries(set.queries, set.qrels).slice(0, set.limit ?? undefined);
  if (queries.length === 0)
    throw new UserError(`None of the questions in ${set.queries} has a line in ${set.qrels}.`);
  const folder = mkdtempSync(join(tmpdir(), 'newshound-evaluation-'));
  try {
    const own = { ...config, dataDir: folder, indexDir: join(folder, 'index') };
    const file = join(folder, 'corpus.jsonl');
    writeFileSync(file, documents.map((document) => JSON.stringify(document)).join('\n'));
    const newshound = await compose(own, { chat: false, newIndex: true });
    try {
      const { embedder } = await newshound.reindex([file], options);
      const scores: RankingScores[] = [];
      const times: number[] = [];
      for (const query of queries) {
        const started = performance.now();
        const ranked = await newshound.rankArticles(query.text, DEEPEST);
        times.push(performance.now() - started);
        scores.push(scoreRanking(ranked.map(idOf), query.relevant));
      }
      const values = (measure: keyof RankingScores): number[] => scores.map((score) => score[measure]);
      return {
        ...byMeasure((measure) => mean(values(measure))),
        queries: queries.length,
        documents: documents.length,
        embedder,
        p50Ms: percentile(times, 0.5),
        p95Ms: percentile(times, 0.95),
        ci: byMeasure((measure) => bootstrapInterval(values(measure))),
      };
    } finally {
      await newshound.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function byMeasure<T>(value: (measure: keyof RankingScores) => T): Record<keyof RankingScores, T> {
  return Object.fromEntries(MEASURES.map((measure) => [measure, value(measure)])) as Record<
    keyof RankingScores,
    T
  >;
}

/** A document's id is the key of its record in the corpus file. */
function idOf(locator: string): string {
  return locator.slice(locator.indexOf('#') + 1);
}
