import type { Config } from '../../config.ts';
import type { ScoredPassage } from '../../retrieval/score.ts';
import { readRetrievalSet, type RetrievalSet } from '../beir.ts';
import { type EvaluationOptions, indexCorpus } from '../indexed-corpus.ts';
import { bootstrapInterval, mean, scoreRanking } from '../metrics.ts';
import { type PairedDifference, pairedBootstrap } from '../paired-bootstrap.ts';
import { FUSIONS, OWN } from './fusions.ts';

/** One embedder and one way to order, on one set. */
export interface SweepRow {
  readonly set: string;
  readonly embedder: string;
  readonly fusion: string;
  readonly 'nDCG@10': number;
  /** 95 % interval. */
  readonly ci: readonly [number, number];
  /** Against the product's own order with the same embedder on the same questions; null for that itself. */
  readonly difference: PairedDifference | null;
}

export interface NamedSet extends RetrievalSet {
  readonly name: string;
}

/**
 * Orders the candidates of every question in every way, with every embedder. Each leg is judged on the same
 * candidates, the union of what the legs find.
 */
export async function sweep(
  config: Config,
  sets: readonly NamedSet[],
  embedders: readonly string[],
  options: EvaluationOptions = {},
): Promise<SweepRow[]> {
  const rows: SweepRow[] = [];
  for (const set of sets) {
    for (const embedder of embedders) rows.push(...(await sweepOne({ ...config, embedder }, set, options)));
  }
  return rows;
}

async function sweepOne(config: Config, set: NamedSet, options: EvaluationOptions): Promise<SweepRow[]> {
  const { documents, queries } = readRetrievalSet(set);
  const corpus = await indexCorpus(config, documents, options);
  try {
    const scores = new Map<string, number[]>(FUSIONS.map(({ name }) => [name, []]));
    for (const { text, relevant } of queries) {
      options.signal?.throwIfAborted();
      const candidates = await corpus.candidates(text);
      const knowsMeaning = candidates.some(({ passage }) => passage.meaning !== null);
      for (const fusion of FUSIONS) {
        if (fusion.needsMeaning && !knowsMeaning) continue;
        const ranked = inOrder(candidates, fusion.scores(candidates.map(({ passage }) => passage)));
        scores.get(fusion.name)?.push(scoreRanking(ranked, relevant)['nDCG@10']);
      }
    }
    const own = scores.get(OWN) ?? [];
    return [...scores].flatMap(([fusion, values]) =>
      values.length < queries.length || values.length === 0
        ? []
        : [
            {
              set: set.name,
              embedder: corpus.report.embedder,
              fusion,
              'nDCG@10': mean(values),
              ci: bootstrapInterval(values),
              difference: fusion === OWN ? null : pairedBootstrap(values, own),
            },
          ],
    );
  } finally {
    await corpus.close();
  }
}

/** Documents by their best passage, each once. */
function inOrder(
  candidates: readonly { readonly document: string; readonly passage: ScoredPassage }[],
  scores: readonly number[],
): string[] {
  const order = candidates
    .map(({ document, passage }, index) => ({ document, id: passage.id, score: scores[index] ?? 0 }))
    .sort((a, b) => b.score - a.score || a.id - b.id);
  return [...new Set(order.map(({ document }) => document))];
}
