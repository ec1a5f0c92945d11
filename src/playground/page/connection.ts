import type { ActionRequest, ActionResult } from '../actions.ts';
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
export async function send(request: ActionRequest): Promise<ActionResult> {
  try {
    const response = await fetch('/actions', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(request),
    });
    if (response.ok) return (await response.json()) as ActionResult;
    return { ok: false, message: 'The playground refused this.' };
  } catch {
    return { ok: false, message: 'The playground does not answer. Is it still running?' };
  }
}
