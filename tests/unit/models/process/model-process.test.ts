import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { ModelProcess } from '../../../../src/models/process/model-process.ts';
import type { TestMethods } from '../../../support/models/test-process.ts';

const SCRIPT = new URL('../../../support/models/test-process.ts', import.meta.url);
// Starting Node and the TypeScript loader takes seconds on a machine that is busy with other tests.
jest.setTimeout(30_000);
const opened: ModelProcess<TestMethods>[] = [];

function testProcess(options: { greeting?: string; now?: () => number } = {}): ModelProcess<TestMethods> {
  const process = new ModelProcess<TestMethods>({
    name: 'the test model',
    script: SCRIPT,
    open: { greeting: options.greeting ?? 'hello' },
    ...(options.now && { now: options.now }),
  });
  opened.push(process);
  return process;
}

afterEach(async () => {
  await Promise.all(opened.splice(0).map((process) => process.close()));
});

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function untilGone(pid: number): Promise<void> {
  for (let waited = 0; alive(pid) && waited < 5000; waited += 25) await delay(25);
}

describe('a model process', () => {
  test('starts with the first call, streams parts in order and returns a result', async () => {
    const process = testProcess();
    expect(process.pid).toBeUndefined();
    const call = process.call('count', { to: 4, everyMs: 1 });
    const parts: number[] = [];
    for await (const part of call) parts.push(part);
    expect(parts).toEqual([1, 2, 3, 4]);
    expect(await call.result).toBe(4);
    expect(await process.start()).toEqual({ greeting: 'hello', pid: process.pid });
  });

  test('passes vectors as they are', async () => {
    const vector = await testProcess().call('vectors', null).result;
    expect(Array.from(vector)).toEqual([1, 2, 3]);
  });

  test('does not get the secrets of its parent', async () => {
    process.env['DISCORD_TOKEN'] = 'secret';
    try {
      const names = await testProcess().call('environment', null).result;
      expect(names).toContain('PATH');
      expect(names).not.toContain('DISCORD_TOKEN');
    } finally {
      delete process.env['DISCORD_TOKEN'];
    }
  });

  test('ends a call at once when its signal fires, and is free only when the process has stopped working', async () => {
    const process = testProcess();
    await process.start();
    const abort = new AbortController();
    const call = process.call('count', { to: 1000, everyMs: 1000 }, abort.signal);
    let free = false;
    void call.settled.then(() => {
      free = true;
    });
    const started = performance.now();
    setTimeout(() => {
      abort.abort();
    }, 20);
    await expect(call.result).rejects.toMatchObject({ name: 'AbortError' });
    expect(performance.now() - started).toBeLessThan(900);
    expect(free).toBe(false);
    await call.settled;
  });

  test('does not begin a call whose signal has already fired', async () => {
    const call = testProcess().call('count', { to: 1, everyMs: 1 }, AbortSignal.abort());
    await expect(call.result).rejects.toMatchObject({ name: 'AbortError' });
    await call.settled;
  });

  test('tells the last lines of a crash, and is there again for the next call', async () => {
    const process = testProcess();
    const waiting = process.call('count', { to: 1000, everyMs: 50 });
    const crash = process.call('crash', { lastWords: 'out of memory' }).result;
    await expect(crash).rejects.toMatchObject({
      name: 'ModelError',
      message: 'The model process of the test model stopped (SIGKILL). It is started again for the next question.',
      cause: { message: 'out of memory' },
    });
    await expect(waiting.result).rejects.toMatchObject({ name: 'ModelError' });
    expect(await process.call('count', { to: 2, everyMs: 1 }).result).toBe(2);
  });

  test('is left alone after three crashes within a minute, and tried again afterwards', async () => {
    let now = 0;
    const process = testProcess({ now: () => now });
    for (let crash = 0; crash < 3; crash++) {
      await expect(process.call('crash', { lastWords: '' }).result).rejects.toThrow('stopped (SIGKILL)');
    }
    await expect(process.call('count', { to: 1, everyMs: 1 }).result).rejects.toThrow(
      'The model process of the test model stopped 3 times within a minute and is left alone for now.',
    );
    now = 61_000;
    expect(await process.call('count', { to: 1, everyMs: 1 }).result).toBe(1);
  });

  test('hands on sentences for people, and wraps other errors in one', async () => {
    const process = testProcess();
    await expect(process.call('complain', { message: 'Too long.', forPeople: true }).result).rejects.toMatchObject({
      name: 'ModelError',
      message: 'Too long.',
    });
    await expect(process.call('complain', { message: 'x is null', forPeople: false }).result).rejects.toMatchObject({
      name: 'ModelError',
      message: 'The model process of the test model reported: x is null.',
    });
  });

  test('says why a model cannot be opened, and leaves no process behind', async () => {
    const process = testProcess({ greeting: 'refuse' });
    await expect(process.start()).rejects.toThrow('The file is not a model. Get it again.');
    const { pid } = process;
    if (pid !== undefined) await untilGone(pid);
    expect(process.pid).toBeUndefined();
  });

  test('fails what is running when it is closed, and can be closed twice', async () => {
    const process = testProcess();
    const call = process.call('count', { to: 1000, everyMs: 50 });
    await process.start();
    await process.close();
    await expect(call.result).rejects.toThrow('the test model was closed while it was working.');
    await process.close();
    await expect(process.start()).rejects.toThrow('the test model has been closed.');
  });
});

describe('a model process and its parent', () => {
  const parent = fileURLToPath(new URL('../../../support/models/test-parent.ts', import.meta.url));

  function startParent(...args: string[]): ReturnType<typeof spawn> {
    return spawn(process.execPath, ['--import', 'tsx', parent, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  }

  async function firstLine(child: ReturnType<typeof spawn>): Promise<string> {
    const [text] = (await once(child.stdout!, 'data')) as [Buffer];
    return text.toString().trim();
  }

  test('an idle process keeps nobody alive, and leaves with its parent', async () => {
    const child = startParent('idle');
    const closed = once(child, 'close');
    const pid = Number(await firstLine(child));
    expect(await closed).toEqual([0, null]);
    await untilGone(pid);
    expect(alive(pid)).toBe(false);
  });

  test('a busy process leaves when its parent is killed', async () => {
    const child = startParent('busy');
    const pid = Number(await firstLine(child));
    expect(alive(pid)).toBe(true);
    child.kill('SIGKILL');
    await untilGone(pid);
    expect(alive(pid)).toBe(false);
  });
});
