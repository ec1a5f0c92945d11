import type { Clock } from '../../clock.ts';
import { gatewayLimit } from '../rules/gateway-rules.ts';
import type { GatewayState } from './session.ts';

const DAY = 24 * 3600 * 1000;

/** Forgets identifications older than a day, and returns how many are left. */
export function forgetOldStarts(gateway: GatewayState, clock: Clock): number {
  const since = clock.now() - DAY;
  gateway.starts = gateway.starts.filter((at) => at > since);
  return gateway.starts.length;
}

/** What `GET /gateway/bot` says about further identifications. Source: events/gateway.mdx#session-start-limit-object. */
export function sessionStartLimit(gateway: GatewayState, clock: Clock) {
  const used = forgetOldStarts(gateway, clock);
  const total = gatewayLimit('sessionStarts');
  const [oldest] = gateway.starts;
  return {
    total,
    remaining: Math.max(0, total - used),
    reset_after: oldest === undefined ? 0 : oldest + DAY - clock.now(),
    max_concurrency: 1,
  };
}
