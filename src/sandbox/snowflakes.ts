import type { Clock } from '../clock.ts';

/** First millisecond of 2015. Source: reference.mdx#snowflakes. */
const DISCORD_EPOCH = 1_420_070_400_000n;

/** Makes ids as Discord does: 42 bits of time, then a counter, so that they sort by age. */
export function snowflakes(clock: Clock): () => string {
  let count = 0n;
  return () => {
    count = (count + 1n) % (1n << 22n);
    return String(((BigInt(clock.now()) - DISCORD_EPOCH) << 22n) | count);
  };
}
