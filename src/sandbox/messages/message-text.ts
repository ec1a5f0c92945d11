import { displayedTexts } from '../components/walk.ts';
import type { Message } from '../state.ts';
import { embedTexts } from './check-embeds.ts';

/** Everything that a person reads in a message: its content, its embeds, and the texts of its components. */
export function messageText({
  content,
  embeds,
  components,
}: Pick<Message, 'content' | 'embeds' | 'components'>): string {
  return [content, ...embeds.flatMap(embedTexts), ...displayedTexts(components)]
    .filter((text) => text !== '')
    .join('\n');
}
