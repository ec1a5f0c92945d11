import { refused, type Rule } from './rule.ts';

const RATES = 'topics/rate-limits.mdx';
const MESSAGE = 'You are being rate limited.';

/** How much a bot may ask. */
export const RATE_RULES = {
  /** Requests of one bucket; how many is told by the table of buckets. */
  bucketRate: refused(429, 0, MESSAGE, `${RATES}#header-format`),
  /** Requests of a bot in one second; those that an interaction's token allows do not count. */
  globalRate: refused(429, 0, MESSAGE, `${RATES}#global-rate-limit`, 50),
  /** Answers with 401, 403 and 429, shared ones apart, in 10 minutes; then nothing is answered until these are over. */
  invalidRequests: refused(
    429,
    0,
    'error code: 1015',
    `${RATES}#invalid-request-limit-aka-cloudflare-bans`,
    10_000,
  ),
} as const satisfies Record<string, Rule>;

export type RateRuleName = keyof typeof RATE_RULES;
