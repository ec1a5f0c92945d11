import type { EmbeddingsInterface } from '@langchain/core/embeddings';
import { collectCandidates, type Candidates } from '../retrieval/candidates.ts';
import { rank } from '../retrieval/retrieve.ts';
import { understand } from '../retrieval/understand.ts';
import { ExactIndex } from '../search-index/exact.ts';
import type { Generation } from '../search-index/generation.ts';
import type { ScoringRow } from '../search-index/passage-reader.ts';
import type { Neighbour, VectorIndex } from '../search-index/vector-index.ts';
import { mean } from './metrics.ts';

/**
 * What the choice of candidates loses: the ten best among the candidates' legs, compared with the ten best when every
 * passage of the collection is scored by the product's own scoring.
 */

export const BEST = 10;

/** Shares, 0 to 1, means over the questions. */
export interface CandidateShares {
  readonly questions: number;
  /** Of the ten best, how many any leg has found. */
  readonly union: number;
  /** How many each leg has found, and how many nobody else has. */
  readonly legs: Readonly<Record<Leg, { readonly found: number; readonly alone: number }>>;
  /** Of the ten nearest vectors, how many the approximate index gives; null where the embedder knows only spelling. */
  readonly vectorRecall: number | null;
  /** Candidates of all legs together, a mean. */
  readonly candidates: number;
}

export const LEGS = ['byWords', 'byVectors'] as const;
export type Leg = (typeof LEGS)[number];

export interface Measured {
  readonly generation: Generation;
  readonly vectors: VectorIndex;
  readonly embeddings: EmbeddingsInterface;
}

/** Holds every passage of a collection in memory, to score all of them for each question. */
export class ExhaustiveSearch {
  readonly #measured: Measured;
  readonly #rows = new Map<number, ScoringRow>();
  readonly #exact: ExactIndex;

  constructor(measured: Measured) {
    const { generation } = measured;
    this.#measured = measured;
    this.#exact = new ExactIndex(generation.fingerprint.embedder.dimensions);
    const ids = generation.passageIds();
    for (let start = 0; start < ids.length; start += 1000) {
      const some = ids.slice(start, start + 1000);
      for (const row of generation.scoringRows(some)) this.#rows.set(row.id, row);
      for (const [id, vector] of generation.vectors(some)) this.#exact.add(id, vector);
    }
  }

  /** Asks each question as the product does and exhaustively, and compares. */
  async compare(questions: readonly string[]): Promise<CandidateShares> {
    const results: Result[] = [];
    for (const text of questions) results.push(await this.#ask(text));
    const recalls = results.flatMap(({ vectorRecall }) => vectorRecall ?? []);
    const share = (holds: (candidates: Candidates, id: number) => boolean): number =>
      mean(
        results.map(
          ({ best, candidates }) =>
            best.filter((id) => holds(candidates, id)).length / Math.max(1, best.length),
        ),
      );
    const legs = LEGS.map((leg) => {
      const others = LEGS.filter((other) => other !== leg);
      const found = share((candidates, id) => idsOf(candidates, leg).has(id));
      const alone = share(
        (candidates, id) =>
          idsOf(candidates, leg).has(id) && !others.some((other) => idsOf(candidates, other).has(id)),
      );
      return [leg, { found, alone }] as const;
    });
    return {
      questions: questions.length,
      union: share(({ ids }, id) => ids.includes(id)),
      legs: Object.fromEntries(legs) as CandidateShares['legs'],
      vectorRecall: recalls.length === 0 ? null : mean(recalls),
      candidates: mean(results.map(({ candidates }) => candidates.ids.length)),
    };
  }

  async #ask(text: string): Promise<Result> {
    const { generation, vectors, embeddings } = this.#measured;
    // The product's own ranking, given every passage as a candidate, from memory instead of from the disk.
    const remembering = new Proxy(generation, {
      get: (target, key) => {
        if (key === 'scoringRows') return () => [...this.#rows.values()];
        const value: unknown = Reflect.get(target, key, target);
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      },
    });
    const all = { byWords: [], byVectors: [], ids: [...this.#rows.keys()] };
    const searched = { generation: remembering, vectors, embeddings };
    const { ranked } = await rank(understand({ text }), searched, () => all);

    const asked: Candidates[] = [];
    const sought: (Float32Array | null)[] = [];
    await rank(understand({ text }), { generation, vectors, embeddings }, (question, vector, ...where) => {
      sought.push(vector);
      const candidates = collectCandidates(question, vector, ...where);
      asked.push(candidates);
      return candidates;
    });
    const [vector = null] = sought;
    return {
      best: ranked.slice(0, BEST).map(({ id }) => id),
      candidates: together(asked),
      vectorRecall: vector === null ? null : this.#recallOf(vector, asked[0]?.byVectors ?? []),
    };
  }

  #recallOf(vector: Float32Array, found: readonly Neighbour[]): number {
    const first = new Set(found.slice(0, BEST).map(({ id }) => id));
    const nearest = this.#exact.search(vector, BEST);
    return nearest.filter(({ id }) => first.has(id)).length / Math.max(1, nearest.length);
  }
}

interface Result {
  /** Ids of the ten best of all passages. */
  readonly best: number[];
  /** What the product would have scored. */
  readonly candidates: Candidates;
  readonly vectorRecall: number | null;
}

/** What was collected for a question, and again once its spelling was corrected. */
function together(collected: readonly Candidates[]): Candidates {
  return {
    ids: [...new Set(collected.flatMap(({ ids }) => ids))],
    byWords: collected.flatMap(({ byWords }) => byWords),
    byVectors: collected.flatMap(({ byVectors }) => byVectors),
  };
}

const legIds = new WeakMap<Candidates, Record<Leg, ReadonlySet<number>>>();

function idsOf(candidates: Candidates, leg: Leg): ReadonlySet<number> {
  let known = legIds.get(candidates);
  if (known === undefined) {
    known = {
      byWords: new Set(candidates.byWords),
      byVectors: new Set(candidates.byVectors.map(({ id }) => id)),
    };
    legIds.set(candidates, known);
  }
  return known[leg];
}
