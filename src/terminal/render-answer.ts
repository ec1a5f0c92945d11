import type { Answer, Citation, NearbyArticle } from '../domain/answer.ts';
import { type Phrases, phrases } from '../i18n/phrases.ts';
import { visible, visibleLine } from './visible.ts';

/** How parts of an answer are set off; the identity where the output is no terminal. */
export interface Style {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
}

export const PLAIN: Style = { bold: (text) => text, dim: (text) => text };

/** An answer as the terminal shows it: text, notices, then the sources with what to check them by. */
export function renderAnswer(answer: Answer, style: Style = PLAIN): string {
  const words = phrases(answer.frame);
  const blocks = [visible(answer.text)];
  const notices = answer.notices.map((notice) => style.dim(words.notice(notice)));
  if (notices.length > 0) blocks.push(notices.join('\n'));
  if (answer.citations.length > 0) {
    blocks.push([style.bold(words.sources), ...renderSources(answer, words, style)].join('\n'));
  }
  if (answer.nearby.length > 0) {
    const lines = answer.nearby.map(
      (article) => `- ${describe(article, words)}\n  ${style.dim(placeOf(article))}`,
    );
    blocks.push([style.bold(words.nearestArticles), ...lines].join('\n'));
  }
  if (answer.searched !== null) blocks.push(style.dim(visibleLine(words.searched(answer.searched))));
  return `${blocks.join('\n\n')}\n`;
}

/** One entry an article; where a model wrote the text, with the slices that it rests on. */
function renderSources({ citations, form }: Answer, words: Phrases, style: Style): string[] {
  const byArticle = new Map<string, Citation[]>();
  for (const citation of citations) {
    byArticle.set(citation.articleId, [...(byArticle.get(citation.articleId) ?? []), citation]);
  }
  return [...byArticle.values()].map((group) => {
    const numbers = group.map(({ n }) => `[${String(n)}]`).join('');
    const quotes =
      form === 'generated' ? group.map(({ n, quote }) => `\n    ${String(n)}: “${visibleLine(quote)}”`) : [];
    const [first] = group;
    if (first === undefined) return '';
    const marks = marksOf(group, words).map((warning) => `\n    ! ${warning}`);
    return `${numbers} ${describe(first, words)}\n    ${style.dim(placeOf(first))}${marks.join('')}${quotes.join('')}`;
  });
}

function marksOf(citations: readonly Citation[], words: Phrases): string[] {
  return [...new Set(citations.flatMap(({ marks }) => marks ?? []))].map(words.mark);
}

function describe({ title, outlet, publishedAt }: NearbyArticle, words: Phrases): string {
  const from = [
    outlet === null ? null : visibleLine(outlet),
    publishedAt === null ? null : visibleLine(words.date(publishedAt)),
  ];
  return [visibleLine(title), from.filter((part) => part !== null).join(', ')]
    .filter((part) => part !== '')
    .join(' — ');
}

function placeOf({ url, locator }: NearbyArticle): string {
  return visibleLine(url ?? locator);
}
