import type { IncomingMessage, ServerResponse } from 'node:http';
import { sleep } from '../clock.ts';
import type { Latency } from './mess/latency.ts';
import type { Mess } from './mess/mess.ts';
import { type Headers, rateLimitBody, type Rates, refusedBy } from './rates/rates.ts';
import { isFilePath, serveFile } from './files/serve-file.ts';
import { findRoute, type Found } from './rest/find-route.ts';
import { type ReadBody, readBody } from './rest/read-body.ts';
import { handleRequest, type SpecCheck } from './rest/handle-request.ts';
import { ApiError } from './rules/api-error.ts';
import type { Rulebook } from './rules/rulebook.ts';
import type { State, World } from './state.ts';

export interface RestOptions {
  readonly gatewayUrl: string;
  readonly spec: SpecCheck | undefined;
  readonly mess: Mess;
  /** `null` where nothing is limited, or takes time. */
  readonly rates: Rates | null;
  readonly latency: Latency | null;
}

/** How an answer leaves. */
interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Headers;
}

/** Milliseconds after which an event has surely overtaken the response to its request. */
const OVERTAKES = 100;

/** Milliseconds of a slow answer. */
const SLOW = 4000;

const SERVER_ERRORS = [500, 502, 503] as const;

/** Answers one request to the REST API; records it, and what was wrong with it. */
export async function answerRequest(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
  options: RestOptions,
): Promise<void> {
  const { state, clock } = world;
  const { mess, latency } = options;
  const method = request.method ?? 'GET';
  const url = new URL(request.url ?? '/', 'http://sandbox');
  if (isFilePath(url.pathname)) {
    await serveFile(state, url.pathname, request, response);
    return;
  }
  const record: State['requests'][number] = {
    at: clock.now(),
    method,
    path: url.pathname,
    status: null,
    underWay: false,
  };
  state.requests.push(record);
  const waits = async (waiting: Promise<void>): Promise<void> => {
    record.underWay = true;
    await waiting;
    record.underWay = false;
  };
  try {
    const body = await received(request, world.rules);
    // Whoever broke off while sending waits for no answer.
    if (body === null) return;
    if (latency) await waits(latency.oneWay());
    const eventsBefore = eventCount(state);
    const answer = answerTo(
      world,
      { method, url, body, authorization: request.headers.authorization },
      options,
    );
    if (mess.happens('slowAnswers')) await waits(sleep(clock, SLOW));
    if (eventCount(state) > eventsBefore && mess.happens('eventFirst')) await waits(sleep(clock, OVERTAKES));
    if (latency) await waits(latency.oneWay());
    record.status = answer.status;
    if (mess.happens('lostResponses')) request.socket.resetAndDestroy();
    else write(response, answer);
  } finally {
    record.status ??= 0;
    world.changed();
  }
}

interface Received {
  readonly method: string;
  readonly url: URL;
  readonly body: ReadBody | ApiError;
  readonly authorization: string | undefined;
}

/** What was sent, or what is wrong with it; `null` where the connection broke. */
async function received(request: IncomingMessage, rules: Rulebook): Promise<Received['body'] | null> {
  try {
    return await readBody(request, rules);
  } catch (error) {
    if (error instanceof ApiError) return error;
    if (request.destroyed) return null;
    throw error;
  }
}

/** Everything from the limits to the answer; nothing here waits. */
function answerTo(world: World, received: Received, options: RestOptions): Answer {
  const { mess, rates } = options;
  const found = findRoute(received.method, received.url.pathname);
  const admission = rates?.admit(found?.route, found?.params ?? new Map()) ?? { headers: {}, limited: null };
  if (admission.limited) {
    if (admission.limited.scope !== 'ban') rates?.answered(429);
    return { status: 429, body: rateLimitBody(admission.limited), headers: admission.headers };
  }
  if (mess.happens('sharedLimits')) {
    const shared = refusedBy('shared', 1000, admission.headers);
    return { status: 429, body: shared.limited && rateLimitBody(shared.limited), headers: shared.headers };
  }
  if (mess.happens('serverErrors')) {
    const status = SERVER_ERRORS[Math.floor(mess.random('serverErrors') * SERVER_ERRORS.length)] ?? 500;
    return { status, body: { message: `${String(status)}: Server Error`, code: 0 } };
  }
  const answer = judged(world, received, found, options);
  rates?.answered(answer.status);
  return { ...answer, headers: { ...admission.headers, ...answer.headers } };
}

/** A limit of one thing, such as a message, is told like that of a bucket. Source: topics/rate-limits.mdx#header-format. */
function retryHeaders(retryAfterMs: number): Headers {
  return { 'retry-after': String(Math.ceil(retryAfterMs / 1000)), 'x-ratelimit-scope': 'user' };
}

/** The answer of the route, or the error that a rule asks for. */
function judged(world: World, received: Received, found: Found | undefined, options: RestOptions): Answer {
  const blame = (what: string): void => {
    world.state.violations.push(`${received.method} ${received.url.pathname}: ${what}`);
  };
  try {
    if (received.body instanceof ApiError) throw received.body;
    if (found === undefined) {
      world.rules.require('knownRoute', false);
      return { status: 200, body: {} };
    }
    return handleRequest(
      world,
      { ...found, query: received.url.searchParams, authorization: received.authorization },
      received.body,
      { ...options, blame },
    );
  } catch (error) {
    if (!(error instanceof ApiError)) {
      blame(`the sandbox failed: ${String(error)}`);
      return { status: 500, body: { message: '500: Internal Server Error', code: 0 } };
    }
    if (error.fault) blame(error.message);
    const { status, body, retryAfterMs } = error;
    return { status, body, ...(retryAfterMs !== null && { headers: retryHeaders(retryAfterMs) }) };
  }
}

function eventCount({ gateway }: State): number {
  return [...gateway.sessions.values()].reduce((sum, { sequence }) => sum + sequence, 0);
}

function write(response: ServerResponse, { status, body, headers = {} }: Answer): void {
  if (body === undefined) response.writeHead(status, headers).end();
  else if (typeof body === 'string')
    response.writeHead(status, { ...headers, 'content-type': 'text/plain' }).end(body);
  else
    response.writeHead(status, { ...headers, 'content-type': 'application/json' }).end(JSON.stringify(body));
}
