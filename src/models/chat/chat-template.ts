import { type ChatHistoryItem, type LlamaText, type Token, JinjaTemplateChatWrapper } from 'node-llama-cpp';
import type { ChatMessage } from './llama-protocol.ts';

/** What turns a conversation into a model's own format. */
export interface ChatTemplate {
  generateContextState(options: { chatHistory: readonly ChatHistoryItem[] }): {
    readonly contextText: LlamaText;
    readonly stopGenerationTriggers: readonly LlamaText[];
  };
}

/** Given where a conversation has no system message: without one the library or a template inserts its own. */
const PLAIN_SYSTEM = 'You answer briefly and truthfully.';

/**
 * The template that a model file brings along, e.g. of Llama 2 and 3, Gemma, Mistral, Qwen. Where it knows no system
 * role (Gemma), the system's text goes in front of the user's; reasoning modes are off.
 * @throws an Error where the template cannot be used
 */
export function templateFrom(jinja: string): ChatTemplate {
  return new JinjaTemplateChatWrapper({
    template: jinja,
    reasoning: false,
    convertUnsupportedSystemMessagesToUserMessages: { use: 'ifNeeded', format: '{{message}}' },
  });
}

/** A conversation as the library knows it, open for the model's turn, which may already have begun. */
export function historyOf(messages: readonly ChatMessage[], responsePrefix: string): ChatHistoryItem[] {
  const complete: readonly ChatMessage[] = messages.some(({ role }) => role === 'system')
    ? messages
    : [{ role: 'system', text: PLAIN_SYSTEM }, ...messages];
  return [
    ...complete.map(({ role, text }): ChatHistoryItem => {
      if (role === 'assistant') return { type: 'model', response: [text] };
      return { type: role, text };
    }),
    { type: 'model', response: [responsePrefix] },
  ];
}

/**
 * Exactly one token for the beginning of a text where the model wants one: templates may bring it, bring it twice
 * (once themselves, once by the library), or leave it to the runtime.
 */
export function withOneBeginning(tokens: readonly Token[], beginning: Token | null, wanted: boolean): Token[] {
  if (beginning === null) return [...tokens];
  const own = tokens.findIndex((token) => token !== beginning);
  const rest = tokens.slice(own === -1 ? tokens.length : own);
  return wanted || rest.length < tokens.length ? [beginning, ...rest] : rest;
}
