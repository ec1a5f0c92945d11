import { WebSocket } from 'ws';
import type { Sandbox } from '../../../src/sandbox/sandbox.ts';

/** What the sandbox answered. */
export interface Answered {
  readonly status: number;
  /** Discord's error code; `undefined` where it is no error. */
  readonly code: number | undefined;
  readonly body: unknown;
}

/** A bot without a library, to send what discord.js never would. */
export async function send(
  sandbox: Sandbox,
  method: string,
  path: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = { authorization: `Bot ${sandbox.state.application.token}` },
): Promise<Answered> {
  const response = await fetch(`${sandbox.api}/v10${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const parsed: unknown = text === '' ? undefined : JSON.parse(text);
  const code =
    typeof parsed === 'object' && parsed !== null && 'code' in parsed ? Number(parsed.code) : undefined;
  return { status: response.status, code, body: parsed };
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
  readonly closed: Promise<number>;
  readonly #socket: WebSocket;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (data: Buffer) => {
      this.received.push(JSON.parse(data.toString('utf8')) as Payload);
      socket.emit('received');
    });
    this.closed = new Promise((resolve) => socket.once('close', resolve));
  }

  static async open(sandbox: Sandbox, version = 10): Promise<RawGateway> {
    const { body } = await send(sandbox, 'GET', '/gateway/bot');
    const socket = new WebSocket(`${(body as { url: string }).url}?v=${String(version)}&encoding=json`);
    const gateway = new RawGateway(socket);
    await new Promise((resolve) => socket.once('open', resolve));
    return gateway;
  }

  /** Opens a connection and identifies with these intents. */
  static async identified(sandbox: Sandbox, intents: number): Promise<RawGateway> {
    const gateway = await RawGateway.open(sandbox);
    gateway.sends({ op: 2, d: { token: sandbox.state.application.token, intents, properties: {} } });
    await gateway.event('READY');
    return gateway;
  }

  sends(payload: unknown): void {
    this.#socket.send(typeof payload === 'string' ? payload : JSON.stringify(payload));
  }

  /** Waits for an event and returns its data; the first that is there already counts. */
  async event(name: string): Promise<Readonly<Record<string, unknown>>> {
    return (await this.until(({ t }) => t === name)).d as Readonly<Record<string, unknown>>;
  }

  async until(fits: (payload: Payload) => boolean): Promise<Payload> {
    for (;;) {
      const found = this.received.find(fits);
      if (found) return found;
      await new Promise((resolve) => this.#socket.once('received', resolve));
    }
  }

  close(code = 4000): void {
    this.#socket.close(code);
  }
}
