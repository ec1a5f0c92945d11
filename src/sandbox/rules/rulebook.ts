import { ApiError, type FieldError } from './api-error.ts';
import type { GatewayRuleName } from './gateway-rules.ts';
import { limit, type RuleName } from './rules.ts';

/** The table at work; single rules can be switched off to prove that a test would notice. */
export class Rulebook {
  readonly #off: ReadonlySet<RuleName | GatewayRuleName>;

  constructor(off: Iterable<RuleName | GatewayRuleName> = []) {
    this.#off = new Set(off);
  }

  /** True where the rule is on. */
  has(name: RuleName | GatewayRuleName): boolean {
    return !this.#off.has(name);
  }

  /** @throws ApiError where the rule is on and does not hold. */
  require(name: RuleName, holds: boolean, ...errors: readonly FieldError[]): void {
    if (!holds && !this.#off.has(name)) throw new ApiError(name, errors);
  }

  /**
   * The same for what may be tried again later.
   * @param retryAfterMs when
   */
  requireLater(name: RuleName, holds: boolean, retryAfterMs: number): void {
    if (!holds && !this.#off.has(name)) throw new ApiError(name, [], retryAfterMs);
  }

  /** Requires that a field is not longer than the rule's value. */
  atMost(name: RuleName, length: number, path: string): void {
    const most = limit(name);
    const message = `Must be ${String(most)} or fewer in length.`;
    this.require(name, length <= most, { path, code: 'BASE_TYPE_MAX_LENGTH', message });
  }

  /** Requires that a field is there and not longer than the rule's value. */
  within(name: RuleName, length: number, path: string): void {
    const message = `Must be between 1 and ${String(limit(name))} in length.`;
    this.require(name, length >= 1 && length <= limit(name), { path, code: 'BASE_TYPE_BAD_LENGTH', message });
  }

  /**
   * Hands on what is there. What is not there cannot be had by switching the rule off, unless something stands in.
   * @throws ApiError where it is missing
   */
  found<T>(name: RuleName, value: T | undefined, standIn?: () => T): T {
    if (value !== undefined) return value;
    if (standIn && this.#off.has(name)) return standIn();
    throw new ApiError(name);
  }
}
