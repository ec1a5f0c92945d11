import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * Keeps other web pages and the network out: the server listens on loopback, and answers only requests that name
 * it by a loopback name, so that a foreign name which resolves to 127.0.0.1 (DNS rebinding) gets nothing. Posts must
 * come from the page itself.
 */

/** Nothing from elsewhere is loaded, and no text can become script. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  // The components place themselves by style attributes; no text can make one.
  "style-src-attr 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  // Web Awesome fetches its own icons from data addresses; nothing leaves the page by them.
  "connect-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const HEADERS = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
};

export function setSafeHeaders(response: ServerResponse): void {
  for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
}

/** Why a request is refused; `null` where it may pass. */
export function refusal(request: IncomingMessage, port: number): string | null {
  const own = ['127.0.0.1', 'localhost', '[::1]'].map((name) => `${name}:${String(port)}`);
  const { host = '', origin } = request.headers;
  if (!own.includes(host.toLowerCase())) return 'This page answers on loopback only.';
  const site = request.headers['sec-fetch-site'];
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  if (site === 'cross-site' || site === 'same-site') {
    // A link to the page is no harm; everything else that another page starts is.
    const opened = isRead && request.headers['sec-fetch-mode'] === 'navigate';
    if (!opened) return 'Other pages may not use this one.';
  }
  if (origin !== undefined && origin !== `http://${host}`) return 'Other pages may not use this one.';
  if (!isRead && origin === undefined) return 'A change must come from the page itself.';
  return null;
}
