import type { Answer, AnswerEvent, Question } from '../domain/answer.ts';
import { type Phrases, progressPhrase } from '../i18n/phrases.ts';
import type { BotContext } from './bot-context.ts';
import { MessageEditor } from './message-editor.ts';
import { stop, type StopReason } from './running-answers.ts';
import { isGone, tellError } from './tell-error.ts';
import { answerMessages, draftMessage } from './views/answer.ts';

/** Where one answer is shown: in one message that is edited, and in further ones below it if it is long. */
export interface AnswerPlace {
  /** Shows a text in the first message, which the first call creates where it is not there yet. */
  readonly show: (text: string) => Promise<void>;
  /** Adds a message below. */
  readonly add: (text: string) => Promise<void>;
}

/**
 * Answers a question in its place, from the first stage to the sources. Never throws: whatever goes wrong is told
 * in one sentence there, or logged where nothing can be said any more.
 * @param deadlineMs after this long the answer is given up, in words; absent where the place does not expire
 */
export async function answerQuestion(
  question: Question,
  place: AnswerPlace,
  words: Phrases,
  context: BotContext,
  deadlineMs?: number,
): Promise<void> {
  await context.running.run(async (controller) => {
    const { clock, log, editIntervalMs } = context;
    const cancelDeadline =
      deadlineMs === undefined ? undefined : clock.after(deadlineMs, () => stop(controller, 'deadline'));
    const editor = new MessageEditor({
      edit: place.show,
      intervalMs: editIntervalMs,
      clock,
      onDraftError(error) {
        log.warn({ err: error }, 'a draft could not be shown');
        if (isGone(error)) stop(controller, 'gone');
      },
    });
    try {
      const messages = await outcome(question, editor, words, context, controller.signal);
      await deliver(messages, place, editor);
    } catch (error) {
      log.error({ err: error }, 'an answer could not be shown');
    } finally {
      cancelDeadline?.();
    }
  });
}

/** What the asker reads in the end; nothing where it cannot be shown any more. */
async function outcome(
  question: Question,
  editor: MessageEditor,
  words: Phrases,
  { newshound, log }: BotContext,
  signal: AbortSignal,
): Promise<string[]> {
  const started = performance.now();
  try {
    const events = untilAborted(newshound.ask(question, { signal }), signal);
    const answer = await follow(events, editor, words);
    const { kind, form, model, timings } = answer;
    log.info({ kind, form, model, timings }, 'answered');
    return answerMessages(answer);
  } catch (error) {
    if (!signal.aborted) return [tellError(error, words, log)];
    log.info(
      { reason: signal.reason as StopReason, ms: performance.now() - started },
      'an answer was stopped',
    );
    return stoppedMessages(signal.reason as StopReason, words);
  }
}

function stoppedMessages(reason: StopReason, words: Phrases): string[] {
  switch (reason) {
    case 'shutdown':
      return [words.interrupted];
    case 'deadline':
      return [words.tookTooLong];
    case 'gone':
      return [];
  }
}

/** Shows stages and drafts until the answer comes. */
async function follow(
  events: AsyncIterable<AnswerEvent>,
  editor: MessageEditor,
  words: Phrases,
): Promise<Answer> {
  let draft = '';
  let stage = '';
  for await (const event of events) {
    if (event.type === 'final') return event.answer;
    if (event.type === 'delta') draft += event.text;
    else stage = progressPhrase(event, words) ?? stage;
    editor.show(draftMessage(draft, stage, words));
  }
  throw new Error('the events ended without an answer');
}

async function deliver(
  messages: readonly string[],
  place: AnswerPlace,
  editor: MessageEditor,
): Promise<void> {
  const [first, ...more] = messages;
  if (first === undefined) {
    await editor.stop();
    return;
  }
  await editor.finish(first);
  for (const text of more) await place.add(text);
}

/** The same events, ended by an error as soon as the signal fires, whether or not their source heeds it. */
async function* untilAborted<T>(source: AsyncIterable<T>, signal: AbortSignal): AsyncGenerator<T> {
  const aborted = new Promise<never>((_resolve, reject) => {
    const fail = (): void => {
      reject(new DOMException('The answer was stopped.', 'AbortError'));
    };
    if (signal.aborted) fail();
    else signal.addEventListener('abort', fail, { once: true });
  });
  aborted.catch(() => undefined);
  const iterator = source[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await Promise.race([iterator.next(), aborted]);
      if (next.done === true) return;
      yield next.value;
    }
  } finally {
    // Not waited for: a source that does not heed the signal would hold everything up.
    iterator.return?.().catch(() => undefined);
  }
}
