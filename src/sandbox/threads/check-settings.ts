import type { Rulebook } from '../rules/rulebook.ts';
import { limit } from '../rules/rules.ts';
import type { ThreadChanges } from './thread-body.ts';

/** Checks what a thread is called and how slow it is. */
export function checkSettings(rules: Rulebook, { name, rate_limit_per_user }: ThreadChanges): void {
  if (typeof name === 'string') rules.within('threadName', name.length, 'name');
  const slow = rate_limit_per_user ?? 0;
  rules.require('slowMode', slow >= 0 && slow <= limit('slowMode'), {
    path: 'rate_limit_per_user',
    code: 'NUMBER_TYPE_MAX',
    message: `int value should be between 0 and ${String(limit('slowMode'))}.`,
  });
}
