/**
 * The errors whose message may be shown to a person. Everything else that is thrown is a surprise:
 * it is logged with its stack, and people read one neutral sentence.
 */

/** An expected failure. Its message is one or two full sentences that name the cure. */
export class UserError extends Error {
  override readonly name: string = 'UserError';
}

/** The command was called in a way it does not understand (exit code 2). */
export class UsageError extends UserError {
  override readonly name = 'UsageError';
}

/** A setting has a value that is not allowed: names the setting, the value and what is allowed. */
export class ConfigError extends UserError {
  override readonly name = 'ConfigError';
}

/** Another process holds the lock that this work needs. */
export class BusyError extends UserError {
  override readonly name = 'BusyError';
}

/** A model cannot be found, opened, reached, or it died. */
export class ModelError extends UserError {
  override readonly name = 'ModelError';
}

/** The library or the index on disk cannot be used as it is. */
export class StorageError extends UserError {
  override readonly name = 'StorageError';
}

/** True for errors that carry a system error code, also those born in another realm (worker, jest). */
export function hasCode(error: unknown, code: string): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === code;
}

/** The message of whatever was thrown, without a stack. */
export function messageOf(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'message' in error) return String(error.message);
  return String(error);
}
