import type { Clock } from '../../clock.ts';
import type { Route } from '../rest/route.ts';
import type { Rulebook } from '../rules/rulebook.ts';
import { limit } from '../rules/rules.ts';
import { bucketHash, bucketKey, bucketOf } from './buckets.ts';

/** So many requests are left until then; plain, so that a test may read and set it. */
export interface Window {
  used: number;
  endsAt: number;
}

export interface RatesState {
  readonly buckets: Map<string, Window>;
  global: Window;
  /** When a request was answered with 401, 403 or 429, in the last 10 minutes. */
  invalid: number[];
}

export function emptyRates(): RatesState {
  return { buckets: new Map(), global: { used: 0, endsAt: 0 }, invalid: [] };
}

/** An answer with 429. */
export interface RateLimited {
  readonly scope: 'user' | 'global' | 'shared' | 'ban';
  readonly retryAfterMs: number;
}

export type Headers = Readonly<Record<string, string>>;

/** What becomes of a request: the headers of its answer, and why it is refused where it is. */
export interface Admission {
  readonly headers: Headers;
  readonly limited: RateLimited | null;
}

/** Source: topics/rate-limits.mdx#invalid-request-limit-aka-cloudflare-bans. */
const INVALID_WINDOW = 10 * 60_000;

const GLOBAL_WINDOW = 1000;

/** The rate limits of one bot. Time is the sandbox's. */
export class Rates {
  readonly #state: RatesState;
  readonly #clock: Clock;
  readonly #rules: Rulebook;

  constructor(state: RatesState, clock: Clock, rules: Rulebook) {
    this.#state = state;
    this.#clock = clock;
    this.#rules = rules;
  }

  /** Counts a request before anything is done. */
  admit(route: Route | undefined, params: ReadonlyMap<string, string>): Admission {
    const now = this.#clock.now();
    const state = this.#state;
    state.invalid = state.invalid.filter((at) => now - at < INVALID_WINDOW);
    const [first] = state.invalid;
    if (
      first !== undefined &&
      state.invalid.length >= limit('invalidRequests') &&
      this.#rules.has('invalidRequests')
    )
      return refusedBy('ban', first + INVALID_WINDOW - now);
    if (route === undefined) return { headers: {}, limited: null };
    // Source: "Interaction endpoints are not bound to the bot's Global Rate Limit", topics/rate-limits.mdx.
    if (route.auth) {
      state.global = current(state.global, now, GLOBAL_WINDOW);
      if (state.global.used >= limit('globalRate') && this.#rules.has('globalRate'))
        return refusedBy('global', state.global.endsAt - now);
      state.global.used += 1;
    }
    return this.#bucket(route, params, now);
  }

  /** Counts what an answer says about the bot. Source: as above; shared limits do not count. */
  answered(status: number, shared = false): void {
    if (shared || (status !== 401 && status !== 403 && status !== 429)) return;
    this.#state.invalid.push(this.#clock.now());
  }

  #bucket(route: Route, params: ReadonlyMap<string, string>, now: number): Admission {
    const bucket = bucketOf(route);
    if (bucket === undefined) return { headers: {}, limited: null };
    const key = bucketKey(bucket, params);
    const window = current(this.#state.buckets.get(key), now, bucket.perMs);
    this.#state.buckets.set(key, window);
    const full = window.used >= bucket.limit && this.#rules.has('bucketRate');
    if (!full) window.used += 1;
    const headers = {
      'x-ratelimit-limit': String(bucket.limit),
      'x-ratelimit-remaining': String(Math.max(0, bucket.limit - window.used)),
      'x-ratelimit-reset': seconds(window.endsAt),
      'x-ratelimit-reset-after': seconds(window.endsAt - now),
      'x-ratelimit-bucket': bucketHash(bucket),
    };
    return full ? { ...refusedBy('user', window.endsAt - now, headers) } : { headers, limited: null };
  }
}

/** A refusal, with what its headers say. Source: topics/rate-limits.mdx#exceeding-a-rate-limit. */
export function refusedBy(
  scope: RateLimited['scope'],
  retryAfterMs: number,
  headers: Headers = {},
): Admission {
  return {
    headers: {
      ...headers,
      'retry-after': String(Math.ceil(retryAfterMs / 1000)),
      ...(scope !== 'ban' && { 'x-ratelimit-scope': scope }),
      ...(scope === 'global' && { 'x-ratelimit-global': 'true' }),
    },
    limited: { scope, retryAfterMs },
  };
}

/** The body of a 429; a ban is answered by what stands before Discord, and not in JSON. */
export function rateLimitBody({ scope, retryAfterMs }: RateLimited): unknown {
  if (scope === 'ban') return 'error code: 1015';
  return {
    message: scope === 'shared' ? 'The resource is being rate limited.' : 'You are being rate limited.',
    retry_after: retryAfterMs / 1000,
    global: scope === 'global',
  };
}

function current(window: Window | undefined, now: number, length: number): Window {
  return window !== undefined && window.endsAt > now ? window : { used: 0, endsAt: now + length };
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}
