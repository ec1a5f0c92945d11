import type { ServerResponse } from 'node:http';
import type { Sandbox } from '../sandbox/sandbox.ts';
import type { Actors } from './actions.ts';
import { viewOf } from './view-of.ts';

/** Changes that come within this time are sent together, in milliseconds. */
const TOGETHER = 30;

/** How often a view is made anew because time passes (typing ends, an interaction is lost), in milliseconds. */
const TICK = 1000;

/** Ticks after which a line keeps a silent connection open. */
const TICKS_TO_PING = 15;

/** Sends a person's view at once and after every change, until the connection ends. */
export function streamViews(
  sandbox: Sandbox,
  actors: Actors,
  query: URLSearchParams,
  response: ServerResponse,
): void {
  const personId = query.get('as') ?? [...actors.keys()][0] ?? '';
  if (!actors.has(personId)) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, { 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' });
  let sent = '';
  let soon: NodeJS.Timeout | undefined;
  let ticks = 0;
  const send = (): void => {
    soon = undefined;
    const view = viewOf(sandbox.state, {
      personId,
      channelId: query.get('channel') ?? firstChannel(sandbox),
      now: sandbox.clock.now(),
      actorIds: [...actors.keys()],
    });
    const text = JSON.stringify(view);
    if (text === sent) return;
    sent = text;
    // JSON has no line breaks of its own, so a view is one line.
    response.write(`data: ${text}\n\n`);
  };
  const off = sandbox.onChange(() => {
    soon ??= setTimeout(send, TOGETHER);
  });
  const tick = setInterval(() => {
    send();
    ticks++;
    if (ticks % TICKS_TO_PING === 0) response.write(':\n\n');
  }, TICK);
  response.once('close', () => {
    off();
    clearInterval(tick);
    clearTimeout(soon);
  });
  send();
}

function firstChannel({ state, guild }: Sandbox): string | null {
  return [...state.channels.values()].find(({ guildId }) => guildId === guild.id)?.id ?? null;
}
