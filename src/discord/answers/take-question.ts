import { DiscordAPIError, RESTJSONErrorCodes } from 'discord.js';
import type { Phrases } from '../../i18n/phrases.ts';
import { type BotContext, placeTools } from '../bot-context.ts';
import { persistently } from '../persistently.ts';
import { isGone } from '../tell-error.ts';
import { answerQuestion } from './answer-question.ts';
import { AnswerPlace } from './answer-place.ts';
import type { AnswerRecord } from './answer-record.ts';
import { deliver, settle } from './deliver.ts';
import type { Admission } from './question-queue.ts';

/** Pauses before trying the first words again, in milliseconds; they are due within three seconds. */
const PAUSES = [100, 300, 600];

/** How the place of a question says its first words. Both may be repeated. */
export interface Door {
  /** Tells Discord that an answer will come. */
  readonly accept: () => Promise<void>;
  /** Says to the asker alone why there will be none; absent where only the answer's own message can. */
  readonly refuse?: (sentence: string) => Promise<void>;
}

/**
 * Takes a question and answers it, or refuses it in one sentence. It is remembered before anything is visible. An
 * event that comes twice is taken once. Never throws.
 */
export async function takeQuestion(
  record: AnswerRecord,
  door: Door,
  words: Phrases,
  context: BotContext,
): Promise<void> {
  const { clock, log, queue, store } = context;
  if (store.get(record.id) !== undefined) return;
  const admission = queue.admit(record.askerId);
  if (admission.kind !== 'admitted') {
    log.info({ reason: admission.kind }, 'a question was refused');
    await refuse(record, door, refusal(admission, words), context);
    return;
  }
  const { ticket } = admission;
  if (!store.begin(record)) {
    ticket.leave();
    return;
  }
  const place = new AnswerPlace(record, placeTools(context));
  try {
    await persistently(clock, PAUSES, door.accept);
  } catch (error) {
    if (isTooLate(error) && goesOnAlone(place)) {
      log.warn({ err: error }, 'an interaction came too late; its answer becomes a message');
      await answerQuestion(place, ticket, words, context);
      return;
    }
    ticket.leave();
    log[isGone(error) ? 'warn' : 'error']({ err: error }, 'a question was lost');
    settle(place);
    return;
  }
  await answerQuestion(place, ticket, words, context);
}

/**
 * Says why there will be no answer: to the asker alone where that is still possible, else where the answer would
 * stand, for minutes if need be and with a button that asks again.
 */
async function refuse(
  record: AnswerRecord,
  door: Door,
  sentence: string,
  context: BotContext,
): Promise<void> {
  const { clock, log, store } = context;
  const tellAlone = door.refuse;
  if (tellAlone !== undefined) {
    try {
      await persistently(clock, PAUSES, () => tellAlone(sentence));
      return;
    } catch (error) {
      log.warn({ err: error }, 'a refusal could not be told to the asker alone');
      // What stands in the message of a button is worth more than why it will not be replaced.
      if (!isTooLate(error) || record.messages.length > 0) return;
    }
  }
  if (!store.begin(record)) return;
  const place = new AnswerPlace(record, placeTools(context));
  if (tellAlone === undefined || goesOnAlone(place))
    await deliver(place, { ending: 'stopped', texts: [sentence], receipts: [] }, context);
  else settle(place);
}

/** The connection was down for more than the three seconds in which an interaction must be acknowledged. */
function isTooLate(error: unknown): boolean {
  return error instanceof DiscordAPIError && error.code === RESTJSONErrorCodes.UnknownInteraction;
}

/** Gives the interaction up where the answer may stand in the channel without it; false where it may not. */
function goesOnAlone(place: AnswerPlace): boolean {
  const { origin } = place.record;
  if (origin.kind !== 'interaction' || origin.private || !origin.mayWrite) return false;
  place.remember({ origin: { ...origin, token: '' } });
  return true;
}

function refusal(admission: Exclude<Admission, { kind: 'admitted' }>, words: Phrases): string {
  if (admission.kind === 'too-many-own') return words.tooManyOwn(admission.most);
  return words.tooManyWaiting(admission.waiting, `<t:${String(Math.ceil(admission.retryAt / 1000))}:R>`);
}
