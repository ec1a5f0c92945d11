import type { NearbyArticle } from '../../domain/answer.ts';
import type { Phrases } from '../../i18n/phrases.ts';
import { link, oneLine, plainText } from './markdown.ts';

const MOST_TITLE = 200;
const MOST_OUTLET = 80;

/** An article in one line: its title as a link where its address allows that, its outlet and day; pure. */
export function described(
  { title, url, outlet, publishedAt }: Pick<NearbyArticle, 'title' | 'url' | 'outlet' | 'publishedAt'>,
  words: Phrases,
): string {
  const from = [
    outlet === null ? '' : plainText(oneLine(outlet, MOST_OUTLET)),
    publishedAt === null ? '' : plainText(oneLine(words.date(publishedAt), MOST_OUTLET)),
  ];
  return [link(oneLine(title, MOST_TITLE), url), from.filter((part) => part !== '').join(', ')]
    .filter((part) => part !== '')
    .join(' – ');
}
