/**
 * Why a document became no article. Told apart so that people can decide by kind, for instance to read pages again that
 * gave a cookie wall, or to accept a text that is merely short.
 */
export type RejectionKind =
  /** The bytes are not what the format's name says, are damaged, or hold no text at all. */
  | 'unreadable'
  /** Nested too deeply, or too large to be parsed within reasonable time and memory. */
  | 'too-complex'
  /** Larger than MAX_DOCUMENT_MB allows, as it is or unpacked, or more text than one article may have. */
  | 'too-big'
  /** Reading it took too long and was given up; on a machine that was busy it may work another time. */
  | 'timed-out'
  /** It ended the process that reads documents. */
  | 'broken'
  /** A kind of file that is not read. */
  | 'unknown-format'
  /** The file cannot be opened: no permission, a link to nothing. */
  | 'no-access'
  /** Less text than can be cited: a teaser, a gallery, a leftover. */
  | 'too-short'
  /** The page asks for consent instead of showing its article. */
  | 'cookie-wall'
  /** The page shows the beginning of its article and asks for money or a login. */
  | 'paywall'
  /** "Not found", "access denied", "checking your browser": a server speaks, not an author. */
  | 'error-page'
  /** Text in no language: code, tables of numbers, letters at random. */
  | 'no-language';
