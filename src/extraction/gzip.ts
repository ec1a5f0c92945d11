import { gunzipSync } from 'node:zlib';
import { hasCode } from '../errors.ts';
import { type Rejected, rejected } from './extract.ts';

export type Unpacked = { readonly ok: true; readonly bytes: Uint8Array } | Rejected;

/** The first bytes of everything that gzip packs (RFC 1952), with its only method. */
const MAGIC = [0x1f, 0x8b, 0x08];

/**
 * The bytes without gzip where they are packed by it, whatever the file is called: servers and archives pack without
 * saying so.
 * @param most bytes that may come out; a bomb is stopped there
 */
export function unpackGzip(bytes: Uint8Array, most: number): Unpacked {
  if (!MAGIC.every((byte, index) => bytes[index] === byte)) return { ok: true, bytes };
  try {
    return { ok: true, bytes: gunzipSync(bytes, { maxOutputLength: most }) };
  } catch (error) {
    if (hasCode(error, 'ERR_BUFFER_TOO_LARGE')) {
      const megabytes = String(Math.round(most / 2 ** 20));
      return rejected(`unpacks to more than MAX_DOCUMENT_MB allows (${megabytes})`, 'too-big');
    }
    return rejected('is packed by gzip and damaged');
  }
}
