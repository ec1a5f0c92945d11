import { Document } from '@langchain/core/documents';
import { BaseRetriever, type BaseRetrieverInput } from '@langchain/core/retrievers';
import type { Newshound } from './newshound.ts';
import type { Verdict } from './retrieval/gate.ts';
import type { RetrievedPassage } from './retrieval/select.ts';

/** What a document of `NewshoundRetriever` carries beside its text. */
export interface PassageMetadata {
  readonly articleId: string;
  readonly title: string;
  readonly authors: readonly string[];
  readonly outlet: string | null;
  readonly url: string | null;
  /** Where the article was found. */
  readonly source: string;
  readonly language: string;
  readonly publishedAt: string | null;
  readonly modifiedAt: string | null;
  /** Slice of the article's text, in UTF-16 code units. */
  readonly start: number;
  readonly end: number;
  /** From 1. */
  readonly rank: number;
  /** The sum that ranks, and what it is made of. */
  readonly score: number;
  readonly scores: RetrievedPassage['scores'];
  /** Whether the passages found can answer the question; the same for all of them. */
  readonly verdict: Verdict;
}

export interface NewshoundRetrieverInput extends BaseRetrieverInput {
  /** Prepared (`await newshound.prepare()`); whoever opened it closes it. */
  readonly newshound: Pick<Newshound, 'search'>;
  /** Most documents, 8 at most; all that were found where absent. */
  readonly k?: number;
  /** True to return nothing where the evidence gate says that nothing found can answer. */
  readonly onlyEvidence?: boolean;
}

/** Newshound's search as a LangChain retriever: one document a passage, best first. */
export class NewshoundRetriever extends BaseRetriever<PassageMetadata> {
  static override lc_name(): string {
    return 'NewshoundRetriever';
  }

  override lc_namespace = ['newshound', 'retrievers'];
  readonly #newshound: Pick<Newshound, 'search'>;
  readonly #k: number;
  readonly #onlyEvidence: boolean;

  constructor(input: NewshoundRetrieverInput) {
    super(input);
    this.#newshound = input.newshound;
    this.#k = input.k ?? Number.POSITIVE_INFINITY;
    this.#onlyEvidence = input.onlyEvidence ?? false;
  }

  override async _getRelevantDocuments(query: string): Promise<Document<PassageMetadata>[]> {
    const { passages, verdict } = await this.#newshound.search(query);
    if (this.#onlyEvidence && verdict === 'none') return [];
    return passages.slice(0, this.#k).map((passage, index) => documentOf(passage, index + 1, verdict));
  }
}

function documentOf(
  { passage, article, scores }: RetrievedPassage,
  rank: number,
  verdict: Verdict,
): Document<PassageMetadata> {
  const { id, locator, title, authors, outlet, url, publishedAt, modifiedAt } = article;
  const { start, end, language } = passage;
  return new Document({
    id: `${id}:${String(start)}-${String(end)}`,
    pageContent: passage.text,
    metadata: {
      articleId: id,
      title,
      authors,
      outlet,
      url,
      source: locator,
      language,
      publishedAt,
      modifiedAt,
      start,
      end,
      rank,
      score: scores.score,
      scores,
      verdict,
    },
  });
}
