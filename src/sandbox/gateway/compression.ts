import { constants, deflateRawSync, deflateSync } from 'node:zlib';

/** How a payload is written to a socket: text, or bytes where it is compressed. */
export type Encode = (json: string) => string | Buffer;

/** No compression. */
export const plain: Encode = (json) => json;

/** Payload compression: each payload is a zlib stream of its own. Source: events/gateway.mdx#payload-compression. */
export const payloadCompression: Encode = (json) => deflateSync(json);

/** Header of a zlib stream with a window of 32 KiB. Source: RFC 1950, section 2.2. */
const ZLIB_HEADER = Buffer.from([0x78, 0x9c]);

/** What a zlib stream can refer back to, in bytes. Source: RFC 1951, section 2. */
const WINDOW = 32 * 1024;

/**
 * Transport compression: one zlib stream a connection, flushed after every payload, so that each message ends with
 * 00 00 FF FF. Source: events/gateway.mdx#zlib-stream. Written by hand over the synchronous functions, with what
 * was sent before as the dictionary, since Node's streams would answer later and out of step with what is not compressed.
 */
export function zlibStream(): Encode {
  let sent = Buffer.alloc(0);
  let started = false;
  return (json) => {
    const bytes = Buffer.from(json, 'utf8');
    const block = deflateRawSync(bytes, {
      finishFlush: constants.Z_SYNC_FLUSH,
      ...(sent.length > 0 && { dictionary: sent }),
    });
    sent = Buffer.concat([sent, bytes]).subarray(-WINDOW);
    if (started) return block;
    started = true;
    return Buffer.concat([ZLIB_HEADER, block]);
  };
}
