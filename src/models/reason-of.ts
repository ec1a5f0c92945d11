import { messageOf } from '../errors.ts';

/**
 * Why a request failed, without a full stop. fetch only says "fetch failed" and keeps the reason in its cause, which has
 * nothing but a code where several addresses were tried.
 */
export function reasonOf(error: unknown): string {
  const cause = fieldOf(error, 'cause');
  const code = fieldOf(cause, 'code');
  const reason = cause === undefined ? messageOf(error) : messageOf(cause) || messageOf(error);
  const known = typeof code === 'string' && !reason.includes(code) ? `${reason} (${code})` : reason;
  return known.replace(/[.\s]+$/, '');
}

/** Not by `instanceof`: errors of fetch may come from another realm. */
function fieldOf(value: unknown, name: 'cause' | 'code'): unknown {
  return typeof value === 'object' && value !== null && name in value
    ? (value as Record<typeof name, unknown>)[name]
    : undefined;
}
