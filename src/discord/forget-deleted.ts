import type { BotContext } from './bot-context.ts';

/**
 * A message was deleted. Where it showed an answer that is being written, the work stops; where it asked for one, the
 * answer says that it was stopped, if something is shown already.
 */
export function forgetDeleted(messageId: string, { store, running }: BotContext): void {
  const shown = store.byMessage(messageId);
  if (shown !== undefined) {
    running.stop(shown.id, 'gone');
    store.forgetMessage(messageId);
    return;
  }
  const asked = store.get(messageId);
  if (asked !== undefined) running.stop(asked.id, asked.messages.length > 0 ? 'asker' : 'gone');
}
