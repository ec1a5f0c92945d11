import type { AnswerEvent } from '../domain/answer.ts';
import type { ChatModel } from '../models/chat/chat-model.ts';
import type { Evidence } from '../retrieval/retrieve.ts';
import type { Frequencies } from '../search-index/frequencies.ts';
import { type CheckedDraft, checkDraft } from './check-draft.ts';
import { MarkStream } from './marks.ts';
import { planSources } from './plan-context.ts';
import {
  ANSWER_OPENINGS,
  ANSWER_PROMPT,
  LANGUAGE_NAMES,
  NOT_IN_SOURCES,
  defuse,
  renderSource,
} from './prompt.ts';

export interface WriteOptions {
  readonly answerTokens: number;
  readonly signal?: AbortSignal | undefined;
}

/** A checked draft with the time until the model's first token, in milliseconds. */
export interface Written extends CheckedDraft {
  readonly firstTokenMs: number;
}

/**
 * Lets a chat model write: sources that fit, one prompt, a stream, a check of every sentence.
 * Yields what can be shown on the way; returns what is left after checking.
 * @throws whatever the model throws; an AbortError when the signal fired
 */
export async function* writeAnswer(
  evidence: Evidence,
  frequencies: Frequencies,
  chat: ChatModel,
  options: WriteOptions,
): AsyncGenerator<AnswerEvent, Written> {
  const { frame, text: question } = evidence.question;
  const started = performance.now();
  // Told before planning: a model that is busy also counts tokens late.
  const position = chat.waiting();
  if (position > 0) yield { type: 'queued', position };
  const sources = await planSources(evidence, frequencies, chat, options.answerTokens);
  yield { type: 'stage', stage: 'writing', model: chat.id };

  const input = {
    sources: sources.map((source) => renderSource(source, chat.small)).join('\n\n'),
    question: defuse(question),
    language: LANGUAGE_NAMES[frame],
  };
  const opening = chat.small ? ANSWER_OPENINGS[frame] : '';
  const stream = await ANSWER_PROMPT.pipe(chat.model).stream(input, callOptions(opening, options.signal));

  const marks = new MarkStream(sources.length);
  let draft = '';
  let held = '';
  let firstTokenMs = 0;
  let isCut = false;
  for await (const chunk of stream) {
    isCut ||= CUT.has(String(chunk.response_metadata['finish_reason']));
    if (draft === '') firstTokenMs = performance.now() - started;
    draft += chunk.text;
    held += marks.push(chunk.text);
    // The word for "the sources do not answer" is for the product, not for the reader.
    if (NOT_IN_SOURCES.startsWith(held.trim())) continue;
    yield { type: 'delta', text: held };
    held = '';
  }
  held += marks.end();
  if (held.trim() !== '' && held.trim() !== NOT_IN_SOURCES) yield { type: 'delta', text: held };
  if (isCut) draft = withoutFragment(draft);
  return { ...checkDraft(draft, frame, sources, frequencies, { question, opening }), firstTokenMs };
}

/** Reasons for which a draft ends in the middle of a sentence: ours, and the one of OpenAI-compatible servers and Ollama. */
const CUT: ReadonlySet<string> = new Set(['limit', 'repetition', 'length']);

/** A draft up to the end of its last whole sentence. */
function withoutFragment(draft: string): string {
  return /^.*[.!?…]["“”»)]?(?:\s*\[\d+\])*/su.exec(draft)?.[0] ?? '';
}

/** LangChain's call options; ours understands `responsePrefix`, models of other makers ignore it. */
function callOptions(
  opening: string,
  signal: AbortSignal | undefined,
): { signal?: AbortSignal; responsePrefix?: string } {
  return { ...(signal && { signal }), ...(opening !== '' && { responsePrefix: opening }) };
}
