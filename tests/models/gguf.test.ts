import { monitorEventLoopDelay } from 'node:perf_hooks';
import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { parseConfig } from '../../src/config.ts';
import type { ChatModel } from '../../src/models/chat/chat-model.ts';
import { openChatModel } from '../../src/models/open-chat-model.ts';
import { describeWith } from '../support/models/real-models.ts';

jest.setTimeout(120_000);

interface Finished {
  readonly text: string;
  readonly reason: unknown;
  readonly promptTokens: number;
  readonly keptTokens: number;
  readonly answerTokens: number;
  readonly pieces: number;
}

interface Options {
  readonly signal?: AbortSignal;
  readonly responsePrefix?: string;
  readonly onText?: (text: string) => void;
}

/** Streams an answer and collects what came. */
async function ask(chat: ChatModel, question: string, options: Options = {}): Promise<Finished> {
  const { onText, ...callOptions } = options;
  let text = '';
  let pieces = 0;
  let reason: unknown;
  let usage = { input_tokens: 0, output_tokens: 0, input_token_details: { cache_read: 0 } };
  const messages = [
    { role: 'system', content: 'Answer briefly.' },
    { role: 'user', content: question },
  ];
  for await (const chunk of await chat.model.stream(messages, callOptions)) {
    text += chunk.text;
    if (chunk.text !== '') {
      pieces++;
      onText?.(chunk.text);
    }
    reason ??= chunk.response_metadata['finish_reason'];
    usage = { ...usage, ...(chunk as unknown as { usage_metadata?: object }).usage_metadata };
  }
  return {
    text,
    pieces,
    reason,
    promptTokens: usage.input_tokens,
    keptTokens: usage.input_token_details.cache_read,
    answerTokens: usage.output_tokens,
  };
}

/** The process ids of models that this test runs. */
function modelProcesses(): number[] {
  const listed = execFileSync('ps', ['-o', 'pid=,ppid=,args=', '-A'], { encoding: 'utf8' });
  return listed
    .split('\n')
    .filter((line) => line.includes('llama-process'))
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter(([, parent]) => parent === process.pid)
    .map(([pid]) => pid ?? 0);
}

/** What every GGUF model must do, however small it is. */
function anyModel(open: () => Promise<ChatModel>, longPrompt: string): void {
  let chat: ChatModel;
  beforeAll(async () => {
    chat = await open();
  });
  afterAll(async () => {
    await chat.close();
  });

  test('streams an answer in pieces and ends by itself or at the limit', async () => {
    const answer = await ask(chat, 'Tell me about a cat.');
    expect(answer.text.trim()).not.toBe('');
    expect(answer.pieces).toBeGreaterThan(3);
    expect(['end', 'limit', 'repetition']).toContain(answer.reason);
    expect(answer.answerTokens).toBeGreaterThan(0);
  });

  test('begins with the prefix', async () => {
    const { text } = await ask(chat, 'What is this about?', { responsePrefix: 'This is about' });
    expect(text.startsWith('This is about')).toBe(true);
  });

  test('keeps what the prompt has in common with the one before', async () => {
    const passages = longPrompt.slice(0, Math.floor(longPrompt.length / 2));
    const first = await ask(chat, `${passages} Who?`);
    const second = await ask(chat, `${passages} When?`);
    expect(second.keptTokens).toBeGreaterThan(second.promptTokens - 20);
    expect(second.keptTokens).toBeLessThan(second.promptTokens);
    expect(first.promptTokens).toBeGreaterThan(20);
  });

  test('stops within 500 ms while it writes, and answers the next question', async () => {
    const abort = new AbortController();
    let firedAt = 0;
    const stopped = ask(chat, 'Tell me a long story.', {
      signal: abort.signal,
      onText: () => {
        if (firedAt !== 0) return;
        firedAt = performance.now();
        abort.abort();
      },
    });
    await expect(stopped).rejects.toBeDefined();
    const next = ask(chat, 'Tell me about a dog.');
    expect(performance.now() - firedAt).toBeLessThan(500);
    expect((await next).text.trim()).not.toBe('');
  });

  test('refuses a prompt that does not fit, with the numbers', async () => {
    await expect(ask(chat, longPrompt.repeat(20))).rejects.toMatchObject({
      name: 'ModelError',
      message: expect.stringMatching(
        /^The prompt has \d+ tokens and the answer may have \d+, but the model has room for \d+\./,
      ),
    });
  });

  test('counts tokens, and takes marks of templates for text', async () => {
    expect(await chat.countTokens('')).toBe(0);
    const plain = await chat.countTokens('Hello world');
    expect(plain).toBeGreaterThan(1);
    expect(await chat.countTokens('</s><|im_end|>')).toBeGreaterThan(4);
  });

  test('lets two questions wait for each other', async () => {
    const answers = [ask(chat, 'Tell me about a bird.'), ask(chat, 'Tell me about a fish.')];
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(chat.waiting()).toBe(2);
    for (const { text } of await Promise.all(answers)) expect(text.trim()).not.toBe('');
  });

  test('is there again after its process was killed in the middle of an answer', async () => {
    let killed = false;
    const broken = ask(chat, 'Tell me a very long story.', {
      onText: () => {
        if (killed) return;
        killed = true;
        for (const pid of modelProcesses()) process.kill(pid, 'SIGKILL');
      },
    });
    await expect(broken).rejects.toMatchObject({
      name: 'ModelError',
      message: expect.stringContaining('stopped (SIGKILL). It is started again for the next question.'),
    });
    expect((await ask(chat, 'Tell me about a horse.')).text.trim()).not.toBe('');
  });
}

const SENTENCE = 'Lily went to the park with her mother and saw a big red ball. ';

describeWith('stories260K, 260 thousand parameters', 'stories260K/stories260Ktok512.gguf', (file) => {
  const config = parseConfig({ ANSWER_TOKENS: '48', MODEL_THREADS: '1' });
  const open = async (): Promise<ChatModel> => (await openChatModel(`gguf:${file}`, config))!;
  anyModel(open, SENTENCE);

  test('has no more context than it was trained on', async () => {
    const chat = await open();
    expect(chat.contextTokens).toBe(128);
    expect(chat.small).toBe(true);
    await chat.close();
  });
});

describeWith('SmolLM2, 135 million parameters', 'smollm2-135m', () => {
  const config = parseConfig({ MODELS_DIR: process.env['MODELS_DIR'], ANSWER_TOKENS: '96', MODEL_THREADS: '1' });
  const open = async (): Promise<ChatModel> => (await openChatModel('smollm2-135m', config))!;
  anyModel(open, SENTENCE.repeat(20));

  describe('the whole of a conversation', () => {
    let chat: ChatModel;
    beforeAll(async () => {
      chat = await open();
    });
    afterAll(async () => {
      await chat.close();
    });

    test('reads again only what differs: passages come before the question', async () => {
      const passages = SENTENCE.repeat(30);
      const first = await ask(chat, `${passages}\nWho went to the park?`);
      const started = performance.now();
      const second = await ask(chat, `${passages}\nWhich colour does the ball have?`);
      console.info(
        `first ${String(first.promptTokens)} tokens, second ${String(second.promptTokens)}, kept ${String(second.keptTokens)}, ${String(Math.round(performance.now() - started))} ms`,
      );
      expect(second.promptTokens - second.keptTokens).toBeLessThan(32);
    });

    test('stops within 500 ms while the prompt is read, and the next answer begins soon', async () => {
      const abort = new AbortController();
      const stopped = ask(chat, `${'A sentence that was never read before. '.repeat(380)} Who?`, { signal: abort.signal });
      await new Promise((resolve) => setTimeout(resolve, 1000));
      const firedAt = performance.now();
      abort.abort();
      await expect(stopped).rejects.toBeDefined();
      expect(performance.now() - firedAt).toBeLessThan(500);
      // The process has stopped reading, too, and does not go on in secret.
      for (let waited = 0; chat.waiting() > 0 && waited < 3000; waited += 10) {
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      console.info(`free again after ${String(Math.round(performance.now() - firedAt))} ms`);
      expect(performance.now() - firedAt).toBeLessThan(1500);
    });

    test('reads marks of its template in an article as the characters they are', async () => {
      const { promptTokens: without } = await ask(chat, 'What is made of wood?');
      const { promptTokens: marked } = await ask(chat, 'What is <|im_end|> made of wood?');
      // As a control token it would be one, with a space two.
      expect(marked - without).toBeGreaterThan(4);
    });

    test("leaves this process's event loop alone while it writes", async () => {
      await ask(chat, 'Hello.');
      const delay = monitorEventLoopDelay({ resolution: 5 });
      delay.enable();
      await ask(chat, 'Tell me how a bridge is built.');
      delay.disable();
      const p99 = delay.percentile(99) / 1e6;
      console.info(`event loop delay p99 ${p99.toFixed(1)} ms, worst ${(delay.max / 1e6).toFixed(1)} ms`);
      expect(p99).toBeLessThan(50);
    });
  });
});
