import type { Duplex } from 'node:stream';
import type { ApiError } from '../rules/api-error.ts';

/** Answers a request for a WebSocket with an error instead. */
export function refuseUpgrade(socket: Duplex, { status, body }: ApiError): void {
  const json = JSON.stringify(body);
  socket.end(
    `HTTP/1.1 ${String(status)} Refused\r\nConnection: close\r\nContent-Type: application/json\r\n` +
      `Content-Length: ${String(Buffer.byteLength(json))}\r\n\r\n${json}`,
  );
}
