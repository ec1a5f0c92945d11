import { mean } from './metrics.ts';
import { seededRandom } from './statistics.ts';

/** How far one configuration is ahead of another on the same questions. */
export interface PairedDifference {
  /** Mean of the differences, positive where the first is ahead. */
  readonly difference: number;
  /** Its 95 % interval. */
  readonly low: number;
  readonly high: number;
  /** Share of resamples in which the difference lies on the other side of 0, doubled: small where it is no chance. */
  readonly p: number;
}

const RESAMPLES = 2000;

/**
 * Paired bootstrap over questions (Efron 1979; for retrieval: Sakai 2006): resamples questions, not rankings, so that
 * hard and easy questions do not blur the comparison. Fixed seed.
 * @param ours score of each question, in the order of `theirs`
 */
export function pairedBootstrap(ours: readonly number[], theirs: readonly number[]): PairedDifference {
  if (ours.length !== theirs.length || ours.length === 0)
    throw new Error(`${String(ours.length)} scores cannot be paired with ${String(theirs.length)}`);
  const differences = ours.map((score, index) => score - (theirs[index] ?? 0));
  const random = seededRandom(11);
  const means = Array.from({ length: RESAMPLES }, () => {
    let sum = 0;
    for (let draw = 0; draw < differences.length; draw++)
      sum += differences[Math.floor(random() * differences.length)] ?? 0;
    return sum / differences.length;
  }).sort((a, b) => a - b);
  const difference = mean(differences);
  const otherSide = means.filter((value) => (difference >= 0 ? value <= 0 : value >= 0)).length;
  return {
    difference,
    low: means[Math.floor(0.025 * RESAMPLES)] ?? Number.NaN,
    high: means[Math.ceil(0.975 * RESAMPLES) - 1] ?? Number.NaN,
    p: Math.min(1, (2 * otherSide) / RESAMPLES),
  };
}
