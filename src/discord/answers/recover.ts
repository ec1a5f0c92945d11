import { type BotContext, placeTools, wordsFor } from '../bot-context.ts';
import { AnswerPlace } from './answer-place.ts';
import { stopped } from './answer-question.ts';
import type { AnswerRecord } from './answer-record.ts';
import { KEPT_FOR } from './answer-store.ts';
import { deliver, finishDelivery } from './deliver.ts';

/**
 * Settles what a process before this one has left behind when it was killed: an answer that was found is shown to its
 * end, every other question is told that it was interrupted. Never throws.
 */
export async function recover(context: BotContext): Promise<void> {
  const { store, clock, log } = context;
  store.prune(clock.now() - KEPT_FOR);
  const left = store.unsettled();
  if (left.length > 0) log.info({ answers: left.length }, 'settling what was interrupted');
  await Promise.all(left.map((record) => settleLeft(record, context)));
}

async function settleLeft(record: AnswerRecord, context: BotContext): Promise<void> {
  const place = new AnswerPlace(record, placeTools(context), { resumed: true });
  if (record.phase === 'delivering') {
    await finishDelivery(place, context);
    return;
  }
  const words = wordsFor(record.question, record.frame);
  await deliver(place, stopped(words.interrupted, words), context);
}
