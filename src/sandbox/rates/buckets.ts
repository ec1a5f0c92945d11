import { createHash } from 'node:crypto';
import type { Route } from '../rest/route.ts';

/** How many requests of some routes one resource takes in so many milliseconds. */
export interface Bucket {
  readonly name: string;
  readonly limit: number;
  readonly perMs: number;
}

interface Row extends Bucket {
  readonly fits: (route: Pick<Route, 'method' | 'path'>) => boolean;
}

const at =
  (method: Route['method'], path: RegExp): Row['fits'] =>
  (route) =>
    route.method === method && path.test(route.path);

/**
 * Discord documents no numbers, and asks that none be relied on (topics/rate-limits.mdx); these are what bots
 * commonly read in the headers. The first row that fits counts.
 */
export const BUCKETS: readonly Row[] = [
  {
    name: 'reactions',
    limit: 1,
    perMs: 250,
    fits: ({ method, path }) => method !== 'GET' && path.includes('/reactions/'),
  },
  { name: 'create message', limit: 5, perMs: 5000, fits: at('POST', /^\/channels\/[^/]+\/messages$/) },
  { name: 'edit message', limit: 5, perMs: 5000, fits: at('PATCH', /^\/channels\/[^/]+\/messages\/[^/]+$/) },
  {
    name: 'delete message',
    limit: 5,
    perMs: 1000,
    fits: at('DELETE', /^\/channels\/[^/]+\/messages\/[^/]+$/),
  },
  { name: 'typing', limit: 5, perMs: 5000, fits: at('POST', /\/typing$/) },
  { name: 'webhook', limit: 5, perMs: 2000, fits: ({ path }) => path.startsWith('/webhooks/') },
  { name: 'commands', limit: 5, perMs: 20_000, fits: at('PUT', /\/commands$/) },
];

/** What everything else shares, each route for itself. */
const OTHER = { limit: 50, perMs: 10_000 };

/** The bucket of a route, or `undefined` for the callback of an interaction, which has none. */
export function bucketOf(route: Pick<Route, 'method' | 'path'>): Bucket | undefined {
  if (route.path.startsWith('/interactions/')) return undefined;
  return BUCKETS.find(({ fits }) => fits(route)) ?? { name: `${route.method} ${route.path}`, ...OTHER };
}

/** A bucket's name as `X-RateLimit-Bucket` tells it. */
export function bucketHash({ name }: Bucket): string {
  return createHash('sha256').update(name).digest('hex').slice(0, 32);
}

/** Parts of a path that have buckets of their own. Source: topics/rate-limits.mdx. */
const TOP_LEVEL = ['channel_id', 'guild_id', 'webhook_id', 'webhook_token'] as const;

/** What counts together: the bucket, and the resource that it is for. */
export function bucketKey(bucket: Bucket, params: ReadonlyMap<string, string>): string {
  return [bucketHash(bucket), ...TOP_LEVEL.map((name) => params.get(name) ?? '')].join(':');
}
