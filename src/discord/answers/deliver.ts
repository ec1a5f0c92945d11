import { phrases } from '../../i18n/phrases.ts';
import type { BotContext } from '../bot-context.ts';
import { isTransient, persistently } from '../persistently.ts';
import { isExpired, isGone } from '../tell-error.ts';
import { endingViews } from '../views/ending.ts';
import { fitMessages } from '../views/fit-messages.ts';
import { headedMessages } from '../views/heading.ts';
import { oneLine, plainText } from '../views/markdown.ts';
import type { AnswerPlace } from './answer-place.ts';
import { type AnswerRecord, isPrivate } from './answer-record.ts';

/** Pauses before trying again what Discord failed to do, in milliseconds: for two minutes. */
const PAUSES = [1000, 2000, 4000, 8000, 16_000, 32_000, 60_000];

/** Most characters of the question that an answer was interrupted in. */
const MOST_QUESTION = 300;

/** How a question ends. */
export type Ending = Required<Pick<AnswerRecord, 'ending' | 'texts'>> &
  Pick<AnswerRecord, 'receipts'> &
  Partial<Pick<AnswerRecord, 'frame'>>;

/**
 * Shows how a question ends, and settles it. What is to be shown is remembered first, so that another process can
 * finish it. Where Discord fails for minutes it is left to the next start. Never throws.
 */
export async function deliver(place: AnswerPlace, ending: Ending, context: BotContext): Promise<void> {
  const record = { ...place.record, ...ending };
  const words = phrases(record.frame ?? 'en');
  const texts = fitMessages(headedMessages(record, record.texts), place.mostMessages, words);
  place.remember({ ...ending, texts, phase: 'delivering' });
  await finishDelivery(place, context);
}

/** Shows what is left of an ending that is remembered. Never throws. */
export async function finishDelivery(place: AnswerPlace, { clock, log }: BotContext): Promise<void> {
  try {
    await persistently(clock, PAUSES, async () => {
      // Whoever pressed “Ask again” has seen this ending already, even where Discord did not say so.
      if (!place.isTakenOver()) await place.showAll(endingViews(place.record));
    });
  } catch (error) {
    if (isTransient(error)) {
      log.error({ err: error }, 'an answer could not be shown; the next start will try again');
      return;
    }
    if (isExpired(error)) await tellInDirect(place, log);
    else if (isGone(error)) log.warn({ err: error }, 'nobody can see an answer any more');
    else {
      log.error({ err: error }, 'Discord refused an answer');
      await apologise(place, log);
    }
  }
  settle(place);
}

/** Nothing more will be shown; what only showing needs is forgotten. */
export function settle(place: AnswerPlace): void {
  const { origin, texts } = place.record;
  place.remember({
    phase: 'done',
    // A private answer can still be shared.
    texts: isPrivate(place.record) ? texts : [],
    ...(origin.kind === 'interaction' && { origin: { ...origin, token: '' } }),
  });
}

/**
 * The interaction of an answer has expired while nobody could show it, as when the bot was down for 15 minutes, and it
 * is not for others to read: the asker is told in a direct message.
 */
async function tellInDirect(place: AnswerPlace, log: BotContext['log']): Promise<void> {
  const { question, frame } = place.record;
  const shown = plainText(oneLine(question, MOST_QUESTION));
  try {
    await place.tellInDirect(phrases(frame ?? 'en').interruptedElsewhere(shown));
  } catch (error) {
    log.warn({ err: error }, 'nobody can see an answer any more');
  }
}

async function apologise(place: AnswerPlace, log: BotContext['log']): Promise<void> {
  const content = phrases(place.record.frame ?? 'en').somethingWentWrong;
  try {
    await place.show({ content, rows: [] });
  } catch (error) {
    log.error({ err: error }, 'an error could not be told');
  }
}
