import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

export interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Record<string, unknown>;
}

/** An HTTP server on loopback that notes what it was asked. */
export abstract class LoopbackServer {
  readonly received: Received[] = [];
  /** Requests whose client went away before they were answered. */
  abandoned = 0;
  readonly #server: Server;

  constructor() {
    this.#server = createServer((request, response) => {
      response.on('close', () => {
        if (!response.writableFinished) this.abandoned++;
      });
      void this.#serve(request, response);
    });
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => {
      this.#server.listen(0, '127.0.0.1', resolve);
    });
    return `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  protected abstract answer(request: Received, response: ServerResponse): Promise<void>;

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const received: Received = {
      method: request.method ?? '',
      path: request.url ?? '',
      headers: request.headers,
      body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>),
    };
    this.received.push(received);
    await this.answer(received, response);
  }
}

export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}

/** How an answer of a model server goes: its words, a pause before each, and whether it breaks off. */
export interface Script {
  readonly words: readonly string[];
  readonly pauseMs: number;
  readonly breakOff: boolean;
}

/** Writes the scripted words as lines, until the client leaves. */
export async function stream(
  response: ServerResponse,
  { words, pauseMs, breakOff }: Script,
  line: (word: string | null) => string,
): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.flushHeaders();
  for (const word of words) {
    await delay(pauseMs, undefined, { ref: false });
    if (response.destroyed) return;
    response.write(line(word));
  }
  if (breakOff) response.destroy();
  else response.end(line(null));
}

/** A vector that depends on the text alone, not of unit length. */
export function vectorOf(text: string): number[] {
  const vector = [0, 0, 0, 0, 3];
  for (let index = 0; index < text.length; index++) {
    const slot = index % 4;
    vector[slot] = (vector[slot] ?? 0) + text.charCodeAt(index) / 100;
  }
  return vector;
}
