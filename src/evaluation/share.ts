import { bootstrapInterval, mean } from './metrics.ts';

/** A share with its 95 % interval. */
export interface Share {
  readonly share: number;
  readonly ci: readonly [number, number];
}

export function shareOf(outcomes: readonly boolean[]): Share {
  const values = outcomes.map(Number);
  return { share: mean(values), ci: bootstrapInterval(values) };
}

/** A line of a table: "kept   0.951   95 % 0.930 to 0.971". */
export function shareLine(label: string, { share, ci: [low, high] }: Share): string {
  return `${label.padEnd(62)} ${share.toFixed(3)}   95 % ${low.toFixed(3)} to ${high.toFixed(3)}`;
}
