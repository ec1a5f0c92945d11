import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { WebSocket } from 'ws';
import type { Sandbox } from '../../../src/sandbox/sandbox.ts';

/** What the sandbox answered. */
export interface Answered {
  readonly status: number;
  /** Discord's error code; `undefined` where it is no error. */
  readonly code: number | undefined;
  readonly body: unknown;
  readonly headers: Headers;
}

/** A bot without a library, to send what discord.js never would. */
export async function send(
  sandbox: Sandbox,
  method: string,
  path: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = { authorization: `Bot ${sandbox.state.application.token}` },
): Promise<Answered> {
  return answered(
    await fetch(`${sandbox.api}/v10${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    }),
  );
}

/** Sends JSON with files, named file-0.txt and so on. */
export async function sendForm(
  sandbox: Sandbox,
  method: string,
  path: string,
  body: unknown,
  files: readonly Blob[],
): Promise<Answered> {
  const form = new FormData();
  form.set('payload_json', JSON.stringify(body));
  for (const [index, file] of files.entries())
    form.set(`files[${String(index)}]`, file, `file-${String(index)}.txt`);
  const headers = { authorization: `Bot ${sandbox.state.application.token}` };
  return answered(await fetch(`${sandbox.api}/v10${path}`, { method, headers, body: form }));
}

async function answered(response: Response): Promise<Answered> {
  const text = await response.text();
  const isJson = response.headers.get('content-type') === 'application/json';
  const parsed: unknown = text === '' ? undefined : isJson ? JSON.parse(text) : text;
  const code =
    typeof parsed === 'object' && parsed !== null && 'code' in parsed ? Number(parsed.code) : undefined;
  return { status: response.status, code, body: parsed, headers: response.headers };
}

interface Payload {
  readonly op: number;
  readonly s?: number;
  readonly t?: string;
  readonly d?: unknown;
}

/** One connection to the gateway, with everything that came over it. */
export class RawGateway {
  readonly received: Payload[] = [];
  /** The same as bytes, where they came compressed. */
  readonly binary: Buffer[] = [];
  readonly closed: Promise<number>;
  readonly #socket: WebSocket;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (data: Buffer, isBinary) => {
      if (isBinary) this.binary.push(data);
      else this.received.push(JSON.parse(data.toString('utf8')) as Payload);
      socket.emit('received');
    });
    this.closed = new Promise((resolve) => socket.once('close', resolve));
  }

  /** @param query what the address says beside, or instead of, version 10 and JSON */
  static async open(sandbox: Sandbox, query: Readonly<Record<string, string>> = {}): Promise<RawGateway> {
    const { body } = await send(sandbox, 'GET', '/gateway');
    const parameters = new URLSearchParams({ v: '10', encoding: 'json', ...query });
    const socket = new WebSocket(`${(body as { url: string }).url}?${parameters.toString()}`);
    const gateway = new RawGateway(socket);
    await new Promise((resolve) => socket.once('open', resolve));
    return gateway;
  }

  /** Opens a connection and identifies with these intents. */
  static async identified(
    sandbox: Sandbox,
    intents: number,
    query: Readonly<Record<string, string>> = {},
  ): Promise<RawGateway> {
    const gateway = await RawGateway.open(sandbox, query);
    gateway.identifies(sandbox, { intents });
    await gateway.event('READY');
    return gateway;
  }

  identifies(sandbox: Sandbox, fields: Readonly<Record<string, unknown>> = {}): void {
    const { token } = sandbox.state.application;
    this.sends({ op: 2, d: { token, intents: 0, properties: {}, ...fields } });
  }

  sends(payload: unknown): void {
    this.#socket.send(typeof payload === 'string' ? payload : JSON.stringify(payload));
  }

  /** Waits for an event and returns its data; the first that is there already counts. */
  async event(name: string): Promise<Readonly<Record<string, unknown>>> {
    return (await this.until(({ t }) => t === name)).d as Readonly<Record<string, unknown>>;
  }

  /** Waits for a payload that fits; so many that fit are passed over first. */
  async until(fits: (payload: Payload) => boolean, skip = 0): Promise<Payload> {
    for (;;) {
      const found = this.received.filter(fits)[skip];
      if (found) return found;
      await new Promise((resolve) => this.#socket.once('received', resolve));
    }
  }

  close(code = 4000): void {
    this.#socket.close(code);
  }
}

/** Asks the gateway for a WebSocket with these headers, as a page of a browser would. */
export async function askForSocket(
  sandbox: Sandbox,
  headers: Readonly<Record<string, string>>,
): Promise<Answered> {
  const asked = request(new URL('/?v=10&encoding=json', sandbox.api), {
    headers: {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==',
      ...headers,
    },
  });
  return new Promise((resolve, reject) => {
    asked.once('error', reject);
    asked.once('upgrade', ({ statusCode: status = 0 }, socket) => {
      socket.destroy();
      resolve({ status, code: undefined, body: undefined, headers: new Headers() });
    });
    asked.once('response', (response) => {
      const { statusCode: status = 0 } = response;
      text(response).then((body) => {
        const parsed = JSON.parse(body) as { readonly code: number };
        resolve({ status, code: parsed.code, body: parsed, headers: new Headers() });
      }, reject);
    });
    asked.end();
  });
}
