import type { Clock } from '../../clock.ts';
import { sleep } from '../../clock.ts';
import { seededRandom } from '../../evaluation/statistics.ts';

/** How long requests are on their way, in milliseconds: there and back together. */
export interface LatencySettings {
  readonly least: number;
  readonly most: number;
  /** The same seed gives the same times. */
  readonly seed?: number;
}

/** What a bot in Europe or America commonly sees. */
export const USUAL_LATENCY: LatencySettings = { least: 80, most: 300 };

/** The way between bot and Discord. */
export class Latency {
  readonly #settings: LatencySettings;
  readonly #random: () => number;
  readonly #clock: Clock;

  constructor(settings: LatencySettings, clock: Clock) {
    if (!(settings.least >= 0 && settings.most >= settings.least))
      throw new RangeError(
        `latency from ${String(settings.least)} to ${String(settings.most)} ms does not exist.`,
      );
    this.#settings = settings;
    this.#random = seededRandom(settings.seed ?? 1);
    this.#clock = clock;
  }

  /** Waits for one way: half of a round trip. */
  async oneWay(): Promise<void> {
    const { least, most } = this.#settings;
    const ms = (least + this.#random() * (most - least)) / 2;
    if (ms > 0) await sleep(this.#clock, ms);
  }
}
