import type { ServerResponse } from 'node:http';
import { isVisible } from '../sandbox/people/transcript.ts';
import { type Attachment, entry, type State } from '../sandbox/state.ts';
import { maySee } from './may-see.ts';
import { isPicture } from './message-on-page.ts';

/**
 * Hands out a file of a message to somebody who sees that message. Pictures are shown in place, everything else is a
 * download that no browser opens by itself; nothing in either can run.
 */
export async function serveFile(
  state: State,
  fileId: string,
  personId: string,
  response: ServerResponse,
): Promise<void> {
  const file = fileSeenBy(state, fileId, personId);
  if (file === undefined) {
    response.writeHead(404).end();
    return;
  }
  const kind = isPicture(file) ? 'inline' : 'attachment';
  response.writeHead(200, {
    'content-type': isPicture(file) ? file.contentType : 'application/octet-stream',
    'content-length': file.size,
    'content-disposition': `${kind}; filename*=UTF-8''${encodeURIComponent(file.filename)}`,
    'content-security-policy': "default-src 'none'; sandbox",
  });
  response.end(Buffer.from(await file.content.arrayBuffer()));
}

function fileSeenBy(state: State, fileId: string, personId: string): Attachment | undefined {
  for (const message of state.messages.values()) {
    const found = message.attachments.find(({ id }) => id === fileId);
    if (found === undefined) continue;
    const channel = entry(state.channels, message.channelId);
    return maySee(state, channel, personId) && isVisible(state, message, personId) ? found : undefined;
  }
  return undefined;
}
