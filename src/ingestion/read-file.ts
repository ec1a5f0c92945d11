import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { RejectionKind } from '../domain/rejection.ts';
import {
  type ExtractedRecord,
  type RawDocument,
  type Rejected,
  rejected,
  single,
} from '../extraction/extract.ts';
import { FORMATS, formatOf } from '../extraction/formats.ts';
import { unpackGzip } from '../extraction/gzip.ts';
import { type FileSystem, isGone, unreadableBecause } from '../sources/file-system.ts';

/** Part of every file's hash: counting it up makes all files be extracted again, by better extraction. */
const EXTRACTION_VERSION = 9;

/** The parts of saved web pages, and pictures beside articles: nobody expects them to be read. */
const ASSETS =
  /\.(?:css|js|mjs|map|png|jpe?g|gif|webp|avif|svg|ico|bmp|tiff?|woff2?|ttf|otf|eot|mp[34]|webm|ogg|wav|m4[av]|mov)$/i;

/** What reading a file came to. */
export type FileReading =
  /** It has vanished since it was found. */
  | { readonly kind: 'gone' }
  /** It belongs to other files. */
  | { readonly kind: 'skipped' }
  | { readonly kind: 'rejected'; readonly rejection: Rejected }
  | { readonly kind: 'unchanged' }
  | ReadFile;

/** A file whose bytes were read. */
export interface ReadFile {
  readonly kind: 'read';
  /** Of the bytes and the way in which they were read: equal hashes mean equal articles. */
  readonly hash: string;
  readonly bytesHash: string;
  readonly records: readonly ExtractedRecord[];
}

export interface ReadOptions {
  readonly maxDocumentMb: number;
  readonly files: FileSystem;
  /** Reads the articles of a document; whatever is wrong with it is an outcome. */
  readonly extract: (document: RawDocument) => Promise<readonly ExtractedRecord[]>;
}

/**
 * Reads a file and extracts its articles; leaves out the extraction where the content is what it was.
 * @param knownHash hash at the last reading, null where there was none
 */
export async function readArticleFile(
  path: string,
  knownHash: string | null,
  { maxDocumentMb, files, extract }: ReadOptions,
): Promise<FileReading> {
  const name = basename(path);
  if (ASSETS.test(name)) return { kind: 'skipped' };
  if (!formatOf(name)) {
    return refuse(`is of a kind that is not read; read are ${extensions()}`, 'unknown-format');
  }
  const most = maxDocumentMb * 1024 * 1024;
  let bytes: Uint8Array;
  try {
    const { size } = files.stat(path);
    if (size > most) {
      const megabytes = (size / 1024 / 1024).toFixed(1);
      return refuse(
        `has ${megabytes} MB, more than MAX_DOCUMENT_MB allows (${String(maxDocumentMb)})`,
        'too-big',
      );
    }
    bytes = files.read(path);
  } catch (error) {
    return isGone(error) ? { kind: 'gone' } : refuse(unreadableBecause(error), 'no-access');
  }
  if (bytes.length === 0) return refuse('is empty');
  const bytesHash = createHash('sha256').update(bytes).digest('hex');
  const hash = `${String(EXTRACTION_VERSION)}:${bytesHash}`;
  if (hash === knownHash) return { kind: 'unchanged' };
  const unpacked = unpackGzip(bytes, most);
  if (!unpacked.ok) return { kind: 'read', hash, bytesHash, records: single(unpacked) };
  return {
    kind: 'read',
    hash,
    bytesHash,
    records: await extract({ bytes: unpacked.bytes, name: name.replace(/\.gz$/i, '') }),
  };
}

function refuse(reason: string, kind?: RejectionKind): FileReading {
  return { kind: 'rejected', rejection: rejected(reason, kind) };
}

function extensions(): string {
  return FORMATS.flatMap((format) => format.extensions).join(', ');
}
