import type { Config } from '../config.ts';
import { detectLanguage } from '../text/language.ts';
import { readRetrievalSet, type RetrievalSet } from './beir.ts';
import { type EvaluationOptions, indexCorpus } from './indexed-corpus.ts';
import { mean, scoreRanking } from './metrics.ts';
import { misspell } from './misspell.ts';
import { type PairedDifference, pairedBootstrap } from './paired-bootstrap.ts';
import { seededRandom } from './statistics.ts';

export interface TypingFigures {
  readonly queries: number;
  readonly documents: number;
  readonly embedder: string;
  /** nDCG@10 of the questions as they are, and with one typing error in a content word each. */
  readonly correct: number;
  readonly misspelt: number;
  /** What the errors cost: `correct` less `misspelt`. */
  readonly loss: PairedDifference;
}

const DEEPEST = 10;
const SEED = 5;

/** Asks every question once as it is and once with a letter swapped, dropped or doubled in a content word. */
export async function evaluateTyping(
  config: Config,
  set: RetrievalSet,
  options: EvaluationOptions = {},
): Promise<TypingFigures> {
  const { documents, queries } = readRetrievalSet(set);
  const random = seededRandom(SEED);
  const corpus = await indexCorpus(config, documents, options);
  try {
    const correct: number[] = [];
    const misspelt: number[] = [];
    for (const { text, relevant } of queries) {
      options.signal?.throwIfAborted();
      const wrong = misspell(text, detectLanguage(text), random);
      correct.push(scoreRanking(await corpus.rank(text, DEEPEST), relevant)['nDCG@10']);
      misspelt.push(scoreRanking(await corpus.rank(wrong, DEEPEST), relevant)['nDCG@10']);
    }
    return {
      queries: queries.length,
      documents: documents.length,
      embedder: corpus.report.embedder,
      correct: mean(correct),
      misspelt: mean(misspelt),
      loss: pairedBootstrap(correct, misspelt),
    };
  } finally {
    await corpus.close();
  }
}
