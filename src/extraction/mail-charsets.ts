import iconv from 'iconv-lite';

/** Encodings of mail that its parser does not know, or cuts: UTF-7, UTF-16, and the marks of Windows-1252. */

/** With its further lines, which are indented. */
const CONTENT_TYPE = /^content-type:(?:[^\r\n]|\r?\n[ \t]){0,500}/gim;
const CHARSET = /^content-type:\s*text\/.{1,480};\s*charset\s*=\s*"?([\w-]{1,40})/is;
const UTF_7 = /^(?:x-)?(?:unicode-1-1-)?utf-?7$/i;

/** The encodings that the texts of a message name, in lower case, in order. */
export function charsetsOf(bytes: Uint8Array): string[] {
  const declared = latin1(bytes).match(CONTENT_TYPE) ?? [];
  return declared.flatMap((line) => CHARSET.exec(line)?.[1]?.toLowerCase() ?? []);
}

/**
 * Puts right what was decoded without knowledge of its encoding.
 * @param charsets as the message names them
 */
export function repairText(text: string, charsets: readonly string[]): string {
  // Read as Windows-1252, which leaves the letters of UTF-7 as they are. Nothing tells which text was which, so all must be in it.
  if (charsets.length > 0 && charsets.every((charset) => UTF_7.test(charset))) return fromUtf7(text);
  // The parser ends each text with a line break of one byte, which is half a character here.
  const whole = charsets.some((charset) => charset.startsWith('utf-16'))
    ? text.replace(/\ufffd(?=\s*$)/, '')
    : text;
  return withWesternMarks(whole);
}

const ENCODED_WORD = /=\?([\w-]{1,40})(?:\*[\w-]*)?\?([bq])\?([^?\s]*)\?=/gi;

/** Repairs a line of the header: words in UTF-7 that were taken for Windows-1252 are read again. */
export function repairLine(line: string, raw: string | undefined): string {
  const names = [...(raw ?? '').matchAll(ENCODED_WORD)].map(([, charset = '']) => charset);
  const isUtf7 = names.length > 0 && names.every((charset) => UTF_7.test(charset));
  return isUtf7 ? fromUtf7(line) : withWesternMarks(line);
}

function fromUtf7(text: string): string {
  return iconv.decode(Buffer.from(text, 'latin1'), 'utf-7');
}

/** Node 20 decodes the quotation marks and dashes of Windows-1252 as control characters, which stand in no text. */
function withWesternMarks(text: string): string {
  return text.replace(/[\u0080-\u009f]/g, (control) =>
    iconv.decode(Buffer.from(control, 'latin1'), 'windows-1252'),
  );
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
