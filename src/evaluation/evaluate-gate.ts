import type { Config } from '../config.ts';
import { readRetrievalSet, type RetrievalSet } from './beir.ts';
import { type EvaluationOptions, indexCorpus } from './indexed-corpus.ts';
import { type Share, shareOf } from './share.ts';
import { percentile } from './statistics.ts';

export interface GateFigures {
  readonly queries: number;
  readonly documents: number;
  readonly embedder: string;
  /** As the product stands: questions that are let pass, and questions without their passages that are refused. */
  readonly kept: Share;
  readonly refused: Share;
  /** Share of the refusable ones that are answered without a word of doubt. */
  readonly fooled: Share;
  /** Refused where the threshold is such that .95 of this set's answerable questions are kept. */
  readonly refusedAt95: Share;
}

const KEPT = 0.95;

/** Asks every question once as it is and once without the passages that answer it. */
export async function evaluateGate(
  config: Config,
  set: RetrievalSet,
  options: EvaluationOptions = {},
): Promise<GateFigures> {
  const { documents, queries } = readRetrievalSet(set);
  const corpus = await indexCorpus(config, documents, options);
  try {
    const whole = [];
    const without = [];
    for (const { text, relevant } of queries) {
      options.signal?.throwIfAborted();
      whole.push(await corpus.judge(text, []));
      without.push(await corpus.judge(text, [...relevant]));
    }
    const threshold = percentile(
      whole.map(({ evidence }) => evidence),
      1 - KEPT,
    );
    return {
      queries: queries.length,
      documents: documents.length,
      embedder: corpus.report.embedder,
      kept: shareOf(whole.map(({ verdict }) => verdict !== 'none')),
      refused: shareOf(without.map(({ verdict }) => verdict === 'none')),
      fooled: shareOf(without.map(({ verdict }) => verdict === 'enough')),
      refusedAt95: shareOf(without.map(({ evidence }) => evidence < threshold)),
    };
  } finally {
    await corpus.close();
  }
}
