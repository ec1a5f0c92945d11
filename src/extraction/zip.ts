import { fromBufferPromise } from 'yauzl';
import { messageOf } from '../errors.ts';
import { type Rejected, rejected } from './extract.ts';

export type Unzipped = { readonly ok: true; readonly files: ReadonlyMap<string, Uint8Array> } | Rejected;

/** Entries in a document are some hundred; a bomb may have millions. */
const MOST_ENTRIES = 20_000;
/** All that is read of one document, unpacked. The text of a thick book has 2 MB. */
const MOST_BYTES = 64 * 2 ** 20;

/**
 * The files in a ZIP archive that are wanted, by path. Paths that lead out of the archive, and archives that unpack to too
 * much, are refused as a whole: nobody means them well.
 * @param wanted told the path, with forward slashes
 */
export async function unzip(bytes: Uint8Array, wanted: (path: string) => boolean): Promise<Unzipped> {
  const files = new Map<string, Uint8Array>();
  let left = MOST_BYTES;
  let entries = 0;
  try {
    const archive = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
      lazyEntries: true,
    });
    for await (const entry of archive.eachEntry()) {
      if (++entries > MOST_ENTRIES) return rejected('holds too many files', 'too-complex');
      if (!wanted(entry.fileName)) continue;
      if (entry.isEncrypted()) return rejected('is protected by a password');
      const content = await contentOf(await archive.openReadStreamPromise(entry), left);
      if (content === null) {
        return rejected(`unpacks to more than ${String(MOST_BYTES / 2 ** 20)} MB of text`, 'too-big');
      }
      left -= content.length;
      files.set(entry.fileName, content);
    }
    return { ok: true, files };
  } catch (error) {
    const message = messageOf(error);
    if (/relative path|absolute path|invalid characters in fileName/.test(message)) {
      return rejected('holds a path that leads outside of it');
    }
    return rejected('is not a ZIP archive, or is damaged');
  }
}

/** All of a stream, null where it is more than may be. */
async function contentOf(stream: NodeJS.ReadableStream, most: number): Promise<Uint8Array | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > most) return null;
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}
