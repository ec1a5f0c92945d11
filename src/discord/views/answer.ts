import type { Answer, Citation } from '../../domain/answer.ts';
import { type Phrases, phrases } from '../../i18n/phrases.ts';
import { described } from './described.ts';
import { modelText, oneLine, plainText, visible } from './markdown.ts';
import { MOST_ADDRESS } from '../message-options.ts';
import { MOST_CONTENT, splitMessage } from './split-message.ts';

/** An answer as Discord shows it; pure, so that any title, text or address can be tried on it. */

/** Most characters of one message of an answer: who asked may have to be named before it. */
export const MOST_TEXT = MOST_CONTENT - MOST_ADDRESS;

/** Outlets may have long names. */
const MOST_SEARCHED = 400;

/** The messages of a finished answer, each within Discord's length: text, notices, then what it rests on. */
export function answerMessages(answer: Answer): string[] {
  const words = phrases(answer.frame);
  const text = answer.form === 'generated' ? modelText(answer.text) : plainText(visible(answer.text));
  const notices = answer.notices.map((notice) => `-# ${plainText(words.notice(notice))}`);
  const nearby = answer.nearby.map((article) => `- ${described(article, words)}`);
  const blocks = [
    text,
    notices.join('\n'),
    titled(words.sources, sourceLines(answer.citations, words)),
    titled(words.nearestArticles, nearby),
    answer.searched === null
      ? ''
      : `-# ${plainText(oneLine(words.searched(answer.searched), MOST_SEARCHED))}`,
  ];
  return splitMessage(blocks.filter((block) => block.trim() !== '').join('\n\n'), MOST_TEXT);
}

/**
 * One message while an answer is being written: the draft as far as it fits, below it what is being done.
 * @param stage a sentence, empty where there is none
 * @param heading stands above it; short, and safe to show
 */
export function draftMessage(draft: string, stage: string, words: Phrases, heading = ''): string {
  const doing = stage === '' ? '' : `-# ${plainText(stage)}`;
  const room = MOST_TEXT - heading.length - doing.length - words.omitted.length - 3;
  const [shown = '', ...more] = draft.trim() === '' ? [] : splitMessage(modelText(draft), room);
  return [heading, more.length > 0 ? `${shown} ${words.omitted}` : shown, doing]
    .filter((line) => line !== '')
    .join('\n');
}

function titled(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : [`**${title}**`, ...lines].join('\n');
}

/** One line an article, with the numbers of all its citations. */
function sourceLines(citations: readonly Citation[], words: Phrases): string[] {
  const byArticle = new Map<string, { citation: Citation; numbers: string }>();
  const warnings = new Map<string, Set<string>>();
  for (const citation of citations) {
    const known = byArticle.get(citation.articleId);
    const told = warnings.get(citation.articleId) ?? new Set();
    for (const mark of citation.marks ?? []) told.add(words.mark(mark));
    warnings.set(citation.articleId, told);
    byArticle.set(citation.articleId, {
      citation: known?.citation ?? citation,
      numbers: `${known?.numbers ?? ''}[${String(citation.n)}]`,
    });
  }
  return [...byArticle.values()].map(({ citation, numbers }) =>
    [`${numbers} ${described(citation, words)}`, ...(warnings.get(citation.articleId) ?? [])].join(' · ⚠ '),
  );
}
