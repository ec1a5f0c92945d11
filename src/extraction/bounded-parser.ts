import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { environmentWithoutSecrets, keepAlive, typeScriptLoader } from '../process/child.ts';
import { type ExtractedRecord, type RawDocument, rejected, single } from './extract.ts';
import { extractArticles } from './extract-articles.ts';
import { formatOf } from './formats.ts';
import { isCheap, MOST_HEAP_MIB, OUT_OF_MEMORY, timeLimitMs } from './parser-limits.ts';
import type { ParserReply } from './parser-process.ts';

export interface BoundedParserOptions {
  /** The process's TypeScript file. */
  readonly script?: URL;
  /** Limit of V8's heap in MiB. */
  readonly heapMib?: number;
  /** Milliseconds for a document, from its format and size. */
  readonly timeLimitMs?: typeof timeLimitMs;
}

/** How a started process answers one message. */
type Answer = ParserReply | { readonly kind: 'ended'; readonly how: string } | { readonly kind: 'late' };

interface Running {
  readonly child: ChildProcess;
  /** Whether it said that it has no memory left. V8 says so first, and then draws its stack. */
  exhausted: boolean;
}

/** A process that does not come up within this time will not. A busy machine takes a few seconds. */
const START_MS = 30_000;

/**
 * Reads documents within bounds of time and memory. What is cheap in any case is read here; everything else in a child process,
 * which is started by the first such document, reused by the next ones, and replaced where a document has broken it.
 * One document at a time.
 */
export class BoundedParser {
  readonly #script: URL;
  readonly #heapMib: number;
  readonly #timeLimitMs: typeof timeLimitMs;
  #running: Running | null = null;

  constructor(options: BoundedParserOptions = {}) {
    this.#script = options.script ?? new URL('./parser-process.ts', import.meta.url);
    this.#heapMib = options.heapMib ?? MOST_HEAP_MIB;
    this.#timeLimitMs = options.timeLimitMs ?? timeLimitMs;
  }

  /** Process id, undefined while there is no process. */
  get pid(): number | undefined {
    return this.#running?.child.pid;
  }

  /**
   * Reads the articles of a document. Its name must have a format.
   * @throws the signal's reason where it fires, whatever keeps the process from being started
   */
  async extract(document: RawDocument, signal?: AbortSignal): Promise<ExtractedRecord[]> {
    signal?.throwIfAborted();
    const format = formatOf(document.name);
    const size = document.bytes.length;
    if (format === undefined || isCheap(format, size)) return extractArticles(document);

    const running = (this.#running ??= await this.#start());
    const limit = this.#timeLimitMs(format, size);
    const answered = this.#answer(running, limit, signal);
    running.child.send(document, () => undefined);
    const answer = await answered;
    signal?.throwIfAborted();
    switch (answer.kind) {
      case 'records':
        return answer.records;
      case 'late':
        return single(rejected(`took longer than ${(limit / 1000).toFixed(0)} seconds to read`, 'timed-out'));
      case 'ended':
        return single(
          running.exhausted
            ? rejected('needs more memory to read than a document may take', 'too-complex')
            : rejected(`broke the program that reads ${format.name} (${answer.how})`, 'broken'),
        );
      default:
        return single(rejected(`broke the program that reads ${format.name}`, 'broken'));
    }
  }

  /** Ends the process. The parser can be used again. */
  async close(): Promise<void> {
    const running = this.#running;
    this.#running = null;
    if (running !== null) await end(running.child);
  }

  async #start(): Promise<Running> {
    const child = fork(fileURLToPath(this.#script), {
      execArgv: ['--import', typeScriptLoader(), `--max-old-space-size=${String(this.#heapMib)}`],
      env: environmentWithoutSecrets(),
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    const running: Running = { child, exhausted: false };
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      running.exhausted ||= text.includes(OUT_OF_MEMORY);
    });
    const answer = await this.#answer(running, START_MS, undefined);
    if (answer.kind !== 'ready') {
      await end(child);
      throw new Error(`the process that reads documents could not be started (${describe(answer)})`);
    }
    return running;
  }

  /** The process's next message, or its end, or its being late; in the last two cases and on abort it is gone afterwards. */
  async #answer(running: Running, limit: number, signal: AbortSignal | undefined): Promise<Answer> {
    const { child } = running;
    keepAlive(child, true);
    const stop = new AbortController();
    const interrupted = signal === undefined ? stop.signal : AbortSignal.any([stop.signal, signal]);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<Answer>((resolve) => {
      timer = setTimeout(() => {
        resolve({ kind: 'late' });
      }, limit);
      signal?.addEventListener(
        'abort',
        () => {
          resolve({ kind: 'late' });
        },
        { once: true, signal: stop.signal },
      );
    });
    // Only after "close" has everything been read of what it wrote.
    const ended = once(child, 'close', { signal: interrupted }).then(([code, name]): Answer => {
      return { kind: 'ended', how: String(name ?? `exit code ${String(code)}`) };
    });
    const replied = once(child, 'message', { signal: interrupted }).then(
      ([message]) => message as ParserReply,
    );
    for (const promise of [ended, replied]) promise.catch(() => undefined);
    try {
      const answer = await Promise.race([replied, ended, late]);
      if (answer.kind === 'late' || answer.kind === 'ended') {
        if (this.#running === running) this.#running = null;
        await end(child);
      }
      return answer;
    } finally {
      clearTimeout(timer);
      stop.abort();
      keepAlive(child, false);
    }
  }
}

function describe(answer: Answer): string {
  return answer.kind === 'ended'
    ? answer.how
    : answer.kind === 'failed'
      ? answer.message
      : 'it did not answer';
}

/** Nothing is lost with it: it holds one document, which is given up. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  keepAlive(child, true);
  const left = once(child, 'close');
  child.kill('SIGKILL');
  await left;
}
