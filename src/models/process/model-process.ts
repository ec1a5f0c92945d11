import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { ModelError } from '../../errors.ts';
import { environmentWithoutSecrets, keepAlive, typeScriptLoader } from '../../process/child.ts';
import { Tail } from '../../process/tail.ts';
import { Call } from './call.ts';
import type { FromChild, Methods, ToChild } from './protocol.ts';


/** A process that dies this often within this time is not started again until the time has passed. */
const MOST_CRASHES = 3;
const CRASH_WINDOW_MS = 60_000;

/** How long a process may take to leave after it was told to. */
const LEAVE_MS = 2000;

export interface ModelProcessOptions<M extends Methods> {
  /** The model, as people know it; stands in sentences. */
  readonly name: string;
  /** The process's TypeScript file, which calls `serve`. */
  readonly script: URL;
  /** Input of `open`, the first call in every process. */
  readonly open: M['open']['input'];
  /** Milliseconds; for counting crashes. */
  readonly now?: () => number;
}

interface Running {
  readonly child: ChildProcess;
  readonly opened: unknown;
}

/**
 * A model in a process of its own, so that a model which blocks or crashes takes nothing with it. It is started by the
 * first call, replaced by the next call after a crash, keeps nobody alive while idle, and leaves when its parent dies.
 */
export class ModelProcess<M extends Methods> {
  readonly #options: ModelProcessOptions<M>;
  readonly #calls = new Map<number, Call<unknown, unknown>>();
  readonly #now: () => number;
  #crashes: number[] = [];
  #child: ChildProcess | null = null;
  #running: Promise<Running> | null = null;
  #nextId = 1;
  #closed = false;

  constructor(options: ModelProcessOptions<M>) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
  }

  /** Process id, undefined while there is no process. */
  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /**
   * Starts the process unless it runs, and returns what its `open` returned.
   * @throws ModelError when it cannot be opened, stopped, or stops again and again
   */
  async start(): Promise<M['open']['result']> {
    return (await this.#start()).opened;
  }

  /**
   * Calls a method. The process may work on several calls at a time; whoever needs one after the other queues them.
   * The call fails with a ModelError when the process reports an error or stops.
   */
  call<Name extends keyof M & string>(
    method: Name,
    input: M[Name]['input'],
    signal?: AbortSignal,
  ): Call<M[Name]['part'], M[Name]['result']> {
    let child: ChildProcess | null = null;
    const id = this.#nextId++;
    const call = new Call<M[Name]['part'], M[Name]['result']>(signal, () => {
      if (child !== null) this.#send(child, { type: 'abort', id });
    });
    this.#start().then(
      (running) => {
        if (call.ended) {
          call.fail(signal?.reason);
          return;
        }
        child = running.child;
        this.#begin(child, id, call, { type: 'call', id, method, input });
      },
      (error: unknown) => {
        call.fail(error);
      },
    );
    return call;
  }

  /** Ends the process; calls that are running fail. */
  async close(): Promise<void> {
    this.#closed = true;
    const child = this.#child;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    keepAlive(child, true);
    const left = once(child, 'close');
    // Not by closing the channel from here: Node then never emits "close".
    this.#send(child, { type: 'leave' });
    if ((await Promise.race([left, delay(LEAVE_MS, 'late', { ref: false })])) === 'late') {
      child.kill('SIGKILL');
      await left;
    }
  }

  #start(): Promise<Running> {
    this.#running ??= this.#open().catch((error: unknown) => {
      this.#running = null;
      throw error;
    });
    return this.#running;
  }

  async #open(): Promise<Running> {
    this.#refuseToStart();
    const { script, open } = this.#options;
    const child = fork(fileURLToPath(script), {
      execArgv: ['--import', typeScriptLoader()],
      env: environmentWithoutSecrets(),
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.#child = child;
    this.#watch(child);
    const id = this.#nextId++;
    const call = new Call<unknown, M['open']['result']>(undefined, () => undefined);
    this.#begin(child, id, call, { type: 'call', id, method: 'open', input: open });
    try {
      return { child, opened: await call.result };
    } catch (error) {
      child.kill('SIGKILL');
      throw error;
    }
  }

  #refuseToStart(): void {
    const { name } = this.#options;
    if (this.#closed) throw new ModelError(`${name} has been closed.`);
    const now = this.#now();
    this.#crashes = this.#crashes.filter((time) => now - time < CRASH_WINDOW_MS);
    if (this.#crashes.length >= MOST_CRASHES) {
      throw new ModelError(
        `The model process of ${name} stopped ${String(this.#crashes.length)} times within a minute and is left alone for now. Check that enough memory is free, or choose another model.`,
      );
    }
  }

  #watch(child: ChildProcess): void {
    const tail = new Tail();
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      tail.push(text);
    });
    child.on('message', (message) => {
      this.#receive(message as FromChild);
    });
    let spawnError: unknown;
    child.on('error', (error) => {
      spawnError = error;
    });
    child.once('close', (code, signal) => {
      if (this.#child === child) {
        this.#child = null;
        this.#running = null;
      }
      const how = signal ?? (code === null ? 'it could not be started' : `exit code ${String(code)}`);
      this.#stopped(child, how, spawnError ?? (tail.text === '' ? undefined : new Error(tail.text)));
    });
    keepAlive(child, false);
  }

  #begin<Part, Result>(child: ChildProcess, id: number, call: Call<Part, Result>, message: ToChild): void {
    this.#calls.set(id, call as Call<unknown, unknown>);
    keepAlive(child, true);
    void call.settled.then(() => {
      this.#calls.delete(id);
      if (this.#calls.size === 0) keepAlive(child, false);
    });
    this.#send(child, message);
  }

  #send(child: ChildProcess, message: ToChild): void {
    // A message that cannot be sent needs no word of its own: the process is gone, and its end fails every call.
    if (child.connected) child.send(message, () => undefined);
  }

  #receive(message: FromChild): void {
    const call = this.#calls.get(message.id);
    if (call === undefined) return;
    if (message.type === 'part') call.push(message.part);
    else if (message.type === 'result') call.succeed(message.result);
    else call.fail(new ModelError(message.forPeople ? message.message : this.#sentence(message.message)));
  }

  #sentence(message: string): string {
    return `The model process of ${this.#options.name} reported: ${message.replace(/[.\s]*$/, '.')}`;
  }

  #stopped(child: ChildProcess, how: string, cause: unknown): void {
    const { name } = this.#options;
    if (this.#closed) {
      this.#failAll(new ModelError(`${name} was closed while it was working.`));
    } else if (!child.killed) {
      this.#crashes.push(this.#now());
      this.#failAll(
        new ModelError(`The model process of ${name} stopped (${how}). It is started again for the next question.`, {
          cause,
        }),
      );
    }
  }

  #failAll(error: ModelError): void {
    for (const call of [...this.#calls.values()]) call.fail(error);
  }
}
