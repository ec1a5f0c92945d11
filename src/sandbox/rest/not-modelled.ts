import type { FieldError } from '../rules/api-error.ts';

/** What the sandbox does not model is refused rather than ignored. */
export function notModelled(path: string, message: string): FieldError {
  return { path, code: 'SANDBOX_NOT_MODELLED', message };
}
