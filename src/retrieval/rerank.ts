import { messageOf } from '../errors.ts';
import type { Generation } from '../search-index/generation.ts';
import type { ScoredPassage } from './score.ts';
import { RERANKED } from './weights.ts';

/** A cross-encoder and the milliseconds it may take. */
export interface RerankingPart {
  readonly reranker: {
    readonly id: string;
    readonly scores: (
      question: string,
      passages: readonly string[],
      signal?: AbortSignal,
    ) => Promise<number[]>;
  };
  readonly budgetMs: number;
}

/** What became of it. Only `reranked` changed the order. */
export type Reranking =
  | { readonly outcome: 'none' }
  /** One passage is ahead of all others by so much that nothing would change. */
  | { readonly outcome: 'far-ahead' }
  | { readonly outcome: 'reranked'; readonly scores: ReadonlyMap<number, number>; readonly ms: number }
  | { readonly outcome: 'late'; readonly budgetMs: number }
  | { readonly outcome: 'failed'; readonly detail: string };

/**
 * Puts the first candidates in the order of a cross-encoder's scores; whoever is below stays below. Where there is no
 * cross-encoder, or it is late or fails, the order stays as it was: it may help, and cannot harm.
 * @throws the signal's reason when it fires
 */
export async function rerank(
  question: string,
  ranked: readonly ScoredPassage[],
  generation: Pick<Generation, 'passages'>,
  part: RerankingPart | null,
  signal?: AbortSignal,
): Promise<{ ranked: readonly ScoredPassage[]; reranking: Reranking }> {
  if (part === null || ranked.length < 2) return { ranked, reranking: { outcome: 'none' } };
  if (isFarAhead(ranked)) return { ranked, reranking: { outcome: 'far-ahead' } };
  const texts = generation.passages(ranked.slice(0, RERANKED.candidates).map(({ id }) => id));
  const first = ranked.slice(0, RERANKED.candidates).filter(({ id }) => texts.has(id));
  const started = performance.now();
  const timeout = AbortSignal.timeout(part.budgetMs);
  try {
    const values = await part.reranker.scores(
      question,
      first.map(({ id }) => texts.get(id)?.text ?? ''),
      signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
    );
    const scores = new Map(first.map(({ id }, index) => [id, values[index] ?? Number.NEGATIVE_INFINITY]));
    const rest = ranked.filter(({ id }) => !scores.has(id));
    const order = [...first].sort((a, b) => (scores.get(b.id) ?? 0) - (scores.get(a.id) ?? 0));
    return {
      ranked: [...order, ...rest],
      reranking: { outcome: 'reranked', scores, ms: performance.now() - started },
    };
  } catch (error) {
    signal?.throwIfAborted();
    if (timeout.aborted) return { ranked, reranking: { outcome: 'late', budgetMs: part.budgetMs } };
    return { ranked, reranking: { outcome: 'failed', detail: messageOf(error) } };
  }
}

/** Against the best passage of another article: neighbours of the first are no rivals. */
export function isFarAhead([first, ...others]: readonly ScoredPassage[]): boolean {
  const rival = others.find(({ articleId }) => articleId !== first?.articleId);
  return first !== undefined && rival !== undefined && first.score >= RERANKED.farAhead * rival.score;
}
