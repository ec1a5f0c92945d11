import type { Answer } from '../domain/answer.ts';
import type { Config } from '../config.ts';
import { UserError } from '../errors.ts';
import { wordsOf } from '../text/words.ts';
import { readRetrievalSet, type RetrievalSet } from './beir.ts';
import { type EvaluationOptions, indexCorpus } from './indexed-corpus.ts';
import { mean } from './metrics.ts';
import { type Share, shareOf } from './share.ts';

export interface QuoteFigures {
  readonly queries: number;
  readonly documents: number;
  readonly embedder: string;
  /** An answer of the set stands in the first quote, in one of the quotes. */
  readonly inFirst: Share;
  readonly inAny: Share;
  /** Questions for which nothing is quoted, though a passage answers them. */
  readonly silent: Share;
  /** Words of all quotes together, on average, where there are some. */
  readonly words: number;
  /** Without the passages that answer: nothing is quoted; quoted without a word of doubt. */
  readonly refused: Share;
  readonly fooled: Share;
}

/**
 * Asks every question without a chat model, once as it is and once without the passages that answer it, and looks for
 * the set's answers in what is quoted.
 * @throws UserError where the questions come without answers
 */
export async function evaluateQuotes(
  config: Config,
  set: RetrievalSet,
  options: EvaluationOptions = {},
): Promise<QuoteFigures> {
  const { documents, queries } = readRetrievalSet(set);
  const answerable = queries.filter(({ answers }) => answers.length > 0);
  if (answerable.length === 0)
    throw new UserError(`No question in ${set.queries} has a list of texts under "answers".`);
  const corpus = await indexCorpus(config, documents, options);
  try {
    const asked: { answer: Answer; answers: readonly string[] }[] = [];
    const without: Answer[] = [];
    for (const { text, relevant, answers } of answerable) {
      options.signal?.throwIfAborted();
      asked.push({ answer: await corpus.answer(text, []), answers });
      without.push(await corpus.answer(text, [...relevant]));
    }
    const found = asked.map(({ answer, answers }) =>
      answer.citations.map(({ quote }) => holds(quote, answers)),
    );
    const quoted = asked.filter(({ answer }) => answer.citations.length > 0);
    return {
      queries: answerable.length,
      documents: documents.length,
      embedder: corpus.report.embedder,
      inFirst: shareOf(found.map(([first = false]) => first)),
      inAny: shareOf(found.map((each) => each.includes(true))),
      silent: shareOf(asked.map(({ answer }) => answer.kind === 'no-evidence')),
      words: mean(
        quoted.map(({ answer }) => wordsOf(answer.citations.map(({ quote }) => quote).join(' ')).length),
      ),
      refused: shareOf(without.map(({ kind }) => kind === 'no-evidence')),
      fooled: shareOf(without.map(({ kind }) => kind === 'answered')),
    };
  } finally {
    await corpus.close();
  }
}

/** Compared as words, so that neither case nor punctuation count. */
function holds(quote: string, answers: readonly string[]): boolean {
  const words = ` ${wordsOf(quote).join(' ')} `;
  return answers.some((answer) => words.includes(` ${wordsOf(answer).join(' ')} `));
}
