import type { Explanation, ExplainedPassage, LegPlace } from '../retrieval/explain.ts';
import type { DropReason } from '../retrieval/select.ts';
import { visibleLine } from './visible.ts';

const DROPPED: Readonly<Record<DropReason, string>> = {
  gone: 'no longer in the library in this form',
  'near-copy': 'almost the same as one above',
  'enough-of-article': 'its article has three already',
  'enough-passages': 'enough passages above',
  'nothing-in-common': 'nothing in common with the question',
};

/** A table for the operator: how the candidates stand on each leg, and what the gate saw. */
export function renderExplanation(explanation: Explanation): string {
  const { features, gate, weights } = explanation;
  const rows = explanation.passages.map(row);
  const widths = HEAD.map((name, column) =>
    Math.max(name.length, ...rows.map((cells) => cells[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) =>
        column < NUMBERS ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd();
  return `${[
    `Question in ${explanation.language}, searched for: ${explanation.content.map(visibleLine).join(', ')}`,
    `${String(explanation.candidates)} candidates; weights: ${named(weights)}; reranker: ${explanation.reranking}`,
    '',
    line(HEAD),
    ...rows.map(line),
    '',
    `Gate: ${explanation.verdict}, log-odds ${explanation.evidence.toFixed(2)}`,
    ...(features === null ? [] : [`  ${named({ ...features, ...features.meaning, meaning: null })}`]),
    ...(gate === null ? [] : [`  weighed: ${named(gate)}`]),
  ].join('\n')}\n`;
}

const HEAD = ['rank', 'score', 'stems', '4-grams', 'meaning', 'sentence', 'reranker', 'share', 'passage'];
/** Columns of numbers, set to the right. */
const NUMBERS = HEAD.length - 1;

function row(passage: ExplainedPassage): string[] {
  const title = visibleLine(passage.title ?? passage.articleId).slice(0, 60);
  const fate = passage.dropped === null ? '' : ` – dropped: ${DROPPED[passage.dropped]}`;
  return [
    String(passage.rank),
    passage.score.toFixed(3),
    ...[passage.stems, passage.grams, passage.meaning, passage.bestSentence, passage.reranker].map(place),
    passage.coverage.toFixed(2),
    `${title} (${passage.language})${fate}`,
  ];
}

/** "12.4 #3" */
function place(leg: LegPlace | null): string {
  return leg === null ? '–' : `${leg.score.toFixed(1)} #${String(leg.rank)}`;
}

function named(numbers: object): string {
  return Object.entries(numbers)
    .filter((entry): entry is [string, number] => typeof entry[1] === 'number')
    .map(([name, value]) => `${name} ${String(Math.round(value * 1000) / 1000)}`)
    .join(', ');
}
