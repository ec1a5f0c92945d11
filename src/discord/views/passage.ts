import type { Phrases } from '../../i18n/phrases.ts';
import type { OpenedPassage } from '../../newshound.ts';
import { described } from './described.ts';
import { plainText, visible } from './markdown.ts';
import { MOST_CONTENT, splitMessage } from './split-message.ts';

/** Everything below it is a quote. Source: the client's markdown. */
const QUOTE = '>>> ';

/** One message with a passage as the article has it, below its number, title, outlet and date; pure. */
export function passageMessage(
  n: number,
  { text, article, isCurrent }: OpenedPassage,
  words: Phrases,
): string {
  const head = `[${String(n)}] ${described(article, words)}`;
  const notice = isCurrent ? '' : `-# ${plainText(words.passageChanged)}\n`;
  const room = MOST_CONTENT - head.length - notice.length - QUOTE.length - words.omitted.length - 2;
  const [shown = '', ...more] = splitMessage(plainText(visible(text)), room);
  return `${head}\n${notice}${QUOTE}${more.length > 0 ? `${shown} ${words.omitted}` : shown}`;
}
