import { ApiError } from '../rules/api-error.ts';
import type { World } from '../state.ts';
import type { Found } from './find-route.ts';
import type { ReadBody } from './read-body.ts';
import { notModelled } from './not-modelled.ts';
import type { Route } from './route.ts';

/**
 * A second opinion on requests and responses, such as the official OpenAPI description.
 * @returns what is wrong, in sentences; nothing where all is well
 */
export type SpecCheck = (
  what: { readonly method: string; readonly path: string; readonly status?: number },
  body: unknown,
) => readonly string[];

/**
 * Checks a request and lets its route answer.
 * @throws ApiError where a rule is broken
 */
export function handleRequest(
  world: World,
  request: Found & { readonly query: URLSearchParams; readonly authorization: string | undefined },
  { value: body, files }: ReadBody,
  options: {
    readonly gatewayUrl: string;
    readonly spec: SpecCheck | undefined;
    readonly blame: (what: string) => void;
  },
): { readonly status: number; readonly body: unknown } {
  const { route, params, query } = request;
  const { method, path } = route;
  const { rules, state } = world;
  rules.require('authorised', !route.auth || request.authorization === `Bot ${state.application.token}`);
  for (const [name, value] of query) {
    const known = route.query[name]?.test(value) ?? false;
    rules.require('knownFields', known, notModelled(`query.${name}`, `${value} is not modelled.`));
  }
  const welcome = files.length === 0 || route.takesFiles;
  rules.require('knownFields', welcome, notModelled('files', 'This route takes none.'));
  const checked = parsed(world, route, body);
  const faults = route.body ? (options.spec?.({ method, path }, body) ?? []) : [];
  if (faults.length > 0)
    throw new ApiError(
      'knownFields',
      faults.map((fault) => notModelled('body', fault)),
    );
  const answer = route.run({
    world,
    path: (name) => params.get(name) ?? '',
    query: (name) => query.get(name) ?? undefined,
    body: checked,
    files,
    gatewayUrl: options.gatewayUrl,
  });
  for (const fault of options.spec?.({ method, path, status: answer.status }, answer.body) ?? [])
    options.blame(`the sandbox's own answer: ${fault}`);
  return { status: answer.status, body: answer.body };
}

function parsed(world: World, route: Route, body: unknown): unknown {
  if (route.body === null) {
    world.rules.require('knownFields', body === undefined, notModelled('body', 'This route takes none.'));
    return undefined;
  }
  const result = route.body.safeParse(body);
  if (result.success) return result.data;
  const errors = result.error.issues.map((issue) =>
    notModelled(issue.path.map(String).join('.') || 'body', issue.message),
  );
  world.rules.require('knownFields', false, ...errors);
  return body;
}
