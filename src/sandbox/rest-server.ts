import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Route } from './rest/route.ts';
import { ROUTES } from './rest/routes.ts';
import { ApiError, type FieldError } from './rules/api-error.ts';
import type { World } from './state.ts';

/** Largest body that is read, in bytes. Source: reference.mdx#uploading-files, request of 25 MiB. */
const MOST_BYTES = 25 * 1024 * 1024;

/**
 * A second opinion on requests and responses, such as the official OpenAPI description.
 * @returns what is wrong, in sentences; nothing where all is well
 */
export type SpecCheck = (
  what: { readonly method: string; readonly path: string; readonly status?: number },
  body: unknown,
) => readonly string[];

interface Match {
  readonly route: Route;
  readonly params: ReadonlyMap<string, string>;
}

function match(method: string, path: string): Match | undefined {
  const parts = path.split('/');
  for (const route of ROUTES) {
    const names = route.path.split('/');
    if (route.method !== method || names.length !== parts.length) continue;
    const params = new Map<string, string>();
    const fits = names.every((name, index) => {
      const part = decodeURIComponent(parts[index] ?? '');
      if (!name.startsWith('{')) return name === part;
      params.set(name.slice(1, -1), part);
      return part !== '';
    });
    if (fits) return { route, params };
  }
  return undefined;
}

async function read(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MOST_BYTES) throw new ApiError('knownFields', [field('body', 'Request entity too large')]);
    chunks.push(chunk);
  }
  if (size === 0) return undefined;
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new ApiError('knownFields', [field('body', 'Only JSON is modelled.')]);
  }
}

function field(path: string, message: string): FieldError {
  return { path, code: 'SANDBOX_NOT_MODELLED', message };
}

function parsed(world: World, route: Route, body: unknown): unknown {
  if (route.body === null) {
    world.rules.require('knownFields', body === undefined, field('body', 'This route takes none.'));
    return undefined;
  }
  const result = route.body.safeParse(body);
  if (result.success) return result.data;
  const errors = result.error.issues.map((issue) =>
    field(issue.path.map(String).join('.') || 'body', issue.message),
  );
  world.rules.require('knownFields', false, ...errors);
  return body;
}

/** Answers one request to the REST API; records it, and what was wrong with it. */
export async function answerRequest(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
  options: { readonly gatewayUrl: string; readonly spec: SpecCheck | undefined },
): Promise<void> {
  const { state, rules, clock } = world;
  const method = request.method ?? 'GET';
  const url = new URL(request.url ?? '/', 'http://sandbox');
  const record = { at: clock.now(), method, path: url.pathname, status: null as number | null };
  state.requests.push(record);
  const reply = (status: number, body: unknown): void => {
    record.status = status;
    if (body === undefined) response.writeHead(status).end();
    else response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    world.changed();
  };
  const blame = (what: string): void => {
    state.violations.push(`${method} ${url.pathname}: ${what}`);
  };
  try {
    const body = await read(request);
    const prefix = '/api/v10';
    const found = url.pathname.startsWith(`${prefix}/`)
      ? match(method, url.pathname.slice(prefix.length))
      : undefined;
    if (found === undefined) throw new ApiError('knownRoute');
    const { route, params } = found;
    const authorised = !route.auth || request.headers.authorization === `Bot ${state.application.token}`;
    rules.require('authorised', authorised);
    for (const [name, value] of url.searchParams) {
      rules.require(
        'knownFields',
        route.query[name]?.test(value) ?? false,
        field(`query.${name}`, `${value} is not modelled.`),
      );
    }
    const checked = parsed(world, route, body);
    const faults = route.body ? (options.spec?.({ method, path: route.path }, body) ?? []) : [];
    if (faults.length > 0)
      throw new ApiError(
        'knownFields',
        faults.map((fault) => field('body', fault)),
      );
    const path = (name: string): string => params.get(name) ?? '';
    const query = (name: string): string | undefined => url.searchParams.get(name) ?? undefined;
    const answer = route.run({ world, path, query, body: checked, gatewayUrl: options.gatewayUrl });
    for (const fault of options.spec?.({ method, path: route.path, status: answer.status }, answer.body) ??
      []) {
      blame(`the sandbox's own answer: ${fault}`);
    }
    reply(answer.status, answer.body);
  } catch (error) {
    if (!(error instanceof ApiError)) {
      blame(`the sandbox failed: ${String(error)}`);
      reply(500, { message: '500: Internal Server Error', code: 0 });
      return;
    }
    if (error.fault) blame(error.message);
    reply(error.status, error.body);
  }
}
