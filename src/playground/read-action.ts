import type { IncomingMessage } from 'node:http';
import type { PersonFile } from '../sandbox/files/person-file.ts';
import { limit } from '../sandbox/rules/rules.ts';
import { type ActionRequest, requestBody } from './action-body.ts';

/** Largest action without files, in bytes. */
const MOST_BYTES = 256 * 1024;

/**
 * Reads an action: JSON, or a form with it as `action` and files beside it.
 * @throws RangeError where it is too large; SyntaxError, TypeError or ZodError where it is neither
 */
export async function readAction(request: IncomingMessage): Promise<ActionRequest> {
  const type = request.headers['content-type'] ?? '';
  if (type === 'application/json')
    return requestBody.parse(JSON.parse((await read(request, MOST_BYTES)).toString('utf8')));
  if (!type.startsWith('multipart/form-data')) throw new TypeError('Only JSON and forms are taken.');
  const bytes = await read(request, limit('requestSize') + MOST_BYTES);
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- not advised since it buffers: here all is bounded and read
  const form = await new Response(bytes, { headers: { 'content-type': type } }).formData();
  const action = form.get('action');
  if (typeof action !== 'string') throw new TypeError('The form has no action.');
  const files = await Promise.all(form.getAll('files').map(fileOf));
  return { ...requestBody.parse(JSON.parse(action)), files };
}

async function fileOf(entry: File | string): Promise<PersonFile> {
  if (typeof entry === 'string') throw new TypeError('A file is no text.');
  return {
    filename: entry.name,
    content: new Uint8Array(await entry.arrayBuffer()),
    contentType: entry.type === '' ? 'application/octet-stream' : entry.type,
  };
}

/** @throws RangeError where it is larger than `most` bytes */
async function read(request: IncomingMessage, most: number): Promise<Buffer<ArrayBuffer>> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    // The rest is read all the same: whoever still sends would not see the answer.
    if (size <= most) chunks.push(chunk);
  }
  if (size > most) throw new RangeError('This is too large: a message takes 25 MB of files at most.');
  return Buffer.concat(chunks);
}
