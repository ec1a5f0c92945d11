import { seededRandom } from '../../evaluation/statistics.ts';
import { MESS, type MessName, type MessSettings } from './mess-kinds.ts';

/** The mess of one sandbox. Each kind has its own source of chance, so that one does not change what another hits. */
export class Mess {
  #settings: MessSettings = {};
  #random = new Map<MessName, () => number>();
  readonly #listeners = new Set<() => void>();
  /** How often each kind happened: a test can prove that it was there. */
  readonly happened: Partial<Record<MessName, number>> = {};

  constructor(settings: MessSettings = {}) {
    this.set(settings);
  }

  /** Makes another mess from now on; `{}` makes none. */
  set(settings: MessSettings): void {
    for (const [name, { unit }] of Object.entries(MESS) as [MessName, { unit: 'share' | 'ms' }][]) {
      const value = settings[name] ?? 0;
      const most = unit === 'share' ? 1 : Number.MAX_SAFE_INTEGER;
      if (!(value >= 0 && value <= most))
        throw new RangeError(`mess.${name} is ${String(value)}, and must be from 0 to ${String(most)}.`);
    }
    this.#settings = settings;
    const names = Object.keys(MESS) as MessName[];
    this.#random = new Map(
      names.map((name, index) => [name, seededRandom((settings.seed ?? 1) * names.length + index)]),
    );
    for (const listener of this.#listeners) listener();
  }

  /** Decides whether a kind of mess happens now, and counts it. */
  happens(name: MessName): boolean {
    const share = this.#settings[name] ?? 0;
    const hit = share > 0 && this.random(name) < share;
    if (hit) this.count(name);
    return hit;
  }

  count(name: MessName): void {
    this.happened[name] = (this.happened[name] ?? 0) + 1;
  }

  /** Milliseconds of a kind that is a time; 0 where it is off. */
  every(name: MessName): number {
    return this.#settings[name] ?? 0;
  }

  /** A number from 0 to 1 of this kind's own source. */
  random(name: MessName): number {
    return this.#random.get(name)?.() ?? 0;
  }

  /** Calls back whenever the settings change. */
  onChange(listener: () => void): void {
    this.#listeners.add(listener);
  }
}
