import { describe, expect, test } from '@jest/globals';
import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import { ChatPromptTemplate } from '@langchain/core/prompts';
import type { Script } from '../support/models/loopback-server.ts';

export interface ChatModelUnderTest {
  readonly model: BaseChatModel;
  /** Decides what the next answer will be. */
  readonly will: (script: Partial<Script>) => void;
}

const PROMPT = ChatPromptTemplate.fromMessages([
  ['system', 'You are brief.'],
  ['human', '{question}'],
]);

/** What the model of everything that `openChatModel` returns must do. */
export function chatModelContract(name: string, make: () => Promise<ChatModelUnderTest>): void {
  describe(`chat model contract: ${name}`, () => {
    test("streams an answer through LangChain's pipe, piece by piece", async () => {
      const { model, will } = await make();
      will({ words: ['One', ' two', ' three', '.'] });
      const texts: string[] = [];
      for await (const chunk of await PROMPT.pipe(model).stream({ question: 'Count.' }))
        texts.push(chunk.text);
      expect(texts.join('')).toBe('One two three.');
      expect(texts.filter((text) => text !== '').length).toBeGreaterThan(1);
    });

    test('answers at once with the same text', async () => {
      const { model, will } = await make();
      will({ words: ['One', ' two', '.'] });
      expect((await PROMPT.pipe(model).invoke({ question: 'Count.' })).text).toBe('One two.');
    });

    test('stops within 500 ms when its signal fires between two words', async () => {
      const { model, will } = await make();
      will({ words: Array.from({ length: 200 }, () => ' word'), pauseMs: 100 });
      const abort = new AbortController();
      const seen: string[] = [];
      let abortedAt = 0;
      const readAndAbort = async (): Promise<void> => {
        for await (const chunk of await model.stream('Count.', { signal: abort.signal })) {
          seen.push(chunk.text);
          if (abortedAt !== 0) continue;
          abortedAt = performance.now();
          abort.abort();
        }
      };
      // LangChain's stream throws its own error in place of the signal's reason.
      await expect(readAndAbort()).rejects.not.toMatchObject({ name: 'ModelError' });
      expect(performance.now() - abortedAt).toBeLessThan(500);
      expect(seen.length).toBeLessThan(4);
    });

    test('stops within 500 ms when its signal fires before the first word', async () => {
      const { model, will } = await make();
      will({ words: ['late'], pauseMs: 1000 });
      const started = performance.now();
      await expect(read(model, AbortSignal.timeout(100))).rejects.toBeDefined();
      expect(performance.now() - started).toBeLessThan(600);
    });

    test('does not begin when its signal has fired already', async () => {
      const { model } = await make();
      await expect(model.invoke('Count.', { signal: AbortSignal.abort() })).rejects.toBeDefined();
    });

    test('reports a failure in the middle of an answer in one sentence', async () => {
      const { model, will } = await make();
      will({ words: ['One'], breakOff: true });
      await expect(read(model)).rejects.toMatchObject({
        name: 'ModelError',
        message: expect.stringMatching(/^[A-Z][^\n]+\.$/),
      });
    });

    test('answers the next question after a failure', async () => {
      const { model, will } = await make();
      will({ words: ['One'], breakOff: true });
      await expect(model.invoke('Count.')).rejects.toMatchObject({ name: 'ModelError' });
      will({ words: ['Two', '.'], breakOff: false });
      expect((await model.invoke('Count.')).text).toBe('Two.');
    });
  });
}

/** Streams an answer to its end. */
async function read(model: BaseChatModel, signal?: AbortSignal): Promise<string> {
  let text = '';
  for await (const chunk of await model.stream('Count.', signal && { signal })) text += chunk.text;
  return text;
}
