import type { Phrases } from '../../i18n/phrases.ts';
import { plainText } from './markdown.ts';
import { MOST_CONTENT, splitMessage } from './split-message.ts';

/**
 * As many messages as may be shown; where there are more, the last one ends with a whole sentence and says where to
 * read the rest. Pure.
 * @param most at least 1
 */
export function fitMessages(texts: readonly string[], most: number, words: Phrases): string[] {
  if (texts.length <= most) return [...texts];
  const notice = `-# ${plainText(words.restLeftOut)}`;
  const [last = ''] = splitMessage(texts[most - 1] ?? '', MOST_CONTENT - notice.length - 2);
  return [...texts.slice(0, most - 1), `${last}\n\n${notice}`];
}
