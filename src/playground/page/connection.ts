import type { ActionRequest } from '../action-body.ts';
import type { ActionResult } from '../actions.ts';
import type { View } from '../view.ts';

/** Follows what a person sees in a channel, until the function that it returns is called. */
export function follow(
  personId: string | null,
  channelId: string | null,
  onView: (view: View) => void,
  onConnection: (connected: boolean) => void,
): () => void {
  const query = new URLSearchParams();
  if (personId !== null) query.set('as', personId);
  if (channelId !== null) query.set('channel', channelId);
  const source = new EventSource(`/views?${query.toString()}`);
  source.addEventListener('message', ({ data }: MessageEvent<string>) => {
    onView(JSON.parse(data) as View);
  });
  source.addEventListener('open', () => {
    onConnection(true);
  });
  // The browser tries again by itself.
  source.addEventListener('error', () => {
    onConnection(false);
  });
  return () => {
    source.close();
  };
}

/** Does something as somebody. Never throws: what goes wrong is told as a sentence. */
export async function send(
  request: Omit<ActionRequest, 'files'>,
  files: readonly File[] = [],
): Promise<ActionResult> {
  try {
    const response = await fetch('/actions', { method: 'POST', ...bodyOf(JSON.stringify(request), files) });
    if (response.ok) return (await response.json()) as ActionResult;
    return { ok: false, message: refusalOf(response.status) };
  } catch {
    return { ok: false, message: 'The playground does not answer. Is it still running?' };
  }
}

/** Files make a form of it. */
function bodyOf(action: string, files: readonly File[]): Pick<RequestInit, 'body' | 'headers'> {
  if (files.length === 0) return { body: action, headers: { 'content-type': 'application/json' } };
  const form = new FormData();
  form.set('action', action);
  for (const file of files) form.append('files', file);
  return { body: form };
}

function refusalOf(status: number): string {
  return status === 413
    ? 'These files are too large: 10 MB each, 25 MB together.'
    : 'The playground refused this.';
}
