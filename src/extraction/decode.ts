import { TextDecoder } from 'node:util';
import { analyse } from 'chardet';
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
 * Decodes a document: byte order mark, else UTF-16 by its zeros, else valid UTF-8, else the encoding it names, else the one that its
 * bytes look like, and where they look like none Windows-1252.
 * @param declared an encoding that the document itself names (HTML's meta charset, an XML declaration); unknown names are ignored
 */
export function decode(bytes: Uint8Array, declared: string | null = null): Decoded {
  const marked = BYTE_ORDER_MARKS.find(([, mark]) => mark.every((byte, index) => bytes[index] === byte));
  if (marked) return accepted(new TextDecoder(marked[0]).decode(bytes));
  const wide = utf16Of(bytes.subarray(0, SAMPLE));
  if (wide !== null) return accepted(new TextDecoder(wide).decode(bytes));
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
  const guessed = guess(bytes);
  if (guessed !== null) return accepted(guessed.decode(bytes));
  const western = windows1252(bytes);
  if (count(western, isForeign) > MOST_NON_ASCII * western.length) return { ok: false, reason: NOT_TEXT };
  return accepted(western);
}

/** Bytes that are looked at to guess an encoding, from the first that is not ASCII: 30 ms of work. */
const GUESS_SAMPLE = 32 * 1024;
/** chardet's confidence, of 100: what is right has 30 and more from one sentence on, what is not often has 10 to 20. */
const LEAST_CONFIDENCE = 25;
/** By how much another encoding must be likelier than Western European ones, which are by far the most frequent. */
const LEAST_LEAD = 10;

/** The encoding that bytes look like by the letters that languages have, null where that is Windows-1252 or not clear. */
function guess(bytes: Uint8Array): TextDecoder | null {
  const from = bytes.findIndex((byte) => byte >= 0x80);
  const sample = bytes.subarray(from, from + GUESS_SAMPLE);
  // Tags are English. No encoding that is guessed has the bytes of their brackets within a letter.
  const prose = Buffer.from(sample)
    .toString('latin1')
    .replace(/<[^>]{0,1000}>/g, ' ');
  const found = analyse(Buffer.from(prose, 'latin1'));
  const western = found.find(({ name }) => isWestern(name))?.confidence ?? 0;
  for (const { name, confidence } of found) {
    if (isWestern(name) || confidence < LEAST_CONFIDENCE || confidence < western + LEAST_LEAD) return null;
    const decoder = decoderOf(name);
    // Cyrillic is taken for Hebrew now and then, in whose encoding half of these bytes stand for nothing.
    if (decoder !== null && isClean(decoder.decode(sample))) return decoder;
  }
  return null;
}

/** Whether hardly a byte was one that the encoding does not know; the last character may have been cut. */
function isClean(text: string): boolean {
  return (text.match(STRANGE)?.length ?? 0) <= 2 + text.length / 1000;
}

function isWestern(encoding: string): boolean {
  return encoding === 'ISO-8859-1' || encoding === 'windows-1252';
}

/** Of the characters of UTF-16 in any language with spaces, this share at least has a zero byte, always on the same side. */
const LEAST_ZEROS = 0.1;

/** UTF-16 without a byte order mark. Other text has no zeros, and other files have them on either side. */
function utf16Of(sample: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const zeros = [0, 0];
  for (let at = sample.indexOf(0); at !== -1; at = sample.indexOf(0, at + 1))
    zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [high = 0, low = 0] = zeros;
  const most = Math.max(high, low);
  if (most < (LEAST_ZEROS * sample.length) / 2 || Math.min(high, low) > most / 100) return null;
  const encoding = high > low ? 'utf-16be' : 'utf-16le';
  const text = new TextDecoder(encoding).decode(sample);
  // Numbers in a binary file have zeros on one side as well; they are no letters, and hold control characters.
  const letters = text.match(/[\p{L}\p{N}\p{Zs}]/gu)?.length ?? 0;
  const controls = count(text, (code) => code < 0x20 && !(code >= 0x08 && code <= 0x0d));
  return letters > 0.6 * text.length && controls < text.length / 100 ? encoding : null;
}

/** The encoding that a page names in its first bytes, XML's declaration before HTML's meta element; null where there is none. */
export function declaredCharset(bytes: Uint8Array): string | null {
  const start = windows1252(bytes.subarray(0, 8192));
  const declared = xmlEncoding(start);
  if (declared !== null) return declared;
  return /<meta\b[^>]{0,300}?\bcharset\s{0,9}=\s{0,9}["']?([\w.:-]{1,40})/i.exec(start)?.[1] ?? null;
}

/** The encoding in an XML declaration, with which a document begins; null where there is none. */
export function xmlEncoding(start: string): string | null {
  return /^\s*<\?xml\b[^>]{0,200}?\bencoding\s*=\s*["']([\w.:-]{1,40})/.exec(start)?.[1] ?? null;
}

function accepted(text: string): Decoded {
  const beginning = text.slice(0, SAMPLE);
  const strange = beginning.match(STRANGE)?.length ?? 0;
  if (strange > 20 && strange > beginning.length / 50) return { ok: false, reason: NOT_TEXT };
  return { ok: true, text };
}

/** Text has hardly any control characters; a page may hold a stray NUL or two, which cleaning takes out. */
function isBinary(sample: Uint8Array): boolean {
  let nuls = 0;
  let controls = 0;
  for (let at = 0; at < sample.length; at++) {
    const byte = sample[at] ?? 0;
    if (byte >= 0x20) continue;
    if (byte === 0) nuls++;
    else if (!(byte >= 0x08 && byte <= 0x0d) && byte !== 0x1b) controls++;
  }
  return nuls > sample.length / 1000 || (controls > 4 && controls > sample.length / 100);
}

function isAscii(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; at++) if ((bytes[at] ?? 0) >= 0x80) return false;
  return true;
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
    const decoder = new TextDecoder(label);
    // What has come so far is no UTF-16: whoever reads its name could not have read it (WHATWG's rule for HTML).
    return decoder.encoding.startsWith('utf-16') ? null : decoder;
  } catch {
    // A page may name anything; an unknown name counts as none.
    return null;
  }
}

/** Node 20's own decoder of this name makes control characters of quotation marks and dashes. */
function windows1252(bytes: Uint8Array): string {
  return iconv.decode(bytes, 'windows-1252');
}

/** C1 controls, too, are bytes that are unassigned in what was decoded. */
const STRANGE = /[\u0080-\u0084\u0086-\u009f\ufffd]/g;

function isForeign(code: number): boolean {
  return code >= 0x80 && code !== REPLACEMENT;
}

function count(text: string, wanted: (code: number) => boolean): number {
  let found = 0;
  for (let i = 0; i < text.length; i++) if (wanted(text.charCodeAt(i))) found++;
  return found;
}
