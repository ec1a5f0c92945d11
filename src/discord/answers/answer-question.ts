import { createHash } from 'node:crypto';
import type { Answer, AnswerEvent, Citation } from '../../domain/answer.ts';
import { type Phrases, progressPhrase } from '../../i18n/phrases.ts';
import type { BotContext } from '../bot-context.ts';
import { isGone, tellError } from '../tell-error.ts';
import { answerMessages, draftMessage } from '../views/answer.ts';
import { buttonRow, stopButton } from '../views/controls.ts';
import { draftHeading } from '../views/heading.ts';
import type { AnswerPlace } from './answer-place.ts';
import type { Receipt } from './answer-record.ts';
import { deliver, type Ending, settle } from './deliver.ts';
import { MessageEditor } from './message-editor.ts';
import type { Ticket } from './question-queue.ts';
import { stop, type StopReason } from './running-answers.ts';
import { untilAborted } from './until-aborted.ts';

/** Discord lets a response be edited for 15 minutes; the last one is for saying that time is up. */
const DEADLINE = 14 * 60_000;

/** Shortest time between two looks at the line by somebody who waits in it, in milliseconds. */
const LINE_INTERVAL = 10_000;

/**
 * Answers a question in its place, from its turn in the line to the sources. Never throws: whatever goes wrong is told
 * in one sentence there, or logged where nothing can be said any more.
 */
export async function answerQuestion(
  place: AnswerPlace,
  ticket: Ticket,
  words: Phrases,
  context: BotContext,
): Promise<void> {
  const { id, askedAt, origin } = place.record;
  await context.running.run(id, async (controller) => {
    const { clock, log, editIntervalMs } = context;
    const cancelDeadline =
      origin.kind === 'interaction' &&
      clock.after(askedAt + DEADLINE - clock.now(), () => stop(controller, 'deadline'));
    const rows = [buttonRow(stopButton(id, words))];
    const editor = new MessageEditor({
      edit: (content) => place.show({ content, rows }),
      intervalMs: editIntervalMs,
      clock,
      onDraftError(error) {
        log.warn({ err: error }, 'a draft could not be shown');
        if (isGone(error)) stop(controller, 'gone');
      },
    });
    try {
      const ending = await findEnding(place, ticket, editor, words, context, controller.signal);
      ticket.leave();
      await editor.makeWay();
      if (ending === null) settle(place);
      else await deliver(place, ending, context);
    } catch (error) {
      log.error({ err: error }, 'an answer could not be shown');
    } finally {
      ticket.leave();
      if (cancelDeadline) cancelDeadline();
    }
  });
}

/** What the asker reads in the end; null where it cannot be shown any more. */
async function findEnding(
  place: AnswerPlace,
  ticket: Ticket,
  editor: MessageEditor,
  words: Phrases,
  context: BotContext,
  signal: AbortSignal,
): Promise<Ending | null> {
  const { clock, log, newshound } = context;
  const { question: text, frame } = place.record;
  const started = clock.now();
  const heading = draftHeading(place.record);
  const show = (draft: string, stage: string) => {
    editor.show(draftMessage(draft, stage, words, heading));
  };
  try {
    let told = Number.NEGATIVE_INFINITY;
    await ticket.turn(signal, (before) => {
      if (clock.now() - told < LINE_INTERVAL) return;
      told = clock.now();
      show('', words.waiting(before));
    });
    const events = newshound.ask({ text, ...(frame && { frame }) }, { signal });
    const answer = await follow(untilAborted(events, signal), show, words);
    const { kind, form, model, timings } = answer;
    log.info({ kind, form, model, timings }, 'answered');
    return {
      ending: 'answer',
      texts: answerMessages(answer),
      receipts: answer.citations.map(receiptOf),
      frame: answer.frame,
    };
  } catch (error) {
    if (!signal.aborted) return stopped(tellError(error, words, log), words);
    const reason = signal.reason as StopReason;
    log.info({ reason, ms: clock.now() - started }, 'an answer was stopped');
    return reason === 'gone' ? null : stopped(sentenceFor(reason, words), words);
  }
}

/** An ending in one sentence, after which one may ask again. */
export function stopped(sentence: string, { language }: Phrases): Ending {
  return { ending: 'stopped', texts: [sentence], receipts: [], frame: language };
}

function sentenceFor(reason: Exclude<StopReason, 'gone'>, words: Phrases): string {
  switch (reason) {
    case 'shutdown':
      return words.interrupted;
    case 'deadline':
      return words.tookTooLong;
    case 'asker':
      return words.stopped;
  }
}

function receiptOf({ n, articleId, title, outlet, publishedAt, start, end, quote }: Citation): Receipt {
  const sha256 = createHash('sha256').update(quote).digest('hex');
  return { n, articleId, title, outlet, publishedAt, start, end, sha256 };
}

/** Shows stages and drafts until the answer comes. */
async function follow(
  events: AsyncIterable<AnswerEvent>,
  show: (draft: string, stage: string) => void,
  words: Phrases,
): Promise<Answer> {
  let draft = '';
  let stage = '';
  for await (const event of events) {
    if (event.type === 'final') return event.answer;
    if (event.type === 'delta') draft += event.text;
    else stage = progressPhrase(event, words) ?? stage;
    show(draft, stage);
  }
  throw new Error('the events ended without an answer');
}
