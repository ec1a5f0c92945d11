import { TextDecoder } from 'node:util';
import iconv from 'iconv-lite';

/** Bytes -> text. What is not text is told apart here, before anything tries to read it. */
export type Decoded =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly reason: string };

const BYTE_ORDER_MARKS: readonly [encoding: string, bytes: readonly number[]][] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/** How much of the document's beginning is looked at to tell what it is. */
const SAMPLE = 64 * 1024;

/** Western text has about one non-ASCII letter in twenty; another encoding read as Windows-1252 has far more. */
const MOST_NON_ASCII = 0.3;

/** What a decoder puts where bytes are broken. */
const REPLACEMENT = 0xfffd;

const NOT_TEXT = 'is not text in UTF-8, Windows-1252 or an encoding that it names';

/**
 * Decodes a document: byte order mark, else valid UTF-8, else the encoding it names, else Windows-1252.
 * @param declared an encoding that the document itself names (HTML's meta charset); unknown names are ignored
 */
export function decode(bytes: Uint8Array, declared: string | null = null): Decoded {
  const marked = BYTE_ORDER_MARKS.find(([, mark]) => mark.every((byte, index) => bytes[index] === byte));
  if (marked) return accepted(new TextDecoder(marked[0]).decode(bytes));
  if (isBinary(bytes.subarray(0, SAMPLE))) return { ok: false, reason: 'looks like a binary file' };

  const foreign = declared === null ? null : decoderOf(declared);
  // Valid UTF-8 is hardly ever anything else, whatever the page says of itself; pure ASCII may be a shift encoding.
  const utf8 = strictUtf8(bytes);
  if (utf8 !== null && (foreign === null || !isAscii(bytes))) return accepted(utf8);
  if (foreign?.encoding === 'windows-1252') return accepted(windows1252(bytes));
  if (foreign && foreign.encoding !== 'utf-8') return accepted(foreign.decode(bytes));
  if (utf8 !== null) return accepted(utf8);

  // A few broken bytes in a page of good UTF-8: keep the page, mark the bytes.
  const lenient = new TextDecoder('utf-8').decode(bytes);
  if (count(lenient, isForeign) > 10 * count(lenient, (code) => code === REPLACEMENT))
    return accepted(lenient);
  const western = windows1252(bytes);
  if (count(western, isForeign) > MOST_NON_ASCII * western.length) return { ok: false, reason: NOT_TEXT };
  return accepted(western);
}

/** The encoding that an HTML page names in its first bytes, as a person would find it; null where there is none. */
export function declaredCharset(bytes: Uint8Array): string | null {
  const start = windows1252(bytes.subarray(0, 8192));
  return /<meta\b[^>]{0,300}?\bcharset\s{0,9}=\s{0,9}["']?([\w.:-]{1,40})/i.exec(start)?.[1] ?? null;
}

function accepted(text: string): Decoded {
  const beginning = text.slice(0, SAMPLE);
  // C1 controls: bytes that are unassigned in what was decoded.
  const strange = count(
    beginning,
    (code) => code === REPLACEMENT || (code >= 0x80 && code <= 0x9f && code !== 0x85),
  );
  if (strange > 20 && strange > beginning.length / 50) return { ok: false, reason: NOT_TEXT };
  return { ok: true, text };
}

/** Text has hardly any control characters; a page may hold a stray NUL or two, which cleaning takes out. */
function isBinary(sample: Uint8Array): boolean {
  let nuls = 0;
  let controls = 0;
  for (const byte of sample) {
    if (byte === 0) nuls++;
    else if (byte < 0x20 && !(byte >= 0x08 && byte <= 0x0d) && byte !== 0x1b) controls++;
  }
  return nuls > sample.length / 1000 || (controls > 4 && controls > sample.length / 100);
}

function isAscii(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte < 0x80);
}

function strictUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Invalid UTF-8 is an answer here, not a failure.
    return null;
  }
}

function decoderOf(label: string): TextDecoder | null {
  try {
    return new TextDecoder(label);
  } catch {
    // A page may name anything; an unknown name counts as none.
    return null;
  }
}

/** Node 20's own decoder of this name makes control characters of quotation marks and dashes. */
function windows1252(bytes: Uint8Array): string {
  return iconv.decode(bytes, 'windows-1252');
}

function isForeign(code: number): boolean {
  return code >= 0x80 && code !== REPLACEMENT;
}

function count(text: string, wanted: (code: number) => boolean): number {
  let found = 0;
  for (let i = 0; i < text.length; i++) if (wanted(text.charCodeAt(i))) found++;
  return found;
}
