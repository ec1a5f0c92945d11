import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { ReadableStream as WebStream } from 'node:stream/web';
import { hasCode, messageOf, ModelError, StorageError } from '../../errors.ts';
import { reasonOf } from '../reason-of.ts';
import { sizeOf } from './manifest.ts';

/** A server that does not answer within this time counts as out of reach; Node gives up connecting after 10 s. */
const ANSWER_MS = 20_000;
/** A download in which nothing arrives for this long is given up; what is there is kept for the next try. */
const STALL_MS = 60_000;
const MOST_REDIRECTS = 6;

export interface Transfer {
  readonly signal?: AbortSignal | undefined;
  /** Bytes that are there, of how many (null where the server does not say). */
  readonly onProgress: (done: number, total: number | null) => void;
}

export interface Downloaded {
  readonly bytes: number;
  readonly sha256: string;
  /** The sha256 that the hub names for the file, null where it names none (small files). */
  readonly published: string | null;
}

/**
 * Downloads a file to `path`, going on where an earlier download stopped; hashes while it writes, and syncs.
 * @throws ModelError when the server cannot be reached or does not have it, StorageError when it cannot be written;
 * the part that is there stays
 */
export async function download(url: string, path: string, transfer: Transfer): Promise<Downloaded> {
  const watch = new Watch(transfer.signal);
  try {
    const there = sizeOf(path) ?? 0;
    const answer = await request(url, there, watch);
    if (answer.status === 416 && there > 0) {
      // All of it is there already, or the file on the server is another one: the sha256 will tell.
      const total = Number(/\/(\d+)$/.exec(answer.headers.get('content-range') ?? '')?.[1] ?? Number.NaN);
      if (total === there) return { bytes: there, sha256: (await hashOf(path)).digest('hex'), published: answer.published };
      return await save(await request(url, 0, watch), path, 0, watch, transfer);
    }
    return await save(answer, path, answer.status === 206 ? there : 0, watch, transfer);
  } catch (error) {
    transfer.signal?.throwIfAborted();
    throw sentence(error, url);
  } finally {
    watch.end();
  }
}

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: ReadableStream<Uint8Array> | null;
  readonly published: string | null;
}

/** Follows redirects itself: the hub names a file's sha256 on the first answer, not on the last. */
async function request(url: string, from: number, watch: Watch): Promise<Answer> {
  let published: string | null = null;
  let next = url;
  for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
    watch.expect(ANSWER_MS);
    const response = await fetch(next, {
      redirect: 'manual',
      signal: watch.signal,
      headers: { 'accept-encoding': 'identity', ...(from > 0 && { range: `bytes=${String(from)}-` }) },
    });
    published ??= sha256In(response.headers.get('x-linked-etag'));
    const location = response.headers.get('location');
    if (response.status < 300 || response.status >= 400 || location === null) {
      if (!response.ok && response.status !== 416) {
        await response.body?.cancel();
        throw new ModelError(`${hostOf(url)} answered ${String(response.status)} for ${new URL(url).pathname}.`);
      }
      return { status: response.status, headers: response.headers, body: response.body, published };
    }
    await response.body?.cancel();
    next = new URL(location, next).href;
  }
  throw new ModelError(`${hostOf(url)} redirects in circles.`);
}

function sha256In(etag: string | null): string | null {
  return /^"?([0-9a-f]{64})"?$/.exec(etag ?? '')?.[1] ?? null;
}

async function save(
  answer: Answer,
  path: string,
  from: number,
  watch: Watch,
  { onProgress }: Transfer,
): Promise<Downloaded> {
  const announced = answer.headers.get('content-length');
  const total = announced === null || answer.headers.has('content-encoding') ? null : from + Number(announced);
  const hash = from === 0 ? createHash('sha256') : await hashOf(path);
  const file = await open(path, from === 0 ? 'w' : 'a');
  let bytes = from;
  try {
    for await (const chunk of chunksOf(answer.body, watch.signal)) {
      watch.expect(STALL_MS);
      await writeAll(file, chunk);
      hash.update(chunk);
      bytes += chunk.length;
      onProgress(bytes, total);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  if (total !== null && bytes !== total) {
    throw new Error(`only ${String(bytes)} of ${String(total)} bytes arrived`);
  }
  return { bytes, sha256: hash.digest('hex'), published: answer.published };
}

/** A body in pieces. Node 22 sometimes waits for ever on a body whose request was aborted; a stream of Node's own ends. */
function chunksOf(body: Answer['body'], signal: AbortSignal): AsyncIterable<Uint8Array> {
  return body === null ? Readable.from([]) : Readable.fromWeb(body as WebStream, { signal });
}

async function writeAll(file: FileHandle, chunk: Uint8Array): Promise<void> {
  for (let written = 0; written < chunk.length; ) {
    written += (await file.write(chunk, written)).bytesWritten;
  }
}

async function hashOf(path: string): Promise<Hash> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash;
}

/** Ends a transfer in which nothing happens. */
class Watch {
  readonly #silence = new AbortController();
  readonly signal: AbortSignal;
  #timer: NodeJS.Timeout | undefined;

  constructor(signal: AbortSignal | undefined) {
    this.signal = signal === undefined ? this.#silence.signal : AbortSignal.any([signal, this.#silence.signal]);
  }

  /** Something must happen within this time. */
  expect(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#silence.abort(new Error(`nothing arrived for ${String(ms / 1000)} seconds`));
    }, ms);
  }

  end(): void {
    clearTimeout(this.#timer);
  }
}

function sentence(error: unknown, url: string): Error {
  if (error instanceof ModelError) return error;
  if (hasCode(error, 'ENOSPC')) {
    return new StorageError('The disk is full. Free some space and pull again: it goes on where it stopped.', {
      cause: error,
    });
  }
  if (hasCode(error, 'EACCES') || hasCode(error, 'EROFS') || hasCode(error, 'EPERM')) {
    return new StorageError(`MODELS_DIR cannot be written to (${messageOf(error)}). Choose another folder.`, {
      cause: error,
    });
  }
  return new ModelError(`${hostOf(url)} cannot be reached (${reasonOf(error)}).`, { cause: error });
}

function hostOf(url: string): string {
  return new URL(url).host;
}
