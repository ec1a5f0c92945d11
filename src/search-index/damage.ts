import { StorageError } from '../errors.ts';

/** Bytes of the index that are not those that were written, as their checksum tells. */
export class IndexDamage extends StorageError {
  readonly code = 'SQLITE_CORRUPT_CHECKSUM';

  /** @param what names the part, for the log */
  constructor(what: string) {
    super(`The search index is damaged (${what}). Run \`npm run reindex\`, which builds it again.`);
  }
}

/** True for an error that says that an SQLite file is damaged, however deep it is wrapped. */
export function isDamage(error: unknown): boolean {
  for (let cause: unknown = error; typeof cause === 'object' && cause !== null;) {
    if ('code' in cause && /^SQLITE_(CORRUPT|NOTADB)/.test(String(cause.code))) return true;
    cause = 'cause' in cause ? cause.cause : null;
  }
  return false;
}
