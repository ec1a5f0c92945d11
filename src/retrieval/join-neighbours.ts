import { instructionScore } from '../text/instructions.ts';
import { pointsBack } from '../text/points-back.ts';
import type { RetrievedPassage } from './select.ts';

/**
 * A passage takes up its neighbour in the article where both are hits and one goes on from the other, so that they are
 * read as one; two at most. It goes on within a paragraph, and where it begins by pointing back: "However, it …".
 * @param selected best first
 */
export function joinNeighbours(selected: readonly RetrievedPassage[]): RetrievedPassage[] {
  const joined: RetrievedPassage[] = [];
  const taken = new Set<RetrievedPassage>();
  for (const one of selected) {
    if (taken.has(one)) continue;
    taken.add(one);
    const other = selected.find((candidate) => !taken.has(candidate) && goOn(one, candidate));
    if (other === undefined) {
      joined.push(one);
      continue;
    }
    taken.add(other);
    joined.push(join(one, other));
  }
  return joined;
}

function goOn(a: RetrievedPassage, b: RetrievedPassage): boolean {
  if (a.article.id !== b.article.id || Math.abs(a.passage.ordinal - b.passage.ordinal) !== 1) return false;
  const [first, second] = inOrder(a, b);
  const between = a.article.text.slice(first.passage.end, second.passage.start);
  return !between.includes('\n') || pointsBack(second.passage.text);
}

function inOrder(a: RetrievedPassage, b: RetrievedPassage): [RetrievedPassage, RetrievedPassage] {
  return a.passage.ordinal < b.passage.ordinal ? [a, b] : [b, a];
}

function join(better: RetrievedPassage, other: RetrievedPassage): RetrievedPassage {
  const { article, scores } = better;
  const [first, second] = inOrder(better, other);
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
