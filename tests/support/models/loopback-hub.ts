import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { LoopbackServer, type Received } from './loopback-server.ts';

/** A model hub: redirects to where files lie, names the sha256 of large ones on the way, serves ranges. */
export class LoopbackHub extends LoopbackServer {
  readonly files = new Map<string, Buffer>();
  /** Files whose sha256 is published. */
  readonly published = new Set<string>();
  /** Sends only this many bytes of a file and then nothing more, until `breakConnection`. */
  breakAfter: number | null = null;
  /** Breaks the connection that waits. Called when the client has what was sent: a client may throw away the unread. */
  breakConnection: () => void = () => undefined;
  ranges = true;
  status = 200;

  put(repository: string, path: string, content: string | Buffer, { publish = true } = {}): void {
    const key = `/${repository}/resolve/main/${path}`;
    this.files.set(key, Buffer.from(content));
    if (publish) this.published.add(key);
  }

  protected override answer({ path, headers }: Received, response: ServerResponse): Promise<void> {
    const key = path.replace(/^\/cdn/, '');
    const content = this.files.get(key);
    if (this.status !== 200 || content === undefined) {
      response.writeHead(this.status === 200 ? 404 : this.status).end();
    } else if (!path.startsWith('/cdn')) {
      const sha256 = createHash('sha256').update(content).digest('hex');
      response.writeHead(302, {
        location: `/cdn${key}`,
        ...(this.published.has(key) && { 'x-linked-etag': `"${sha256}"` }),
      });
      response.end();
    } else this.#send(content, headers.range, response);
    return Promise.resolve();
  }

  #send(content: Buffer, range: string | undefined, response: ServerResponse): void {
    const from = this.ranges ? Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0) : 0;
    if (from >= content.length && from > 0) {
      response.writeHead(416, { 'content-range': `bytes */${String(content.length)}` }).end();
      return;
    }
    response.writeHead(from > 0 ? 206 : 200, { 'content-length': content.length - from });
    if (this.breakAfter === null) response.end(content.subarray(from));
    else {
      this.breakConnection = () => {
        response.destroy();
      };
      response.write(content.subarray(from, from + this.breakAfter));
    }
  }
}
