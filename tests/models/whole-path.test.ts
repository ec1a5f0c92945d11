import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { compose } from '../../src/compose.ts';
import { parseConfig } from '../../src/config.ts';
import type { Answer, AnswerEvent } from '../../src/domain/answer.ts';
import type { Newshound } from '../../src/newshound.ts';
import { type Folders, makeFolders, runScript } from '../support/terminal.ts';

/**
 * Questions through the whole product with real models. What a model writes differs between processors, so texts
 * are never compared: only that they are cited, checked, bounded and stoppable.
 */

const MODELS_DIR = resolve(process.env['MODELS_DIR'] ?? 'models');
const smollm = existsSync(join(MODELS_DIR, 'smollm2-135m'));
const E5 = ['multilingual-e5-small', '../shared/models/multilingual-e5-small-latin']
  .map((name) => [join(MODELS_DIR, name), resolve(name)].find((path) => existsSync(path)))
  .find((path) => path !== undefined);

const withChat = smollm ? describe : describe.skip;
const withEmbedder = E5 === undefined ? describe.skip : describe;

async function collect(events: AsyncIterable<AnswerEvent>): Promise<AnswerEvent[]> {
  const all: AnswerEvent[] = [];
  for await (const event of events) all.push(event);
  return all;
}

function finalOf(events: readonly AnswerEvent[]): Answer {
  const last = events.at(-1);
  if (last?.type !== 'final') throw new Error(`the last event is ${last?.type ?? 'missing'}`);
  return last.answer;
}

function expectHonest(answer: Answer): void {
  expect(answer.text).toMatch(/\S/);
  const numbers = answer.citations.map(({ n }) => n);
  for (const mark of answer.text.matchAll(/\[(\d+)\]/g)) expect(numbers).toContain(Number(mark[1]));
  if (answer.form === 'quotes') {
    const codes = answer.notices.map(({ code }) => code);
    expect(codes.some((code) => code === 'nothing-supported' || code === 'model-failed')).toBe(true);
  }
}

withChat(
  smollm ? 'questions with SmolLM2' : 'questions with SmolLM2: not on this machine, run `npm run models -- pull smollm2-135m`',
  () => {
    let folders: Folders;
    let newshound: Newshound;

    beforeAll(async () => {
      folders = makeFolders({ articles: true });
      newshound = await compose(
        parseConfig({ ...folders.env, MODELS_DIR, CHAT_MODEL: 'smollm2-135m', ANSWER_TOKENS: '120' }),
      );
      await newshound.prepare();
    }, 120_000);
    afterAll(async () => {
      await newshound.close();
      folders.remove();
    });

    const ask = (text: string, signal?: AbortSignal) => newshound.ask({ text }, signal ? { signal } : {});
    const modelPid = (): number =>
      Number(execFileSync('pgrep', ['-P', String(process.pid), '-f', 'llama-process'], { encoding: 'utf8' }));

    test('a draft is streamed, checked and cited', async () => {
      const events = await collect(ask('How much did Microsoft pay for GitHub?'));
      expect(events.filter(({ type }) => type === 'delta').length).toBeGreaterThan(1);
      expectHonest(finalOf(events));
    }, 120_000);

    test('a German question has a German frame and honest citations', async () => {
      const answer = finalOf(await collect(ask('Wie viele Parameter hat Llama 3?')));
      expect(answer.frame).toBe('de');
      expectHonest(answer);
    }, 120_000);

    test('the event loop stays free while the model reads and writes', async () => {
      const delay = monitorEventLoopDelay({ resolution: 5 });
      delay.enable();
      await collect(ask('What is Heartbleed?'));
      delay.disable();
      // Milliseconds. A model inside this process would block it for whole seconds.
      expect(delay.percentile(99) / 1e6).toBeLessThan(100);
    }, 120_000);

    test('stopped while it writes, an answer ends at once and the next question is answered', async () => {
      const stop = new AbortController();
      let stoppedAt = 0;
      await expect(
        (async () => {
          for await (const event of ask('Why did Meta publish Llama openly?', stop.signal)) {
            if (event.type !== 'delta' || stop.signal.aborted) continue;
            stoppedAt = performance.now();
            stop.abort();
          }
        })(),
      ).rejects.toMatchObject({ name: 'AbortError' });
      expect(performance.now() - stoppedAt).toBeLessThan(500);
      expectHonest(finalOf(await collect(ask('What licence does Mistral 7B have?'))));
    }, 120_000);

    test('two questions at once are both answered, the second after waiting in the queue', async () => {
      const second: AnswerEvent[] = [];
      let asked: Promise<void> | null = null;
      const first: AnswerEvent[] = [];
      for await (const event of ask('How much did Microsoft pay for GitHub?')) {
        first.push(event);
        if (event.type !== 'delta' || asked !== null) continue;
        asked = collect(ask('When was Parse shut down?')).then((events) => void second.push(...events));
      }
      await asked;
      expectHonest(finalOf(first));
      expectHonest(finalOf(second));
      expect(second).toContainEqual({ type: 'queued', position: 1 });
    }, 120_000);

    test('when the model process is killed half-way, quotes take over and say so, and the next question finds a new process', async () => {
      let killed = 0;
      const events: AnswerEvent[] = [];
      for await (const event of ask('Why did Meta publish Llama openly?')) {
        events.push(event);
        if (event.type === 'stage' && event.stage === 'writing') {
          killed = modelPid();
          process.kill(killed, 'SIGKILL');
        }
      }
      const answer = finalOf(events);
      expect(answer.form).toBe('quotes');
      expect(answer.notices.map(({ code }) => code)).toContain('model-failed');
      expect(answer.citations.length).toBeGreaterThan(0);

      expectHonest(finalOf(await collect(ask('How much did Microsoft pay for GitHub?'))));
      expect(modelPid()).not.toBe(killed);
    }, 120_000);

    test('a context without room for a source is told with numbers, and quotes answer', async () => {
      const small = await compose(
        parseConfig({ ...folders.env, MODELS_DIR, CHAT_MODEL: 'smollm2-135m', CONTEXT_TOKENS: '512', ANSWER_TOKENS: '400' }),
      );
      try {
        await small.prepare();
        const answer = finalOf(await collect(small.ask({ text: 'Why did Meta publish Llama openly?' })));
        expect(answer.form).toBe('quotes');
        expect(answer.notices).toEqual([
          expect.objectContaining({ code: 'model-failed', detail: expect.stringMatching(/512 tokens.*CONTEXT_TOKENS/s) }),
        ]);
      } finally {
        await small.close();
      }
    }, 120_000);
  },
);

withEmbedder(
  E5 === undefined ? 'search with multilingual-e5-small: not on this machine' : 'search with multilingual-e5-small',
  () => {
    let folders: Folders;
    let env: Record<string, string>;

    beforeAll(async () => {
      folders = makeFolders({ articles: true });
      env = { ...folders.env, EMBEDDER: `hf:${E5 ?? ''}` };
      const { code, stderr } = await runScript('reindex', [], env);
      if (code !== 0) throw new Error(stderr);
    }, 180_000);
    afterAll(() => {
      folders.remove();
    });

    test('an English question finds what only a German article tells, quoted and labelled as German', async () => {
      const { code, stdout } = await runScript('ask', ['Who develops Mastodon and where does he live?', '--json'], env);
      expect(code).toBe(0);
      const answer = JSON.parse(stdout) as Answer;
      expect(answer.embedder).toContain('multilingual-e5-small');
      expect(answer.citations.map(({ title }) => title).join()).toContain('Mastodon');
      expect(answer.text).toContain('(quoted in German)');
    }, 60_000);

    test('an index built with another embedder is one sentence that names the cure', async () => {
      const { code, stderr } = await runScript('ask', ['Who?'], folders.env);
      expect(code).toBe(1);
      expect(stderr).toMatch(/^The index was built with EMBEDDER=hf:.*, and now it is builtin\. Run `npm run reindex`/);
    }, 60_000);

    test('EMBEDDER=auto keeps to the embedder that built the index', async () => {
      const { code, stdout } = await runScript('ask', ['Why did Meta publish Llama openly?', '--json'], {
        ...env,
        EMBEDDER: 'auto',
      });
      expect(code).toBe(0);
      expect((JSON.parse(stdout) as Answer).embedder).toContain('multilingual-e5-small');
    }, 60_000);
  },
);
