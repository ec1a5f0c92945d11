import type { Article } from '../domain/article.ts';
import type { Passage } from '../domain/passage.ts';
import type { Library } from '../library/library.ts';
import type { Generation } from '../search-index/generation.ts';
import { instructionScore } from '../text/instructions.ts';
import { contentWords } from '../text/stop-words.ts';
import { wordsOf } from '../text/words.ts';
import { areNearCopies, shinglesOf } from './near-copies.ts';
import type { ScoredPassage } from './score.ts';
import type { UnderstoodQuestion } from './understand.ts';

/** A passage that may be shown: its article is live and says today what the index says. */
export interface RetrievedPassage {
  /** Two passages that follow each other are one here, with the number of the first. */
  readonly passage: Passage;
  readonly article: Article;
  /** Of the better one, where two were joined; `sentences` are those of both. */
  readonly scores: ScoredPassage;
}

/** Why a candidate is not among the passages that may be shown. */
export type DropReason =
  /** Its article is no longer in the library, or says something else today. */
  | 'gone'
  /** Almost the same words as a passage before it. */
  | 'near-copy'
  /** Its article has its share already. */
  | 'enough-of-article'
  /** There are as many as are read; everything further down. */
  | 'enough-passages'
  /** Nothing of the question is in it. */
  | 'nothing-in-common';

export interface Selection {
  /** Best first. */
  readonly passages: readonly RetrievedPassage[];
  /** By the passage's number; a passage that was joined to its neighbour is not dropped. */
  readonly dropped: ReadonlyMap<number, DropReason>;
}

const MOST_PASSAGES = 8;
const MOST_PER_ARTICLE = 3;

/** Ranked passages that are looked at; the rest of the ranking is never needed. */
const LOOKED_AT = 40;

/**
 * The best passages: near copies once, at most three of an article unless the question names it, neighbours joined. What
 * the library no longer holds in this form is left out here, at answer time, so that no index which lags behind or was
 * rolled back can bring it back.
 */
export function selectPassages(
  question: UnderstoodQuestion,
  ranked: readonly ScoredPassage[],
  generation: Generation,
  library: Library,
): Selection {
  // What shares nothing with the question is near to it by nothing but chance.
  const related = ranked.filter(({ lexical, meaning }) => lexical > 0 || meaning !== null);
  const looked = related.slice(0, LOOKED_AT);
  const passages = generation.passages(looked.map(({ id }) => id));
  const articles = library.articles(new Set(looked.map(({ articleId }) => articleId)));
  const asked = new Set(question.content);

  const selected: RetrievedPassage[] = [];
  const perArticle = new Map<string, number>();
  const shingles: Set<number>[] = [];
  const dropped = new Map<number, DropReason>(ranked.map(({ id }) => [id, 'nothing-in-common']));
  for (const { id } of related) dropped.set(id, 'enough-passages');
  for (const scores of looked) {
    if (selected.length === MOST_PASSAGES) break;
    const passage = passages.get(scores.id);
    const article = articles.get(scores.articleId);
    if (passage === undefined || article === undefined || !isCurrent(passage, article)) {
      dropped.set(scores.id, 'gone');
      continue;
    }
    const count = perArticle.get(article.id) ?? 0;
    const most = isNamed(article, asked) ? MOST_PASSAGES : MOST_PER_ARTICLE;
    const own = shinglesOf(passage.text);
    if (count >= most || shingles.some((other) => areNearCopies(own, other))) {
      dropped.set(scores.id, count >= most ? 'enough-of-article' : 'near-copy');
      continue;
    }
    perArticle.set(article.id, count + 1);
    shingles.push(own);
    selected.push({ passage, article, scores });
    dropped.delete(scores.id);
  }
  return { passages: joinNeighbours(selected), dropped };
}

function isCurrent(passage: Passage, article: Article): boolean {
  return (
    passage.revision === article.revision && article.text.slice(passage.start, passage.end) === passage.text
  );
}

/** True where the question says the article's title. */
function isNamed({ title, language }: Article, asked: ReadonlySet<string>): boolean {
  const words = contentWords(wordsOf(title), language);
  return words.length >= 2 && words.every((word) => asked.has(word));
}

/** A passage takes up the one that follows it in its article, so that what goes on is read as one; two at most. */
function joinNeighbours(selected: readonly RetrievedPassage[]): RetrievedPassage[] {
  const joined: RetrievedPassage[] = [];
  const taken = new Set<RetrievedPassage>();
  for (const one of selected) {
    if (taken.has(one)) continue;
    taken.add(one);
    const other = selected.find(
      (candidate) =>
        !taken.has(candidate) &&
        candidate.article.id === one.article.id &&
        Math.abs(candidate.passage.ordinal - one.passage.ordinal) === 1,
    );
    if (other === undefined) {
      joined.push(one);
      continue;
    }
    taken.add(other);
    joined.push(join(one, other));
  }
  return joined;
}

function join(better: RetrievedPassage, other: RetrievedPassage): RetrievedPassage {
  const { article, scores } = better;
  const [first, second] = better.passage.ordinal < other.passage.ordinal ? [better, other] : [other, better];
  const { start } = first.passage;
  const { end } = second.passage;
  const sentences =
    first.scores.sentences === null || second.scores.sentences === null
      ? null
      : [...first.scores.sentences, ...second.scores.sentences];
  const text = article.text.slice(start, end);
  return {
    article,
    // What takes two sentences to say to a model may stand on both sides of the border.
    passage: { ...first.passage, end, text, instructionScore: instructionScore(text) },
    scores: { ...scores, sentences },
  };
}
