import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { messageOf } from '../errors.ts';
import type { ExtractedRecord, Format } from '../extraction/extract.ts';
import { FORMATS, formatOf } from '../extraction/formats.ts';
import { type FileSystem, isGone, unreadableBecause } from '../sources/file-system.ts';

/** Part of every file's hash: counting it up makes all files be extracted again, by better extraction. */
const EXTRACTION_VERSION = 1;

/** The parts of saved web pages, and pictures beside articles: nobody expects them to be read. */
const ASSETS =
  /\.(?:css|js|mjs|map|png|jpe?g|gif|webp|avif|svg|ico|bmp|tiff?|woff2?|ttf|otf|eot|mp[34]|webm|ogg|wav|m4[av]|mov)$/i;

/** What reading a file came to. */
export type FileReading =
  /** It has vanished since it was found. */
  | { readonly kind: 'gone' }
  /** It belongs to other files. */
  | { readonly kind: 'skipped' }
  | { readonly kind: 'rejected'; readonly reason: string }
  | { readonly kind: 'unchanged' }
  | {
      readonly kind: 'read';
      readonly hash: string;
      readonly records: ExtractedRecord[];
    };

/**
 * Reads a file and extracts its articles; leaves out the extraction where the content is what it was.
 * @param knownHash hash at the last reading, null where there was none
 */
export function readArticleFile(
  path: string,
  knownHash: string | null,
  maxDocumentMb: number,
  files: FileSystem,
): FileReading {
  const name = basename(path);
  if (ASSETS.test(name)) return { kind: 'skipped' };
  const format = formatOf(name);
  if (!format) return { kind: 'rejected', reason: `is of a kind that is not read; read are ${extensions()}` };
  let bytes: Uint8Array;
  try {
    const { size } = files.stat(path);
    if (size > maxDocumentMb * 1024 * 1024) {
      const megabytes = (size / 1024 / 1024).toFixed(1);
      return {
        kind: 'rejected',
        reason: `has ${megabytes} MB, more than MAX_DOCUMENT_MB allows (${String(maxDocumentMb)})`,
      };
    }
    bytes = files.read(path);
  } catch (error) {
    return isGone(error) ? { kind: 'gone' } : { kind: 'rejected', reason: unreadableBecause(error) };
  }
  if (bytes.length === 0) return { kind: 'rejected', reason: 'is empty' };
  const hash = createHash('sha256')
    .update(`${String(EXTRACTION_VERSION)}\n`)
    .update(bytes)
    .digest('hex');
  if (hash === knownHash) return { kind: 'unchanged' };
  return extract(format, bytes, name, hash);
}

/** Parsers are other people's code and the web is strange: one document that breaks them must not end the run. */
function extract(format: Format, bytes: Uint8Array, name: string, hash: string): FileReading {
  try {
    return { kind: 'read', hash, records: format.extract({ bytes, name }) };
  } catch (error) {
    return { kind: 'rejected', reason: `cannot be read as ${format.name}: ${messageOf(error)}` };
  }
}

function extensions(): string {
  return FORMATS.flatMap((format) => format.extensions).join(', ');
}
