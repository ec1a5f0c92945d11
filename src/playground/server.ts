import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { messageOf, UserError } from '../errors.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { type Actors, perform } from './actions.ts';
import { avatarOf } from './avatar.ts';
import { readAction } from './read-action.ts';
import { refusal, setSafeHeaders } from './request-guard.ts';
import { serveFile } from './serve-file.ts';
import { streamViews } from './stream-views.ts';

export interface PageFile {
  readonly type: string;
  readonly body: Uint8Array | string;
}

export interface PlaygroundServer {
  /** Where the page is: an address on loopback. */
  readonly address: string;
  readonly close: () => Promise<void>;
}

export interface ServerOptions {
  readonly sandbox: Sandbox;
  /** Those one can be, the first at first. */
  readonly actors: Actors;
  /** The page's files by path. */
  readonly files: ReadonlyMap<string, PageFile>;
  /** Port on 127.0.0.1; 0 takes a free one. */
  readonly port: number;
  /** Questions that the articles answer; asked for whenever somebody looks. */
  readonly samples?: () => readonly string[];
}

/**
 * Serves the page, what each person sees as server-sent events, and takes what they do.
 * @throws UserError where the port is taken
 */
export async function servePlayground(options: ServerOptions): Promise<PlaygroundServer> {
  const server = createServer((request, response) => {
    setSafeHeaders(response);
    answer(request, response, options, portOf(server)).catch((error: unknown) => {
      const tooLarge = error instanceof RangeError;
      if (!response.headersSent) response.writeHead(tooLarge ? 413 : 400);
      response.end(messageOf(error));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? taken(options.port, error) : error);
    });
    server.listen(options.port, '127.0.0.1', resolve);
  });
  return {
    address: `http://127.0.0.1:${String(portOf(server))}/`,
    async close() {
      await new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      });
    },
  };
}

function portOf(server: { address(): AddressInfo | string | null }): number {
  return (server.address() as AddressInfo).port;
}

function taken(port: number, cause: Error): UserError {
  return new UserError(
    `Port ${String(port)} is taken. Choose another: npm run playground -- --port ${String(port + 1)}, or 0 for a free one.`,
    { cause },
  );
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { sandbox, actors, files, samples = () => [] }: ServerOptions,
  port: number,
): Promise<void> {
  const refused = refusal(request, port);
  if (refused !== null) {
    response.writeHead(403, { 'content-type': 'text/plain; charset=utf-8' }).end(refused);
    return;
  }
  const url = new URL(request.url ?? '/', 'http://playground');
  const route = `${request.method ?? 'GET'} ${url.pathname}`;
  const file = request.method === 'GET' ? files.get(url.pathname) : undefined;
  if (file !== undefined) {
    response.writeHead(200, { 'content-type': file.type }).end(file.body);
  } else if (route === 'GET /views') {
    streamViews({ sandbox, actors, samples }, url.searchParams, response);
  } else if (route === 'POST /actions') {
    const result = await perform(sandbox, actors, await readAction(request));
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(result));
  } else if (request.method === 'GET' && url.pathname.startsWith('/files/')) {
    const fileId = url.pathname.slice('/files/'.length);
    await serveFile(sandbox.state, fileId, url.searchParams.get('as') ?? '', response);
  } else if (request.method === 'GET' && url.pathname.startsWith('/avatars/')) {
    const user = sandbox.state.users.get(url.pathname.slice('/avatars/'.length));
    if (user === undefined) response.writeHead(404).end();
    else response.writeHead(200, { 'content-type': 'image/svg+xml' }).end(avatarOf(user));
  } else {
    response.writeHead(404).end();
  }
}
