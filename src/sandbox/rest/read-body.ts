import type { IncomingMessage } from 'node:http';
import { ApiError } from '../rules/api-error.ts';
import { notModelled } from './not-modelled.ts';

/** Largest body that is read, in bytes. Source: reference.mdx#uploading-files, request of 25 MiB. */
const MOST_BYTES = 25 * 1024 * 1024;

/**
 * Reads the JSON of a request.
 * @returns `undefined` where it has no body
 * @throws ApiError where it is too large, or no JSON
 */
export async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MOST_BYTES)
      throw new ApiError('knownFields', [notModelled('body', 'Request entity too large')]);
    chunks.push(chunk);
  }
  if (size === 0) return undefined;
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new ApiError('knownFields', [notModelled('body', 'Only JSON is modelled.')]);
  }
}
