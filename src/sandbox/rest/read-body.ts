import type { IncomingMessage } from 'node:http';
import type { Upload } from '../files/upload.ts';
import { ApiError } from '../rules/api-error.ts';
import type { Rulebook } from '../rules/rulebook.ts';
import { limit } from '../rules/rules.ts';
import { notModelled } from './not-modelled.ts';

/** What a request brought: its JSON, `undefined` where it has none, and its files. */
export interface ReadBody {
  readonly value: unknown;
  readonly files: readonly Upload[];
}

/**
 * Reads a request: JSON, or a form of it with files. Source: reference.mdx#uploading-files.
 * @throws ApiError where it is too large, or neither
 */
export async function readBody(request: IncomingMessage, rules: Rulebook): Promise<ReadBody> {
  const chunks: Buffer[] = [];
  const most = rules.has('requestSize') ? limit('requestSize') : Number.POSITIVE_INFINITY;
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    // The rest is read all the same, since whoever still sends would not see the answer.
    if (size <= most) chunks.push(chunk);
    else chunks.length = 0;
  }
  rules.require('requestSize', size <= most);
  if (size === 0) return { value: undefined, files: [] };
  const bytes = Buffer.concat(chunks);
  const type = request.headers['content-type'] ?? '';
  if (type.startsWith('multipart/form-data')) return readForm(bytes, type);
  return { value: parsed(bytes.toString('utf8')), files: [] };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiError('knownFields', [notModelled('body', 'Only JSON, and forms with it, are modelled.')]);
  }
}

const FILE_FIELD = /^files\[(\d{1,2})\]$/u;

async function readForm(bytes: Buffer<ArrayBuffer>, type: string): Promise<ReadBody> {
  let form: FormData;
  try {
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- not advised since it buffers: here all is bounded and read
    form = await new Response(bytes, { headers: { 'content-type': type } }).formData();
  } catch {
    throw new ApiError('knownFields', [notModelled('body', 'The form cannot be read.')]);
  }
  const files: Upload[] = [];
  let value: unknown = {};
  for (const [name, entry] of form) {
    const index = FILE_FIELD.exec(name)?.[1];
    if (name === 'payload_json') value = parsed(typeof entry === 'string' ? entry : await entry.text());
    else if (index !== undefined && typeof entry !== 'string')
      files.push({ index: String(Number(index)), filename: entry.name, content: entry });
    else throw new ApiError('knownFields', [notModelled(name, 'Forms have payload_json and files[n].')]);
  }
  return { value, files };
}
