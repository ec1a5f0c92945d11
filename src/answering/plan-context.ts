import { ModelError } from '../errors.ts';
import type { ChatModel } from '../models/chat/chat-model.ts';
import type { Evidence } from '../retrieval/retrieve.ts';
import type { Frequencies } from '../search-index/frequencies.ts';
import { defuse, renderSource } from './prompt.ts';
import { rankSentences } from './quote.ts';
import type { Source } from './source.ts';
import { SUSPICIOUS } from '../text/instructions.ts';

/** Tokens that the prompt's own words, the chat template and the fence take; measured 190 with a template of ChatML. */
const FRAME_TOKENS = 260;

/** A small model answers best from the two sentences that answer (.50 right, against .13-.35 with passages). */
const SENTENCES_FOR_SMALL = 2;

/** Further passages cost reading time and no longer help. */
const MOST_PASSAGES = 5;

/**
 * The sources that fit: whole passages, or for a small model the best sentences, until the context is full.
 * Counted in the model's own tokens, because a prompt that is too long loses its beginning without an error.
 * @throws ModelError where not even one source fits
 */
export async function planSources(
  found: Evidence,
  frequencies: Frequencies,
  chat: ChatModel,
  answerTokens: number,
): Promise<Source[]> {
  // What speaks to a model is quoted to readers, with a warning, and never given to one.
  const passages = found.passages.filter(({ passage }) => passage.instructionScore < SUSPICIOUS);
  if (passages.length === 0) {
    throw new ModelError(
      'Every passage that was found gives instructions to a language model instead of telling readers something, so none was given to one.',
    );
  }
  const evidence = { ...found, passages };
  const questionTokens = await chat.countTokens(defuse(evidence.question.text));
  let left = chat.contextTokens - answerTokens - FRAME_TOKENS - questionTokens;
  const sources: Source[] = [];
  const sentences = chat.small ? bestSentences(evidence, frequencies) : [];
  // A passage of headings and lists has no sentence to pick.
  for (const slice of sentences.length > 0 ? sentences : wholePassages(evidence)) {
    const source = { number: sources.length + 1, ...slice };
    const tokens = await chat.countTokens(renderSource(source, chat.small));
    if (tokens > left) continue;
    left -= tokens;
    sources.push(source);
  }
  if (sources.length === 0) {
    throw new ModelError(
      `${chat.id} has room for ${String(chat.contextTokens)} tokens, too few for the question, one passage and an answer of ${String(answerTokens)}. Raise CONTEXT_TOKENS or lower ANSWER_TOKENS.`,
    );
  }
  return sources;
}

type Slice = Omit<Source, 'number'>;

function bestSentences(evidence: Evidence, frequencies: Frequencies): Slice[] {
  return rankSentences(evidence, frequencies)
    .slice(0, SENTENCES_FOR_SMALL)
    .map(({ article, start, end, text }) => ({ article, start, end, text }));
}

function wholePassages(evidence: Evidence): Slice[] {
  return evidence.passages.slice(0, MOST_PASSAGES).map(({ article, passage }) => ({
    article,
    start: passage.start,
    end: passage.end,
    text: passage.text,
  }));
}
