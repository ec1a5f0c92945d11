import { RULES, type RuleName } from './rules.ts';

/** What one field of a request did wrong; `code` as Discord names it. */
export interface FieldError {
  readonly path: string;
  readonly code: string;
  readonly message: string;
}

/** An error answer of the REST API. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly rule: RuleName;
  readonly status: number;
  readonly fault: boolean;
  readonly body: unknown;
  /** Milliseconds after which it may be tried again; `null` where that is not said. */
  readonly retryAfterMs: number | null;

  constructor(name: RuleName, errors: readonly FieldError[] = [], retryAfterMs: number | null = null) {
    const rule = RULES[name];
    super(`${rule.message}${errors.map((error) => `; ${error.path}: ${error.message}`).join('')}`);
    this.rule = name;
    this.status = rule.status;
    this.fault = rule.fault;
    this.retryAfterMs = retryAfterMs;
    this.body = {
      message: rule.message,
      code: rule.code,
      ...(retryAfterMs !== null && { retry_after: retryAfterMs / 1000, global: false }),
      ...(errors.length > 0 && { errors: nested(errors) }),
    };
  }
}

interface Nested {
  _errors?: Omit<FieldError, 'path'>[];
  [key: string]: unknown;
}

/** `a.b` becomes `{ a: { b: { _errors: [...] } } }`. Source: reference.mdx#error-messages. */
function nested(errors: readonly FieldError[]): Nested {
  const root: Nested = {};
  for (const { path, ...error } of errors) {
    let node = root;
    for (const key of path.split('.').filter((part) => part !== '')) node = (node[key] ??= {}) as Nested;
    (node._errors ??= []).push(error);
  }
  return root;
}
