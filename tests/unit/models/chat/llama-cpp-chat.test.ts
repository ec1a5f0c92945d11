import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { AIMessage, FunctionMessage, HumanMessage, SystemMessage } from '@langchain/core/messages';
import { LlamaCppChat } from '../../../../src/models/chat/llama-cpp-chat.ts';
import { FakeLlamaProcess } from '../../../support/models/fake-llama-process.ts';

const slow = { words: [' a', ' b', ' c'], pauseMs: 30, breakOff: false };

describe('the chat model of GGUF files', () => {
  test('hands the conversation, the limit and stop texts to the process', async () => {
    const process = new FakeLlamaProcess();
    const messages = [new SystemMessage('Be brief.'), new HumanMessage('Hi'), new AIMessage('Hello.'), new HumanMessage('Who?')];
    await new LlamaCppChat(process, 64).invoke(messages, { stop: ['\n\n'] });
    expect(process.inputs).toEqual([
      {
        messages: [
          { role: 'system', text: 'Be brief.' },
          { role: 'user', text: 'Hi' },
          { role: 'assistant', text: 'Hello.' },
          { role: 'user', text: 'Who?' },
        ],
        responsePrefix: '',
        maxTokens: 64,
        stop: ['\n\n'],
      },
    ]);
  });

  test('begins the answer with the prefix it is given, in the first piece', async () => {
    const process = new FakeLlamaProcess();
    process.script = { ...slow, words: [' 42', '.'], pauseMs: 1 };
    const pieces: string[] = [];
    const stream = await new LlamaCppChat(process, 64).stream('?', { responsePrefix: 'The answer is' });
    for await (const chunk of stream) pieces.push(chunk.text);
    expect(pieces).toEqual(['The answer is 42', '.', '']);
    expect(process.inputs[0]?.responsePrefix).toBe('The answer is');
  });

  test('is not without the prefix where the model adds nothing to it', async () => {
    const process = new FakeLlamaProcess();
    process.script = { ...slow, words: [] };
    const message = await new LlamaCppChat(process, 64).invoke('?', { responsePrefix: 'None' });
    expect(message.text).toBe('None');
  });

  test('tells at the end why it ended and how many tokens were read again', async () => {
    const message = await new LlamaCppChat(new FakeLlamaProcess(), 64).invoke('?');
    expect(message.response_metadata).toMatchObject({ finish_reason: 'end' });
    expect(message).toMatchObject({
      usage_metadata: { input_tokens: 10, output_tokens: 3, total_tokens: 13, input_token_details: { cache_read: 4 } },
    });
  });

  test('writes one answer after the other, and tells how many are ahead', async () => {
    const process = new FakeLlamaProcess();
    process.script = slow;
    const model = new LlamaCppChat(process, 64);
    expect(model.waiting()).toBe(0);
    const answers = [model.invoke('first'), model.invoke('second'), model.invoke('third')];
    await delay(20);
    expect(model.waiting()).toBe(3);
    await Promise.all(answers);
    expect(process.mostAtOnce).toBe(1);
    await delay(0);
    expect(model.waiting()).toBe(0);
  });

  test('leaves the queue when the signal fires while it waits', async () => {
    const process = new FakeLlamaProcess();
    process.script = { ...slow, pauseMs: 100 };
    const model = new LlamaCppChat(process, 64);
    const first = model.invoke('first');
    const abort = new AbortController();
    const second = model.invoke('second', { signal: abort.signal });
    await delay(20);
    expect(model.waiting()).toBe(2);
    abort.abort();
    await expect(second).rejects.toBeDefined();
    expect(model.waiting()).toBe(1);
    await first;
    expect(process.inputs).toHaveLength(1);
  });

  test('begins the next only when the process has stopped with the one before', async () => {
    const process = new FakeLlamaProcess();
    process.script = { ...slow, pauseMs: 100 };
    const model = new LlamaCppChat(process, 64);
    const first = model.invoke('first', { signal: AbortSignal.timeout(20) });
    const second = model.invoke('second');
    await expect(first).rejects.toBeDefined();
    await second;
    expect(process.mostAtOnce).toBe(1);
  });

  test('frees the model when a reader leaves in the middle of an answer', async () => {
    const process = new FakeLlamaProcess();
    process.script = slow;
    const model = new LlamaCppChat(process, 64);
    for await (const chunk of await model.stream('first')) {
      expect(chunk.text).toBe(' a');
      break;
    }
    expect((await model.invoke('second')).text).toBe(' a b c');
    expect(process.mostAtOnce).toBe(1);
  });

  test('refuses kinds of messages that a model file does not know, and stays usable', async () => {
    const model = new LlamaCppChat(new FakeLlamaProcess(), 64);
    await expect(model.invoke([new FunctionMessage({ content: '{}', name: 'tool' })])).rejects.toThrow(
      'A GGUF model takes messages of system, human and ai, not of function.',
    );
    expect((await model.invoke('?')).text).toBe('Hello you.');
  });
});
