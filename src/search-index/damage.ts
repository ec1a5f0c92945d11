/** True for an error that says that an SQLite file is damaged, however deep it is wrapped. */
export function isDamage(error: unknown): boolean {
  for (let cause: unknown = error; typeof cause === 'object' && cause !== null;) {
    if ('code' in cause && /^SQLITE_(CORRUPT|NOTADB)/.test(String(cause.code))) return true;
    cause = 'cause' in cause ? cause.cause : null;
  }
  return false;
}
