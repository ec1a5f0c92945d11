import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Attachment, State } from '../state.ts';

/** Files as one fetches them: no script of theirs runs, and they are not shown as pages. */
const HEADERS = {
  'content-security-policy': "default-src 'none'; sandbox",
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-site',
};

const PATH = /^\/attachments\/\d+\/(\d+)\/[^/]+$/u;

/** True for addresses of files, which are no part of the API. */
export function isFilePath(pathname: string): boolean {
  return pathname.startsWith('/attachments/');
}

/** Hands out a file of a message that is still there, or one that somebody has given to the bot. */
export async function serveFile(
  state: State,
  pathname: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const id = PATH.exec(pathname)?.[1];
  const file = id === undefined ? undefined : (state.uploads.get(id) ?? inMessage(state, id));
  if (file === undefined || (request.method !== 'GET' && request.method !== 'HEAD')) {
    response.writeHead(404, HEADERS).end();
    return;
  }
  const disposition = `attachment; filename*=UTF-8''${encodeURIComponent(file.filename)}`;
  response.writeHead(200, {
    ...HEADERS,
    'content-type': file.contentType,
    'content-length': file.size,
    'content-disposition': disposition,
  });
  response.end(request.method === 'HEAD' ? undefined : Buffer.from(await file.content.arrayBuffer()));
}

function inMessage({ messages }: State, id: string): Attachment | undefined {
  for (const { deletedAt, attachments } of messages.values()) {
    const found = deletedAt === null ? attachments.find((one) => one.id === id) : undefined;
    if (found) return found;
  }
  return undefined;
}
