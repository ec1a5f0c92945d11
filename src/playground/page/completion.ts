import type { OfferedOnPage } from '../actions.ts';
import type { Context } from './context.ts';

/** How long nobody types before the bot is asked, in milliseconds. */
const PAUSE = 200;

let waiting: ReturnType<typeof setTimeout> | undefined;

/** Asks the bot, after a pause in typing, what the focused option could become. */
export function completeSoon(
  fields: { readonly command: string; readonly options: Record<string, string>; readonly focused: string },
  context: Context,
  onChoices: (choices: readonly OfferedOnPage[]) => void,
): void {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    void context.act({ do: 'complete', ...fields }).then((result) => {
      if (result.ok) onChoices(result.choices ?? []);
    });
  }, PAUSE);
}
